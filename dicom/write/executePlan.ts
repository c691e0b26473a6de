import { once } from "node:events";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { createDeflateRaw, type DeflateRaw } from "node:zlib";
import { readExactly } from "../bytes/readExactly";
import { swapBytes } from "../bytes/swapBytes";
import type { RangeSegment, Segment, WritePlan } from "./writePlan";

/** Ranges are copied in pieces of this size; a multiple of every unit whose byte order can turn around. */
const COPY_BYTES = 1024 * 1024;

/** The bytes of the output in order, in pieces of at most 1 MiB from ranges; what is held is one piece. */
export async function* planChunks(plan: WritePlan): AsyncGenerator<Uint8Array, void, undefined> {
  const deflateFrom = plan.deflateFrom ?? plan.segments.length;
  yield* segmentChunks(plan.segments.slice(0, deflateFrom));
  if (plan.deflateFrom !== undefined) yield* deflatedChunks(plan.segments.slice(deflateFrom));
}

/** The whole output in memory; for small objects. */
export async function planToBuffer(plan: WritePlan): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of planChunks(plan)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Writes the output to `path`, replacing a file that is there. The file appears whole or not at all: the
 * bytes go to a neighbour `<path>.partial` first, which is removed when anything fails.
 *
 * @returns bytes written
 */
export async function writePlanToFile(plan: WritePlan, path: string): Promise<number> {
  const partial = `${path}.partial`;
  const handle = await open(partial, "w");
  try {
    let sizeBytes = 0;
    for await (const chunk of planChunks(plan)) {
      await writeFully(handle, chunk);
      sizeBytes += chunk.length;
    }
    await handle.close();
    await rename(partial, path);
    return sizeBytes;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

async function writeFully(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length;) {
    written += (await handle.write(chunk, written, chunk.length - written)).bytesWritten;
  }
}

async function* segmentChunks(segments: readonly Segment[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const segment of segments) {
    if (segment.kind === "literal") yield segment.bytes;
    else yield* rangeChunks(segment);
  }
}

async function* rangeChunks(segment: RangeSegment): AsyncGenerator<Uint8Array, void, undefined> {
  const end = segment.offset + segment.lengthBytes;
  for (let offset = segment.offset; offset < end;) {
    const wanted = Math.min(COPY_BYTES, end - offset);
    const read = await readExactly(segment.source, offset, wanted);
    const { mask, swapUnitBytes } = segment;
    if (mask === undefined && swapUnitBytes === undefined) {
      yield read;
    } else {
      const changed = Uint8Array.from(read); // what a source answers is not to be changed
      mask?.apply(changed, offset);
      if (swapUnitBytes !== undefined) swapBytes(changed, swapUnitBytes);
      yield changed;
    }
    offset += wanted;
  }
}

/** PS3.5 §A.5: a raw deflate stream, padded to even length with a zero byte. */
async function* deflatedChunks(segments: readonly Segment[]): AsyncGenerator<Uint8Array, void, undefined> {
  const deflate = createDeflateRaw();
  const fed = feed(deflate, segments);
  // The failure reaches the reader below by way of destroy(); this keeps it from being reported twice.
  fed.catch(() => undefined);
  let sizeBytes = 0;
  for await (const chunk of deflate as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    yield chunk;
  }
  await fed;
  if (sizeBytes % 2 !== 0) yield Uint8Array.of(0);
}

async function feed(deflate: DeflateRaw, segments: readonly Segment[]): Promise<void> {
  try {
    for await (const chunk of segmentChunks(segments)) {
      if (!deflate.write(chunk)) await once(deflate, "drain");
    }
    deflate.end();
  } catch (error) {
    deflate.destroy(error instanceof Error ? error : new Error("the source failed"));
    throw error;
  }
}
