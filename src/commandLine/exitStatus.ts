/** Some input failed; each one is named on stderr. 0 says that all is done. */
export const EXIT_INPUT_FAILED = 1;
export const EXIT_WRONG_USAGE = 2;

/** An end that its message explains to a person: nothing is wrong with the program. */
export interface ExplainedEnd extends Error {
  readonly exitStatus: number;
}

/** Told by what it has, not by its class: a command is a bundle that has a class of its own. */
export function isExplainedEnd(error: unknown): error is ExplainedEnd {
  return error instanceof Error && typeof (error as Partial<ExplainedEnd>).exitStatus === "number";
}

/** The command was called wrongly: its message is all that a person needs. */
export class WrongUsageError extends Error implements ExplainedEnd {
  readonly exitStatus = EXIT_WRONG_USAGE;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "WrongUsageError";
  }
}

/** The run could not go on to its end, through no fault of an input. */
export class RunEndedError extends Error implements ExplainedEnd {
  readonly exitStatus = EXIT_INPUT_FAILED;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "RunEndedError";
  }
}
