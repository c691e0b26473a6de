/** What a function answers with when its handler throws, as Lambda words it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export interface InvokeMessage {
  readonly requestId: string;
  readonly event: unknown;
  readonly deadlineMs: number;
}

/** From child to parent: exactly one per invocation. */
export type OutcomeMessage =
  | { readonly requestId: string; readonly payload: unknown; readonly peakRssBytes: number }
  | { readonly requestId: string; readonly error: FunctionError; readonly peakRssBytes: number };
