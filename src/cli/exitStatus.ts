/** Exit statuses that scripts rely on. */
export const EXIT_DONE = 0;
/** Some input failed; each one is named on stderr. */
export const EXIT_INPUT_FAILED = 1;
export const EXIT_WRONG_USAGE = 2;

/** The command was called wrongly: its message is all that a person needs, and the exit status is 2. */
export class WrongUsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "WrongUsageError";
  }
}
