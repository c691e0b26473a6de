import { EXIT_INPUT_FAILED, EXIT_WRONG_USAGE, isExplainedEnd } from "./exitStatus";

export interface Outcome {
  readonly exitCode: number;
  readonly message: string;
}

/** How a command that threw ends, and the line that says why. */
export function outcomeOf(error: unknown): Outcome {
  if (isExplainedEnd(error)) return { exitCode: error.exitStatus, message: error.message };
  if (isLocalStartError(error)) return { exitCode: EXIT_WRONG_USAGE, message: error.message };
  if (isSystemError(error)) return { exitCode: EXIT_INPUT_FAILED, message: error.message };
  // A fault of this program: its name helps to report it; its message could hold anything.
  const name = error instanceof Error ? error.name : "unknown";
  return { exitCode: EXIT_INPUT_FAILED, message: `unexpected failure: ${name} (DEBUG=1 shows where)` };
}

/** By name: the class would load all of the local mode for every command. */
function isLocalStartError(error: unknown): error is Error {
  return error instanceof Error && error.name === "LocalStartError";
}

/** Of the file system or network: names a path or address that the user gave, and what is wrong with it. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === "string";
}
