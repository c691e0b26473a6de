export type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** What may be shown and kept of an execution: names of states, times, codes. Never its data. */
export type ExecutionEvent =
  | { readonly kind: "start"; readonly executionName: string; readonly at: Date }
  | { readonly kind: "step"; readonly executionName: string; readonly at: Date; readonly state: string }
  | {
      readonly kind: "failure";
      readonly executionName: string;
      readonly at: Date;
      readonly state: string;
      /** The error's name, such as `Lambda.AWSLambdaException`. */
      readonly code: string;
      /** The next thing to happen to that state. */
      readonly then: "retry" | "catch" | "fail";
    }
  | ({ readonly kind: "end"; readonly at: Date } & ExecutionResult);

export interface ExecutionResult {
  readonly executionName: string;
  readonly status: Exclude<ExecutionStatus, "RUNNING">;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** Name of the error that the execution ended by. */
  readonly code?: string;
  /** The states in the order in which they were entered. */
  readonly states: readonly string[];
  /** Names of all errors on the way, also of those that were caught. */
  readonly failures: readonly { readonly state: string; readonly code: string }[];
}

/** An error's name as it may be shown: names are codes, and what does not look like one is withheld. */
export function safeErrorName(name: string): string {
  return /^[\w.$-]{1,100}$/.test(name) ? name : "UnprintableErrorName";
}
