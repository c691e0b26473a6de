/**
 * Files read and written without giving way: for a thread that has nothing else to do, since a hop to the
 * thread pool and back costs more than what it waits for here.
 */
import { closeSync, fstatSync, openSync, readSync, rmSync, statSync, writeSync } from "node:fs";
import { DicomUsageError, planChunks, type ByteSource, type WritePlan } from "../../../dicom";

/** A file, read by position; holds one descriptor until `close`. */
export class BlockingFileSource implements ByteSource {
  private constructor(
    private readonly descriptor: number,
    readonly sizeBytes: number,
  ) {}

  /** @throws DicomUsageError `NOT_A_FILE` for a folder, a pipe or a device, which have no size to read by */
  static open(path: string): BlockingFileSource {
    // Asked before it is opened: opening a pipe waits for somebody to write to it.
    if (!statSync(path).isFile()) throw new DicomUsageError("NOT_A_FILE", "it is not a regular file");
    const descriptor = openSync(path, "r");
    return new BlockingFileSource(descriptor, fstatSync(descriptor).size);
  }

  /** Nothing is waited for; the promise is there for errors and the interface. */
  read(offset: number, lengthBytes: number): Promise<Uint8Array> {
    return new Promise((resolve) => resolve(this.readNow(offset, lengthBytes)));
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private readNow(offset: number, lengthBytes: number): Uint8Array {
    const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(lengthBytes, this.sizeBytes - offset)));
    let filled = 0;
    while (filled < bytes.length) {
      const bytesRead = readSync(this.descriptor, bytes, filled, bytes.length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  }
}

/**
 * Writes the output to `path`; when anything fails, nothing stays there.
 *
 * @returns bytes written
 */
export async function writePlanBlocking(plan: WritePlan, path: string): Promise<number> {
  const descriptor = openSync(path, "w");
  let isOpen = true;
  try {
    let sizeBytes = 0;
    for await (const chunk of planChunks(plan)) {
      for (let written = 0; written < chunk.length;) written += writeSync(descriptor, chunk, written);
      sizeBytes += chunk.length;
    }
    isOpen = false;
    closeSync(descriptor);
    return sizeBytes;
  } catch (error) {
    if (isOpen) closeSync(descriptor);
    rmSync(path, { force: true });
    throw error;
  }
}
