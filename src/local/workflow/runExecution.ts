import { safeErrorName, type ExecutionEvent, type ExecutionResult } from "./execution";
import type { PreparedDefinition } from "./definition";
import type { RunOptions, StateMachine } from "./stateMachineLibrary";
import { TaskFailure } from "./taskFailure";
import type { TaskRunner } from "./taskRunner";

export interface MachineToRun {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly prepared: PreparedDefinition;
  /** Made of the prepared definition. */
  readonly library: StateMachine;
  readonly tasks: Readonly<Record<string, TaskRunner>>;
  /** Milliseconds between attempts, in place of the declared interval. */
  readonly retryDelayMs: number;
}

type LibraryRun = ReturnType<StateMachine["run"]>;
type LibraryInput = Parameters<StateMachine["run"]>[0];

export interface RunningExecution {
  readonly result: Promise<ExecutionResult>;
  /** What the last state answered; undefined where the execution did not succeed. Never rejects. */
  readonly output: Promise<unknown>;
  abort(): void;
}

/** Runs one execution in the library, and tells what happens in it without its data. */
export function runExecution(
  machine: MachineToRun,
  execution: { readonly name: string; readonly arn: string; readonly input: unknown },
  onEvent: (event: ExecutionEvent) => void,
): RunningExecution {
  const { library, prepared } = machine;
  const startedAt = new Date();
  onEvent({ kind: "start", executionName: execution.name, at: startedAt });
  const stopped = new AbortController();
  const run = library.run(execution.input as LibraryInput, {
    overrides: {
      taskResourceLocalHandlers: stoppable(machine.tasks, stopped.signal) as Record<string, never>,
      retryIntervalOverrides: Object.fromEntries(
        prepared.retrying.map((state) => [state, machine.retryDelayMs]),
      ),
    },
    context: contextObject(machine, execution),
  });
  const ended = run.result.then(
    () => ({ status: "SUCCEEDED" as const }),
    (error: unknown) => describeEnd(error),
  );
  // An execution that is aborted or out of time leaves its Task, whose timer would outlive it.
  void ended.then(() => stopped.abort());
  const watched = watch(run, execution.name, onEvent);
  const result = Promise.all([ended, watched]).then(([end, seen]): ExecutionResult => {
    const endedAt = new Date();
    const all = { executionName: execution.name, startedAt, endedAt, ...end, ...seen };
    onEvent({ kind: "end", at: endedAt, ...all });
    return all;
  });
  const output = run.result.then(
    (value: unknown) => value,
    () => undefined,
  );
  return { result, output, abort: () => run.abort() };
}

function stoppable(
  tasks: MachineToRun["tasks"],
  signal: AbortSignal,
): Record<string, (input: unknown) => Promise<unknown>> {
  const stop = new Promise<never>((_resolve, reject) =>
    signal.addEventListener("abort", () =>
      reject(new TaskFailure("States.TaskFailed", "The execution has ended")),
    ),
  );
  stop.catch(() => undefined); // every Task may have ended before
  return Object.fromEntries(
    Object.entries(tasks).map(([state, task]) => [
      state,
      (input: unknown) => Promise.race([task(input, signal), stop]),
    ]),
  );
}

/** The library adds Input and StartTime itself. */
function contextObject(
  machine: MachineToRun,
  execution: { name: string; arn: string },
): NonNullable<RunOptions["context"]> {
  return {
    Execution: { Id: execution.arn, Name: execution.name, RoleArn: machine.roleArn },
    StateMachine: { Id: machine.arn, Name: machine.name },
  };
}

async function watch(run: LibraryRun, executionName: string, onEvent: (event: ExecutionEvent) => void) {
  const states: string[] = [];
  const failures: { state: string; code: string }[] = [];
  let failure: { at: Date; state: string; code: string } | undefined;
  const tellFailure = (then: "retry" | "catch" | "fail") => {
    if (failure !== undefined) onEvent({ kind: "failure", executionName, ...failure, then });
    failure = undefined;
  };
  for await (const event of run.eventLogs) {
    const at = new Date(event.timestamp);
    if (event.type === "StateEntered") {
      tellFailure("fail");
      states.push(event.state.name);
      onEvent({ kind: "step", executionName, at, state: event.state.name });
    } else if (event.type === "StateFailed" && event.state.type !== "Fail") {
      tellFailure("fail");
      failure = { at, state: event.state.name, code: safeErrorName(event.Error) };
      failures.push({ state: failure.state, code: failure.code });
    } else if (event.type === "StateRetried") tellFailure("retry");
    else if (event.type === "StateCaught") tellFailure("catch");
  }
  tellFailure("fail");
  return { states, failures };
}

/** The library wraps what ended the execution; the names that AWS gives are those of the wrapped error. */
function describeEnd(error: unknown): Pick<ExecutionResult, "status" | "code"> {
  if (!(error instanceof Error)) return { status: "FAILED", code: "States.Runtime" };
  if (error.name === "ExecutionAbortedError") return { status: "ABORTED" };
  if (error.name === "ExecutionTimeoutError") return { status: "TIMED_OUT", code: "States.Timeout" };
  const { cause } = error;
  if (!(cause instanceof Error)) return { status: "FAILED", code: "States.Runtime" };
  // A SyntaxError is States.StringToJson over what is no JSON.
  const name = cause.name === "SyntaxError" ? "States.IntrinsicFailure" : cause.name;
  return { status: "FAILED", code: safeErrorName(name) };
}
