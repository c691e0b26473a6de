import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Segment } from "../model";

/** Bytes read from the disk at a time. */
const READ_BYTES = 256 * 1024;

/**
 * Files of bytes under names of their own. None is visible to a client before the description of an
 * object or a part names it; what nothing names is swept away at the next start.
 */
export class BlobStore {
  private readonly readers = new Map<string, number>();
  private readonly doomed = new Set<string>();

  constructor(private readonly directory: string) {}

  /** Writes a new file and syncs it to the disk; where the source fails, nothing stays. */
  async write(chunks: AsyncIterable<Uint8Array>): Promise<Segment> {
    const blobId = randomBytes(16).toString("hex");
    const path = this.pathOf(blobId);
    await mkdir(join(path, ".."), { recursive: true });
    let sizeBytes = 0;
    try {
      const handle = await open(path, "wx");
      try {
        for await (const chunk of chunks) {
          for (let written = 0; written < chunk.length;)
            written += (await handle.write(chunk, written)).bytesWritten;
          sizeBytes += chunk.length;
        }
        await handle.datasync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return { blobId, sizeBytes };
  }

  /**
   * Keeps the segments on the disk, even if their object is deleted meanwhile, until the answer is
   * called. To be called in the same turn in which the object was looked up.
   */
  pin(segments: readonly Segment[]): () => Promise<void> {
    for (const { blobId } of segments) this.readers.set(blobId, (this.readers.get(blobId) ?? 0) + 1);
    return () => this.release(segments);
  }

  /** Reads `lengthBytes` at `offset` of the segments in a row. Each chunk is the caller's to keep. */
  async *read(
    segments: readonly Segment[],
    offset: number,
    lengthBytes: number,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    let start = offset;
    let rest = lengthBytes;
    for (const segment of segments) {
      const length = Math.max(0, Math.min(segment.sizeBytes - start, rest));
      if (length > 0) yield* this.readFile(segment.blobId, start, length);
      start = Math.max(0, start - segment.sizeBytes);
      rest -= length;
    }
  }

  async remove(segments: readonly Segment[]): Promise<void> {
    for (const { blobId } of segments)
      if (this.readers.has(blobId)) this.doomed.add(blobId);
      else await rm(this.pathOf(blobId), { force: true });
  }

  /** Removes every file that `used` does not name. */
  async sweep(used: ReadonlySet<string>): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    for (const folder of await readdir(this.directory))
      for (const name of await readdir(join(this.directory, folder)))
        if (!used.has(name)) await rm(join(this.directory, folder, name), { recursive: true, force: true });
  }

  private async *readFile(
    blobId: string,
    offset: number,
    lengthBytes: number,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const handle = await open(this.pathOf(blobId), "r");
    try {
      for (let done = 0; done < lengthBytes;) {
        const bytes = Buffer.allocUnsafeSlow(Math.min(READ_BYTES, lengthBytes - done));
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset + done);
        if (bytesRead === 0) throw new Error("A stored file is shorter than its description says");
        done += bytesRead;
        yield bytes.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  }

  private async release(segments: readonly Segment[]): Promise<void> {
    for (const { blobId } of segments) {
      const readers = (this.readers.get(blobId) ?? 1) - 1;
      if (readers > 0) this.readers.set(blobId, readers);
      else {
        this.readers.delete(blobId);
        if (this.doomed.delete(blobId)) await rm(this.pathOf(blobId), { force: true });
      }
    }
  }

  private pathOf(blobId: string): string {
    return join(this.directory, blobId.slice(0, 2), blobId);
  }
}
