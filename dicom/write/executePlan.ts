import { once } from "node:events";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { createDeflateRaw, type DeflateRaw } from "node:zlib";
import { BufferSource, FileSource } from "../bytes/byteSource";
import { readExactly } from "../bytes/readExactly";
import { swapBytes } from "../bytes/swapBytes";
import type { OutputChecks, OutputWatch } from "./outputChecks";
import { PlanSource } from "./planSource";
import type { RangeSegment, Segment, WritePlan } from "./writePlan";

/** Ranges are copied in pieces of this size; a multiple of every unit whose byte order can turn around. */
const COPY_BYTES = 1024 * 1024;

/**
 * The bytes of the output in order, in pieces of at most 1 MiB from ranges; what is held is one piece. The planned header
 * is verified before the first byte, that of a deflated data set not at all. Bytes are watched as they pass, some hundred
 * behind: whoever takes them makes nothing visible before the end.
 *
 * @throws DicomError where the checks of the plan fail
 */
export async function* planChunks(plan: WritePlan): AsyncGenerator<Uint8Array, void, undefined> {
  if (plan.deflateFrom === undefined) await plan.checks?.verify(new PlanSource(plan));
  yield* watchedChunks(plan, plan.checks?.watch());
}

/** The same, looked at by a watch of the caller's, for whoever verifies what was written. */
export async function* watchedChunks(
  plan: WritePlan,
  watch: OutputWatch | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const deflateFrom = plan.deflateFrom ?? plan.segments.length;
  yield* segmentChunks(plan.segments.slice(0, deflateFrom), watch);
  if (plan.deflateFrom !== undefined) yield* deflatedChunks(plan.segments.slice(deflateFrom), watch);
  watch?.end();
}

/**
 * The whole output in memory; for small objects.
 *
 * @throws DicomError where the checks of the plan fail
 */
export async function planToBuffer(
  plan: WritePlan,
  watch: OutputWatch | undefined = plan.checks?.watch(),
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of watchedChunks(plan, watch)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  await plan.checks?.verify(new BufferSource(bytes));
  return bytes;
}

/**
 * Writes the output to `path`, replacing a file that is there. The file appears whole and checked or not at all: the
 * bytes go to a neighbour `<path>.partial` first, which is removed when anything fails.
 *
 * @returns bytes written
 * @throws DicomError where the checks of the plan fail
 */
export async function writePlanToFile(plan: WritePlan, path: string): Promise<number> {
  const partial = `${path}.partial`;
  const handle = await open(partial, "w");
  try {
    let sizeBytes = 0;
    for await (const chunk of watchedChunks(plan, plan.checks?.watch())) {
      await writeFully(handle, chunk);
      sizeBytes += chunk.length;
    }
    await handle.close();
    if (plan.checks) await verifyFile(partial, plan.checks);
    await rename(partial, path);
    return sizeBytes;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

async function verifyFile(path: string, checks: OutputChecks): Promise<void> {
  const output = await FileSource.open(path);
  try {
    await checks.verify(output);
  } finally {
    await output.close();
  }
}

async function writeFully(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length;) {
    written += (await handle.write(chunk, written, chunk.length - written)).bytesWritten;
  }
}

async function* segmentChunks(
  segments: readonly Segment[],
  watch: OutputWatch | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const segment of segments) {
    for await (const bytes of segment.kind === "literal" ? [segment.bytes] : rangeChunks(segment)) {
      watch?.see(bytes, segment);
      yield bytes;
    }
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
async function* deflatedChunks(
  segments: readonly Segment[],
  watch: OutputWatch | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const deflate = createDeflateRaw();
  const fed = feed(deflate, segmentChunks(segments, watch));
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

async function feed(deflate: DeflateRaw, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (!deflate.write(chunk)) await once(deflate, "drain");
    }
    deflate.end();
  } catch (error) {
    deflate.destroy(error instanceof Error ? error : new Error("the source failed"));
    throw error;
  }
}
