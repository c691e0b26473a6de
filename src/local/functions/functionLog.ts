import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { InvocationOutcome } from "./functionProcess";
import { openLogTail } from "./logTail";

/** A stream for each process, then what the process and Lambda have to say. */
export type LogAction = "logs:CreateLogStream" | "logs:PutLogEvents";

export interface FunctionLogOptions {
  readonly logFile: string;
  /** Whether the function's role lets Lambda do this to its log: what may not be written is lost, as on AWS. */
  readonly mayLog?: ((action: LogAction) => boolean) | undefined;
  /** Told each line of the log once the invocation is over that it was written in. */
  readonly onLogLine?: ((line: string) => void) | undefined;
}

export interface FunctionLog {
  /** What a process that starts now writes to; nothing where it may not. */
  descriptorForProcess(): number | undefined;
  /** Passes on what an invocation has written, and adds the line that Lambda ends its log with; it holds numbers only. */
  endInvocation(outcome: InvocationOutcome): void;
  close(): void;
}

/** The log of a function's processes, in one file. */
export function openFunctionLog(
  { logFile, mayLog = () => true, onLogLine }: FunctionLogOptions,
  memoryMb: number,
): FunctionLog {
  mkdirSync(dirname(logFile), { recursive: true });
  const descriptor = openSync(logFile, "a", 0o600);
  const tail = openLogTail(logFile);
  return {
    descriptorForProcess() {
      const isLogged = mayLog("logs:CreateLogStream") && mayLog("logs:PutLogEvents");
      return isLogged ? descriptor : undefined;
    },
    endInvocation(outcome) {
      for (const line of tail.readLines()) onLogLine?.(line);
      if (mayLog("logs:PutLogEvents")) writeSync(descriptor, reportLine(outcome, memoryMb));
    },
    close() {
      closeSync(descriptor);
      tail.close();
    },
  };
}

function reportLine(
  { requestId, durationMs, peakRssBytes, error }: InvocationOutcome,
  memoryMb: number,
): string {
  const used = peakRssBytes === undefined ? "" : `\tMax Memory Used: ${Math.ceil(peakRssBytes / 2 ** 20)} MB`;
  const status = error === undefined ? "" : `\tError Type: ${error.errorType}`;
  return `REPORT RequestId: ${requestId}\tDuration: ${durationMs} ms\tMemory Size: ${memoryMb} MB${used}${status}\n`;
}
