/** Some input failed; each one is named on stderr. 0 says that all is done. */
export const EXIT_INPUT_FAILED = 1;
export const EXIT_WRONG_USAGE = 2;

/** The command was called wrongly: its message is all that a person needs, and the exit status is 2. */
export class WrongUsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "WrongUsageError";
  }
}

/** The run could not go on to its end, through no fault of an input; exit status 1. */
export class RunEndedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "RunEndedError";
  }
}
