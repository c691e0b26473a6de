import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  createDeidentificationKey,
  deidentify,
  FileSource,
  readDicom,
  writePlanToFile,
  type DeidentificationKey,
} from "../../../dicom";
import { outputKeyOf } from "../../pipeline/outputKeys";
import { requireProcessable } from "../../pipeline/validation/validateObject";
import { failureOf } from "../failure";
import type { RunOptions, Task, TaskResult } from "./task";

/** Outputs wait here, on the same file system, until their turn comes. */
export const PARTIAL_FOLDER = ".partial";

/** De-identifies one file after the other with the same key and policy. */
export class FileDeidentifier {
  private readonly key: DeidentificationKey;

  constructor(private readonly options: RunOptions) {
    this.key = createDeidentificationKey(options.key);
  }

  /** Writes the output under a temporary name; never fails for what is in the file. */
  async run({ index, path, outputName }: Task): Promise<TaskResult> {
    try {
      const source = await FileSource.open(path);
      try {
        const object = await readDicom(source, { refuseDicomdir: true });
        requireProcessable(object);
        const deidentified = deidentify(object, { policy: this.options.policy, key: this.key });
        const folder = join(this.options.outputFolder, PARTIAL_FOLDER);
        await mkdir(folder, { recursive: true });
        const partial = join(folder, String(index));
        const sizeBytes = await writePlanToFile(deidentified.plan, partial);
        return {
          index,
          status: "done",
          partial,
          outputName: outputName ?? outputKeyOf(deidentified),
          sizeBytes,
        };
      } finally {
        await source.close();
      }
    } catch (error) {
      return { index, ...failureOf(error) };
    }
  }
}
