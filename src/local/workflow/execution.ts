export type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** What may be shown and kept of an execution: names of states, times, codes. Never its data. */
export type ExecutionEvent =
  | { readonly type: "start"; readonly executionName: string; readonly at: Date }
  | { readonly type: "state"; readonly executionName: string; readonly at: Date; readonly state: string }
  | {
      readonly type: "failure";
      readonly executionName: string;
      readonly at: Date;
      readonly state: string;
      /** The error's name, such as `Lambda.AWSLambdaException`. */
      readonly error: string;
      /** The next thing to happen to that state. */
      readonly then: "retry" | "catch" | "fail";
    }
  | {
      readonly type: "end";
      readonly executionName: string;
      readonly at: Date;
      readonly result: ExecutionResult;
    };

export interface ExecutionResult {
  readonly executionName: string;
  readonly status: Exclude<ExecutionStatus, "RUNNING">;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** Name of the error that the execution ended by. */
  readonly error?: string;
  /** The states in the order in which they were entered. */
  readonly states: readonly string[];
  /** Names of all errors on the way, also of those that were caught. */
  readonly failures: readonly { readonly state: string; readonly error: string }[];
}

/** An error's name as it may be shown: names are codes, and what does not look like one is withheld. */
export function safeErrorName(name: string): string {
  return /^[\w.$-]{1,100}$/.test(name) ? name : "UnprintableErrorName";
}
