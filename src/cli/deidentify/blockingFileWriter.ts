import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { swapBytes } from "../../../dicom/bytes/swapBytes";
import {
  DicomUsageError,
  type OutputChecks,
  type OutputWatch,
  type RangeSegment,
  type WritePlan,
} from "../../../dicom";
import { watchedChunks } from "../../../dicom/write/executePlan";
import { BlockingFileSource } from "./blockingFileSource";

/** A multiple of every unit whose byte order can turn around. */
const BUFFER_BYTES = 1024 * 1024;

/**
 * Writes outputs, one after the other and without giving way, as `BlockingFileSource` reads. All of them go through one
 * buffer: fresh memory for every file costs as much as copying does, and most files are one read and one write.
 */
export class BlockingFileWriter {
  private readonly buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  private filled = 0;
  private descriptor = -1;
  private sizeBytes = 0;

  /**
   * Writes the output to `path` and reads its header again; when anything fails, the checks of the plan too, nothing
   * stays there.
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
      if (plan.checks) await this.verify(path, plan.checks);
      return this.sizeBytes;
    } catch (error) {
      if (isOpen) closeSync(this.descriptor);
      rmSync(path, { force: true });
      throw error;
    }
  }

  private async verify(path: string, checks: OutputChecks): Promise<void> {
    const output = BlockingFileSource.open(path, this.buffer); // all of it is written
    try {
      await checks.verify(output);
    } finally {
      output.close();
    }
  }

  private async writeSegments(plan: WritePlan): Promise<void> {
    const watch = plan.checks?.watch();
    if (plan.deflateFrom !== undefined) {
      for await (const chunk of watchedChunks(plan, watch)) this.copy(chunk);
      return;
    }
    for (const segment of plan.segments) {
      if (segment.kind === "literal") {
        watch?.see(segment.bytes, segment);
        this.copy(segment.bytes);
      } else {
        await this.copyRange(segment, watch);
      }
    }
    watch?.end();
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

  private async copyRange(segment: RangeSegment, watch: OutputWatch | undefined): Promise<void> {
    const { source, offset, lengthBytes, swapUnitBytes, mask } = segment;
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
      mask?.apply(target, at);
      if (swapUnitBytes !== undefined) swapBytes(target, swapUnitBytes);
      watch?.see(target, segment);
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
