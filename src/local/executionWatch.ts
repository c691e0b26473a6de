import type { ExecutionEvent, ExecutionResult } from "./workflow/execution";

export type ExecutionListener = (event: ExecutionEvent) => void;

/** Passes on what happens in executions, and lets callers wait for one of them. */
export class ExecutionWatch {
  private readonly listeners = new Set<ExecutionListener>();
  private readonly results = new Map<string, ExecutionResult>();
  private readonly waiting = new Map<string, ((result: ExecutionResult) => void)[]>();

  /** Answers what ends the listening. */
  listen(listener: ExecutionListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(event: ExecutionEvent): void {
    if (event.kind === "end") this.results.set(event.executionName, event);
    for (const listener of [...this.listeners]) listener(event);
    if (event.kind !== "end") return;
    for (const resolve of this.waiting.get(event.executionName) ?? []) resolve(event);
    this.waiting.delete(event.executionName);
  }

  /** Resolves when the execution has ended, also one that is yet to be started. */
  resultOf(executionName: string): Promise<ExecutionResult> {
    const result = this.results.get(executionName);
    if (result !== undefined) return Promise.resolve(result);
    return new Promise((resolve) => {
      const waiting = this.waiting.get(executionName) ?? [];
      this.waiting.set(executionName, [...waiting, resolve]);
    });
  }
}
