/** What a process that works on inputs is started with, as JSON in its first argument. */
export interface Task {
  readonly seed: number;
  readonly firstRun: number;
  /** Behind the last one. */
  readonly endRun: number;
  /** Of several processes, each takes every so manieth input. */
  readonly step: number;
  readonly corpus?: string | undefined;
  /** See `ProgressWriter`. */
  readonly progressPath: string;
  /** The process gives up, and says so, when it has taken more. */
  readonly memoryMebibytes: number;
}

/** An input that something came of which should not. */
export interface Finding {
  readonly run: number;
  readonly kind: "errors" | "timeout" | "memory" | "crash";
  /** For people: errors with their stacks, or how the process ended. */
  readonly texts: readonly string[];
}

export interface Slowest {
  readonly run: number;
  readonly milliseconds: number;
}

/** What such a process says. After `gaveUp` and `done` nothing more comes. */
export type Message =
  | { readonly kind: "finding"; readonly finding: Finding }
  | { readonly kind: "gaveUp"; readonly finding: Finding }
  | { readonly kind: "done"; readonly slowest: Slowest; readonly peakMebibytes: number };
