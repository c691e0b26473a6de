import { availableParallelism } from "node:os";
import { openFunctionLog, type FunctionLogOptions } from "./functionLog";
import { FunctionProcess, type InvocationOutcome, type ProcessDefinition } from "./functionProcess";
import { Turns } from "./turns";

export interface FunctionRunnerOptions extends Omit<ProcessDefinition, "logDescriptor">, FunctionLogOptions {
  /** Most child processes at a time; as many as there are cores unless told. */
  readonly concurrency?: number;
}

export interface FunctionRunner {
  /** Runs the handler in a warm child where one is free; waits its turn beyond the bound. Never rejects. */
  invoke(event: unknown, onProcess?: (process: FunctionProcess) => void): Promise<InvocationOutcome>;
  /** Ends all children; what was waiting or running ends as a crash. */
  close(): Promise<void>;
}

/** Keeps the child processes of one function, as Lambda keeps execution environments. */
export function createFunctionRunner(options: FunctionRunnerOptions): FunctionRunner {
  const { logFile, mayLog, onLogLine, concurrency = availableParallelism(), ...definition } = options;
  const log = openFunctionLog({ logFile, mayLog, onLogLine }, definition.memoryMb);
  const turns = new Turns(concurrency);
  const idle: FunctionProcess[] = [];
  const all = new Set<FunctionProcess>();
  let closed = false;
  const isClosed = () => closed;

  function takeProcess(): FunctionProcess {
    for (let warm = idle.pop(); warm !== undefined; warm = idle.pop()) {
      if (warm.usable) return warm;
      all.delete(warm);
    }
    const fresh = new FunctionProcess({ ...definition, logDescriptor: log.descriptorForProcess() });
    all.add(fresh);
    return fresh;
  }

  return {
    async invoke(event, onProcess) {
      await turns.take();
      try {
        if (isClosed()) throw new RunnerClosedError();
        const child = takeProcess();
        onProcess?.(child);
        const outcome = await child.invoke(event);
        if (child.usable) idle.push(child);
        else all.delete(child);
        if (!isClosed()) log.endInvocation(outcome);
        return outcome;
      } finally {
        turns.pass();
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      await Promise.all([...all].map((child) => child.end()));
      log.close();
    },
  };
}

/** An invocation after `close()`. */
class RunnerClosedError extends Error {
  override readonly name = "RunnerClosedError";
}
