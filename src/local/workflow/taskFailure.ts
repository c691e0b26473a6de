/**
 * A failed Task. The library puts `name` and `message` into a Catch's `Error` and `Cause`, so that the
 * message must be what AWS gives as Cause: for a function that failed, the JSON text of its error object.
 */
export class TaskFailure extends Error {
  constructor(
    readonly errorName: string,
    readonly causeText: string,
  ) {
    super(causeText);
    this.name = errorName;
  }
}
