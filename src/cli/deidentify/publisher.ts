import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Failure } from "../failure";
import { PARTIAL_FOLDER } from "./deidentifyFile";
import type { TaskResult } from "./task";

export interface Published {
  readonly status: "done";
  /** Path below the output folder. */
  readonly output: string;
  readonly sizeBytes: number;
}

/**
 * Gives finished outputs their names. Of several inputs that lead to the same name (the same SOP Instance
 * UID) the first in the order of the inputs has it; the others are rejected, so that nothing is lost unseen.
 */
export class Publisher {
  private readonly taken = new Set<string>();

  constructor(private readonly outputFolder: string) {}

  async publish(result: Extract<TaskResult, { status: "done" }>): Promise<Published | Failure> {
    const { partial, outputName, sizeBytes } = result;
    if (this.taken.has(outputName)) {
      await rm(partial, { force: true });
      return {
        status: "rejected",
        code: "DUPLICATE_INSTANCE",
        sentence: "an earlier input has the same SOP Instance UID; --keep-names keeps both",
      };
    }
    this.taken.add(outputName);
    const path = join(this.outputFolder, outputName);
    await mkdir(dirname(path), { recursive: true });
    await rename(partial, path);
    return { status: "done", output: outputName, sizeBytes };
  }

  /** Removes what never got a name. */
  async close(): Promise<void> {
    await rm(join(this.outputFolder, PARTIAL_FOLDER), { recursive: true, force: true });
  }
}
