import { isAbsolute, relative } from "node:path";

/** What a person has to mend before the local stack starts. */
export type LocalStartCode =
  /** The program says so: of its configuration, of a file that this names, or of what has to be built first. */
  | "WRONG_CONFIGURATION"
  | "UNKNOWN_STACK"
  /** There is nothing under dist/ to run. */
  | "NOT_BUILT"
  /** The program declares what this mode does not know, or cannot run as it is declared. */
  | "CANNOT_RUN_LOCALLY"
  | "DATA_IN_USE"
  /** The data directory is no folder, cannot be written, or holds a file that is damaged. */
  | "DATA_UNUSABLE"
  | "PORT_UNAVAILABLE";

/**
 * Keeps the local stack from starting until a person mends it. The message says what, in sentences for that person; it may hold
 * the project's configuration, and never an object key or a value of a file that is processed.
 */
export class LocalStartError extends Error {
  override readonly name = "LocalStartError";

  constructor(
    readonly code: LocalStartCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: "it is a file",
  ENOTDIR: "a file stands where a folder is needed",
  EISDIR: "a folder stands where a file is needed",
  EACCES: "it may not be written",
  EPERM: "it may not be written",
  EROFS: "it is on a read-only file system",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
};

/** The error itself, or where the file system refused something in or above the data directory, what to do about it. */
export function explainDataFailure(error: unknown, directory: string): unknown {
  if (!(error instanceof Error)) return error;
  const { code = "", path } = error as NodeJS.ErrnoException;
  const reason = REASONS[code];
  if (reason === undefined || path === undefined) return error;
  if (!isWithin(directory, path) && !isWithin(path, directory)) return error;
  return new LocalStartError(
    "DATA_UNUSABLE",
    `the data directory ${directory} cannot be used: ${reason} (${code})`,
    { cause: error },
  );
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && !/^\.\.($|[\\/])/.test(way);
}
