/**
 * Files read and written without giving way: for a thread that has nothing else to do, since a hop to the
 * thread pool and back costs more than what it waits for here.
 */
import { closeSync, fstatSync, openSync, readSync, rmSync, statSync, writeSync } from "node:fs";
import { swapBytes } from "../../../dicom/bytes/swapBytes";
import {
  DicomUsageError,
  planChunks,
  type ByteSource,
  type RangeSegment,
  type WritePlan,
} from "../../../dicom";

/** A file, read by position; holds one descriptor until `close`. */
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

/** A multiple of every unit whose byte order can turn around. */
const BUFFER_BYTES = 1024 * 1024;

/**
 * Writes outputs, one after the other. All of them go through one buffer: fresh memory for every file costs as much
 * as copying does, and most files are one read and one write.
 */
export class BlockingFileWriter {
  private readonly buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  private filled = 0;
  private descriptor = -1;
  private sizeBytes = 0;

  /**
   * Writes the output to `path`; when anything fails, nothing stays there.
   *
   * @returns bytes written
   */
  async write(plan: WritePlan, path: string): Promise<number> {
    this.descriptor = openSync(path, "w");
    this.filled = this.sizeBytes = 0;
    let isOpen = true;
    try {
      await this.writeSegments(plan);
      this.flush();
      isOpen = false;
      closeSync(this.descriptor);
      return this.sizeBytes;
    } catch (error) {
      if (isOpen) closeSync(this.descriptor);
      rmSync(path, { force: true });
      throw error;
    }
  }

  private async writeSegments(plan: WritePlan): Promise<void> {
    if (plan.deflateFrom !== undefined) {
      for await (const chunk of planChunks(plan)) this.copy(chunk);
      return;
    }
    for (const segment of plan.segments) {
      if (segment.kind === "literal") this.copy(segment.bytes);
      else await this.copyRange(segment);
    }
  }

  private copy(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length;) {
      const room = this.room(1);
      const piece = bytes.subarray(start, start + room);
      this.buffer.set(piece, this.filled);
      this.filled += piece.length;
      start += piece.length;
    }
  }

  private async copyRange({ source, offset, lengthBytes, swapUnitBytes }: RangeSegment): Promise<void> {
    const end = offset + lengthBytes;
    for (let at = offset; at < end;) {
      const room = this.room(swapUnitBytes ?? 1);
      const target = this.buffer.subarray(this.filled, this.filled + Math.min(room, end - at));
      const read =
        source instanceof BlockingFileSource
          ? source.readInto(target, at)
          : copyInto(target, await source.read(at, target.length));
      if (read < target.length) {
        throw new DicomUsageError("SOURCE_CHANGED", "the source has become shorter while it was copied");
      }
      if (swapUnitBytes !== undefined) swapBytes(target, swapUnitBytes);
      this.filled += target.length;
      at += target.length;
    }
  }

  /** How many bytes, a multiple of `unitBytes`, still fit into the buffer, which is emptied where none do. */
  private room(unitBytes: number): number {
    if (BUFFER_BYTES - this.filled < unitBytes) this.flush();
    const room = BUFFER_BYTES - this.filled;
    return room - (room % unitBytes);
  }

  private flush(): void {
    for (let written = 0; written < this.filled;) {
      written += writeSync(this.descriptor, this.buffer, written, this.filled - written);
    }
    this.sizeBytes += this.filled;
    this.filled = 0;
  }
}

function copyInto(target: Uint8Array, bytes: Uint8Array): number {
  target.set(bytes);
  return bytes.length;
}
