import { access, constants, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { WrongUsageError } from "../exitStatus";
import type { Failure } from "../failure";
import { PARTIAL_FOLDER } from "./deidentifyFile";
import type { WrittenResult } from "./task";

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

  private constructor(private readonly outputFolder: string) {}

  /** @throws WrongUsageError where the folder cannot be made or written to */
  static async open(outputFolder: string): Promise<Publisher> {
    try {
      await mkdir(join(outputFolder, PARTIAL_FOLDER), { recursive: true });
      await access(outputFolder, constants.W_OK);
    } catch (error) {
      const { code = "unknown" } = error as NodeJS.ErrnoException;
      throw new WrongUsageError(`--out: the folder cannot be written to (${code})`, { cause: error });
    }
    return new Publisher(outputFolder);
  }

  async publish(result: WrittenResult): Promise<Published | Failure> {
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
