import { join } from "node:path";
import {
  createDeidentificationKey,
  createUidMap,
  deidentify,
  inspectFragments,
  readDicom,
  type DeidentificationKey,
  type PseudonymLookup,
  type UidMap,
  type WritePlan,
} from "../../../dicom";
import { READ_WINDOW_BYTES } from "../../../dicom/read/readDataSet";
import { outputKeyOf } from "../../pipeline/outputKeys";
import { requireProcessable } from "../../pipeline/validation/requireProcessable";
import { failureOf } from "../failure";
import { BlockingFileSource } from "./blockingFileSource";
import { BlockingFileWriter } from "./blockingFileWriter";
import { createLookup } from "./lookup";
import type { RunOptions, Task, TaskResult } from "./task";

/** De-identifies files with the same key and policy, one after the other: a run begins when the one before has ended. */
export class FileDeidentifier {
  private readonly key: DeidentificationKey;
  private readonly mapUid: UidMap;
  private readonly lookup: PseudonymLookup | undefined;
  private readonly window = Buffer.allocUnsafeSlow(READ_WINDOW_BYTES);
  private readonly writer = new BlockingFileWriter();

  constructor(private readonly options: RunOptions) {
    this.key = createDeidentificationKey(options.key);
    this.mapUid = createUidMap(this.key);
    const { lookup } = options;
    this.lookup = lookup && createLookup(lookup);
  }

  /** Writes the output under a temporary name; never fails for what is in the file. */
  async run({ index, path, outputName }: Task): Promise<TaskResult> {
    try {
      const source = BlockingFileSource.open(path, this.window);
      try {
        const object = await readDicom(source, { refuseDicomdir: true });
        requireProcessable(object);
        const deidentified = deidentify(object, {
          policy: this.options.policy,
          key: this.key,
          mapUid: this.mapUid,
          lookup: this.lookup,
          fragments: await inspectFragments(object),
        });
        const partial = join(this.options.partialFolder, String(index));
        const sizeBytes = await this.write(deidentified.plan, partial);
        return {
          index,
          status: "done",
          partial,
          outputName: outputName ?? outputKeyOf(deidentified),
          sizeBytes,
        };
      } finally {
        source.close();
      }
    } catch (error) {
      if (error instanceof UnwritableError)
        return { index, status: "unwritable", systemCode: error.systemCode };
      return { index, ...failureOf(error) };
    }
  }

  /** Tells failures of the output folder from those of the input, which is read while the output is written. */
  private async write(plan: WritePlan, path: string): Promise<number> {
    try {
      return await this.writer.write(plan, path);
    } catch (error) {
      const { syscall, code = "unknown" } = error as NodeJS.ErrnoException;
      if (syscall === undefined || syscall === "read") throw error;
      throw new UnwritableError(code);
    }
  }
}

class UnwritableError extends Error {
  constructor(readonly systemCode: string) {
    super("the output cannot be written");
  }
}
