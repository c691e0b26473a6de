/** An object that cannot be read any more as it was announced. */
export class SourceError extends Error {
  override readonly name = "SourceError";

  constructor(
    readonly code: "SOURCE_VANISHED" | "SOURCE_CHANGED" | "SOURCE_TRUNCATED",
    options?: ErrorOptions,
  ) {
    super(SENTENCES[code], options);
  }
}

const SENTENCES = {
  SOURCE_VANISHED: "the announced version of the object is not there",
  SOURCE_CHANGED: "the object changed while it was being read",
  SOURCE_TRUNCATED: "the object store answered fewer bytes than the object has",
} as const;

/** The output of the key is not, or no more, the one that was to be replaced; nothing was written. */
export class OutputConflictError extends Error {
  override readonly name = "OutputConflictError";

  constructor(options?: ErrorOptions) {
    super("another output came first", options);
  }
}

/** The process will be ended soon, and what it was at would not be done by then. */
export class OutOfTimeError extends Error {
  override readonly name = "OutOfTimeError";

  constructor() {
    super("the time that the function has is nearly over");
  }
}

/** An event or state that does not fit what the workflow sends: a fault of the deployment. */
export class InvalidStepEventError extends Error {
  override readonly name = "InvalidStepEventError";
}

/**
 * The name by which an error may be logged and matched. Names are written by programmers, but anything may
 * be thrown: what does not look like an identifier is not repeated.
 */
export function errorNameOf(error: unknown): string {
  const name: unknown = error instanceof Error ? error.name : undefined;
  return typeof name === "string" && /^[A-Za-z][A-Za-z0-9_.]{0,63}$/.test(name) ? name : "UnknownError";
}
