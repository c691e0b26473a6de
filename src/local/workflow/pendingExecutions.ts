import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import type { ExecutionEvent } from "./execution";

const pendingSchema = v.object({ name: v.string(), inputText: v.string() });

type PendingExecution = v.InferOutput<typeof pendingSchema>;

/**
 * Remembers on disk which executions of one state machine were started and have not ended, as Step Functions does, so that no object is
 * forgotten when a run is interrupted. The files hold inputs, and go when their execution ends.
 */
export class PendingExecutions {
  private readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  }

  add(execution: PendingExecution): void {
    writeFileSync(this.pathOf(execution.name), JSON.stringify(execution), { mode: 0o600 });
  }

  /** An aborted execution stays: it was interrupted by the end of the run. */
  onEvent(event: ExecutionEvent): void {
    if (event.kind === "end" && event.status !== "ABORTED")
      rmSync(this.pathOf(event.executionName), { force: true });
  }

  /** What an earlier run left; a file that was cut while it was written is dropped, its start was never answered. */
  leftOver(): PendingExecution[] {
    return readdirSync(this.directory).flatMap((file) => {
      const path = join(this.directory, file);
      try {
        return [v.parse(pendingSchema, JSON.parse(readFileSync(path, "utf8")))];
      } catch {
        rmSync(path, { force: true });
        return [];
      }
    });
  }

  private pathOf(name: string): string {
    return join(this.directory, `${name}.json`);
  }
}
