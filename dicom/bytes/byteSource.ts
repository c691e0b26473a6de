import { open, stat, type FileHandle } from "node:fs/promises";
import { DicomUsageError } from "../errors";

/**
 * Random access to the bytes of one immutable object: a buffer, a file, a ranged remote object.
 * Knows no DICOM. Offsets and lengths are in bytes.
 */
export interface ByteSource {
  readonly sizeBytes: number;
  /**
   * Reads `lengthBytes` at `offset`; fewer only where the source ends. The returned bytes are not
   * changed by later reads, and callers do not change them.
   *
   * @param leastBytes where given, as many are enough: a source that pays for every byte may answer fewer
   *   than `lengthBytes`, or read ahead as it sees fit
   */
  read(offset: number, lengthBytes: number, leastBytes?: number): Promise<Uint8Array>;
  /**
   * Told of reads of `lengthBytes` each that are likely to follow. Only a guess, which may be wrong in every
   * place; what is read is the same without it. Absent where a read costs no journey.
   *
   * @param offsets ascending, inside of the source
   */
  expectReads?(offsets: Float64Array, lengthBytes: number): void;
}

/** Bytes in memory; reads are views, nothing is copied. */
export class BufferSource implements ByteSource {
  constructor(readonly bytes: Uint8Array) {}

  get sizeBytes(): number {
    return this.bytes.length;
  }

  read(offset: number, lengthBytes: number): Promise<Uint8Array> {
    return Promise.resolve(this.bytes.subarray(offset, offset + lengthBytes));
  }
}

/** A file, read by position; holds one descriptor until `close`. */
export class FileSource implements ByteSource {
  private constructor(
    private readonly handle: FileHandle,
    readonly sizeBytes: number,
  ) {}

  /** @throws DicomUsageError `NOT_A_FILE` for a folder, a pipe or a device, which have no size to read by */
  static async open(path: string): Promise<FileSource> {
    // Asked before it is opened: opening a pipe waits for somebody to write to it.
    if (!(await stat(path)).isFile()) throw new DicomUsageError("NOT_A_FILE", "it is not a regular file");
    const handle = await open(path, "r");
    try {
      return new FileSource(handle, (await handle.stat()).size);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async read(offset: number, lengthBytes: number): Promise<Uint8Array> {
    const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(lengthBytes, this.sizeBytes - offset)));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await this.handle.read(bytes, filled, bytes.length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
