import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { openLogTail } from "./logTail";
import { FunctionProcess, type InvocationOutcome, type ProcessDefinition } from "./functionProcess";

export interface FunctionRunnerOptions extends Omit<ProcessDefinition, "logDescriptor"> {
  readonly logFile: string;
  /** Whether the function's role lets Lambda do this to its log: what may not be written is lost, as on AWS. */
  readonly mayLog?: (action: LogAction) => boolean;
  /** Most child processes at a time; as many as there are cores unless told. */
  readonly concurrency?: number;
  /** Told each line of the log once the invocation is over that it was written in. */
  readonly onLogLine?: (line: string) => void;
}

/** A stream for each process, then what the process and Lambda have to say. */
export type LogAction = "logs:CreateLogStream" | "logs:PutLogEvents";

export interface FunctionRunner {
  /** Runs the handler in a warm child where one is free; waits its turn beyond the bound. Never rejects. */
  invoke(event: unknown, onProcess?: (process: FunctionProcess) => void): Promise<InvocationOutcome>;
  /** Ends all children; what was waiting or running ends as a crash. */
  close(): Promise<void>;
}

/** Keeps the child processes of one function, as Lambda keeps execution environments. */
export function createFunctionRunner(options: FunctionRunnerOptions): FunctionRunner {
  const {
    logFile,
    mayLog = () => true,
    concurrency = availableParallelism(),
    onLogLine,
    ...definition
  } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const logDescriptor = openSync(logFile, "a", 0o600);
  const tail = openLogTail(logFile);
  const idle: FunctionProcess[] = [];
  const all = new Set<FunctionProcess>();
  const waiting: (() => void)[] = [];
  let running = 0;
  let closed = false;
  const isClosed = () => closed;

  function takeProcess(): FunctionProcess {
    for (let warm = idle.pop(); warm !== undefined; warm = idle.pop()) {
      if (warm.usable) return warm;
      all.delete(warm);
    }
    const isLogged = mayLog("logs:CreateLogStream") && mayLog("logs:PutLogEvents");
    const fresh = new FunctionProcess({ ...definition, logDescriptor: isLogged ? logDescriptor : undefined });
    all.add(fresh);
    return fresh;
  }

  /** The line that Lambda ends each invocation's log with; holds numbers only. */
  function report({ requestId, durationMs, peakRssBytes, error }: InvocationOutcome): void {
    if (!mayLog("logs:PutLogEvents")) return;
    const used =
      peakRssBytes === undefined ? "" : `\tMax Memory Used: ${Math.ceil(peakRssBytes / 2 ** 20)} MB`;
    const status = error === undefined ? "" : `\tError Type: ${error.errorType}`;
    const memory = `Memory Size: ${definition.memoryMb} MB${used}`;
    writeSync(
      logDescriptor,
      `REPORT RequestId: ${requestId}\tDuration: ${durationMs} ms\t${memory}${status}\n`,
    );
  }

  return {
    async invoke(event, onProcess) {
      if (running >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
      else running++;
      try {
        if (isClosed()) throw new RunnerClosedError();
        const child = takeProcess();
        onProcess?.(child);
        const outcome = await child.invoke(event);
        if (child.usable) idle.push(child);
        else all.delete(child);
        if (!isClosed()) {
          for (const line of tail.readLines()) onLogLine?.(line);
          report(outcome);
        }
        return outcome;
      } finally {
        const next = waiting.shift(); // the turn passes on, so `running` stays
        if (next === undefined) running--;
        else next();
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      await Promise.all([...all].map((child) => child.end()));
      closeSync(logDescriptor);
      tail.close();
    },
  };
}

/** An invocation after `close()`. */
class RunnerClosedError extends Error {
  override readonly name = "RunnerClosedError";
}
