import { availableParallelism } from "node:os";
import type { ExecutionEvent, ExecutionResult } from "./execution";
import { runExecution, type MachineToRun, type RunningExecution } from "./runExecution";

export interface StateMachineRunnerOptions extends MachineToRun {
  /** Of KMS; whoever starts an execution has to be allowed to use it. */
  readonly kmsKeyArn?: string | undefined;
  /** Most executions at a time; further ones wait. Four per core unless told. */
  readonly concurrency?: number;
  /** Called before a start is answered, once per execution. */
  onStart?(execution: { readonly name: string; readonly inputText: string }): void;
  onEvent?(event: ExecutionEvent): void;
}

export interface StartedExecution {
  readonly executionArn: string;
  readonly startDate: Date;
}

/** The name is taken by an execution that ended, or that runs with another input. */
export class ExecutionAlreadyExistsError extends Error {
  override readonly name = "ExecutionAlreadyExists";
}

interface KnownExecution extends StartedExecution {
  readonly name: string;
  readonly inputText: string;
  result?: ExecutionResult;
  readonly end: Promise<EndedExecution>;
  readonly resolve: (end: EndedExecution) => void;
}

export interface EndedExecution {
  readonly result: ExecutionResult;
  /** What the execution answered, where it succeeded. */
  readonly output: unknown;
}

/** As DescribeExecution tells of it. */
export interface DescribedExecution extends StartedExecution {
  readonly name: string;
  readonly inputText: string;
  /** Absent while the execution is waiting or running. */
  readonly end: EndedExecution | undefined;
}

const EXECUTIONS_PER_CORE = 4;

/** A STANDARD state machine: starts executions once per name, and runs a bounded number at a time. */
export class StateMachineRunner {
  readonly arn: string;
  readonly kmsKeyArn: string | undefined;
  private readonly options: StateMachineRunnerOptions;
  private readonly concurrency: number;
  private readonly known = new Map<string, KnownExecution>();
  private readonly waiting: KnownExecution[] = [];
  private readonly running = new Set<RunningExecution>();
  private closed = false;

  constructor(options: StateMachineRunnerOptions) {
    this.arn = options.arn;
    this.kmsKeyArn = options.kmsKeyArn;
    this.options = options;
    this.concurrency = options.concurrency ?? EXECUTIONS_PER_CORE * availableParallelism();
  }

  /** Executions that were started and have not ended. */
  get pendingCount(): number {
    return this.running.size + this.waiting.length;
  }

  /** An execution that was started since this runner was made. */
  async describe(name: string): Promise<DescribedExecution | undefined> {
    const known = this.known.get(name);
    if (known === undefined) return undefined;
    return { ...known, end: known.result === undefined ? undefined : await known.end };
  }

  /** Resolves when a started execution has ended; an execution that waits at the runner's end never does. */
  ended(name: string): Promise<EndedExecution> {
    const known = this.known.get(name);
    return known?.end ?? Promise.reject(new Error("no execution of this name was started"));
  }

  /**
   * Idempotent while the execution runs: the same name and input answer the same start.
   * @param inputText JSON
   * @throws ExecutionAlreadyExistsError
   */
  start(name: string, inputText: string): StartedExecution {
    const known = this.known.get(name);
    if (known !== undefined) {
      if (known.result === undefined && known.inputText === inputText) return known;
      throw new ExecutionAlreadyExistsError(`Execution Already Exists: '${known.executionArn}'`);
    }
    const executionArn = `${this.arn.replace(":stateMachine:", ":execution:")}:${name}`;
    const { promise: end, resolve } = deferred<EndedExecution>();
    const execution = { name, executionArn, startDate: new Date(), inputText, end, resolve };
    this.options.onStart?.({ name, inputText });
    this.known.set(name, execution);
    this.waiting.push(execution);
    this.runNext();
    return execution;
  }

  /** Aborts what runs; resolves when all of it has ended. */
  async close(): Promise<void> {
    this.closed = true;
    this.waiting.length = 0;
    const running = [...this.running];
    for (const execution of running) execution.abort();
    await Promise.all(running.map(({ result }) => result));
  }

  private runNext(): void {
    while (!this.closed && this.running.size < this.concurrency) {
      const execution = this.waiting.shift();
      if (execution === undefined) return;
      this.run(execution);
    }
  }

  private run(execution: KnownExecution): void {
    const { name, executionArn, inputText } = execution;
    const input: unknown = JSON.parse(inputText);
    const running = runExecution(this.options, { name, arn: executionArn, input }, (event) => {
      if (event.kind === "end") {
        execution.result = event;
        this.running.delete(running);
      }
      this.options.onEvent?.(event);
      if (event.kind === "end") this.runNext();
    });
    this.running.add(running);
    void Promise.all([running.result, running.output]).then(([result, output]) =>
      execution.resolve({ result, output }),
    );
  }
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
