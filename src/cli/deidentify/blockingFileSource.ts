import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { DicomUsageError, type ByteSource } from "../../../dicom";

/**
 * A file, read without giving way: for a thread that has nothing else to do, since a hop to the thread pool and back costs
 * more than what it waits for here. Holds one descriptor until `close`.
 */
export class BlockingFileSource implements ByteSource {
  private constructor(
    private readonly descriptor: number,
    readonly sizeBytes: number,
    private window: Buffer | undefined,
  ) {}

  /**
   * @param window memory for the first read, which covers the header of nearly every file; the next file may have it
   *   when nobody looks at this one any more
   * @throws DicomUsageError `NOT_A_FILE` for a folder, a pipe or a device, which have no size to read by
   */
  static open(path: string, window?: Buffer): BlockingFileSource {
    // Asked before it is opened: opening a pipe waits for somebody to write to it.
    if (!statSync(path).isFile()) throw new DicomUsageError("NOT_A_FILE", "it is not a regular file");
    const descriptor = openSync(path, "r");
    return new BlockingFileSource(descriptor, fstatSync(descriptor).size, window);
  }

  /** Nothing is waited for; the promise is there for errors and the interface. */
  read(offset: number, lengthBytes: number): Promise<Uint8Array> {
    return new Promise((resolve) => {
      const bytes = this.memory(Math.max(0, Math.min(lengthBytes, this.sizeBytes - offset)));
      resolve(bytes.subarray(0, this.readInto(bytes, offset)));
    });
  }

  /** Fills `target` with the bytes at `offset`; answers how many there were. */
  readInto(target: Uint8Array, offset: number): number {
    let filled = 0;
    while (filled < target.length) {
      const bytesRead = readSync(this.descriptor, target, filled, target.length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private memory(lengthBytes: number): Buffer {
    const { window } = this;
    this.window = undefined;
    return window && lengthBytes <= window.length
      ? window.subarray(0, lengthBytes)
      : Buffer.allocUnsafeSlow(lengthBytes);
  }
}
