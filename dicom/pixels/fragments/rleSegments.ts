import { describePixels } from "../pixelDescription";
import type { DataSet } from "../../model/dataSet";
import { UnreadableFragment, type FrameBytes } from "./frameBytes";

/** What a frame has to have, PS3.5 §G.2. */
export interface RleLayout {
  readonly segments: number;
  /** Decoded, in bytes. */
  readonly segmentBytes: number;
}

const HEADER_BYTES = 64;
const MOST_SEGMENTS = 15;
const CHUNK_BYTES = 64 * 1024;

/** A byte plane for each byte of each sample; bits are packed, a frame by itself. */
export function rleLayoutOf(dataSet: DataSet): RleLayout | undefined {
  const { rows, columns, samplesPerPixel, bitsAllocated } = describePixels(dataSet) ?? {};
  if (!rows || !columns || !samplesPerPixel || !bitsAllocated) return undefined;
  const pixels = rows * columns;
  if (bitsAllocated === 1) return { segments: samplesPerPixel, segmentBytes: Math.ceil(pixels / 8) };
  return bitsAllocated % 8 === 0
    ? { segments: (samplesPerPixel * bitsAllocated) / 8, segmentBytes: pixels }
    : undefined;
}

/**
 * Overwrites with zeros what belongs to no segment of an RLE frame (PS3.5 Annex G): offsets that are not used, and bytes
 * before, between and behind the segments, each of which ends where its runs have given what it has to give. All of
 * the frame is read, a stretch at a time; what is zero already stays the source's.
 */
export async function cleanRle(frame: FrameBytes, { segments, segmentBytes }: RleLayout): Promise<void> {
  const starts = await readOffsets(frame, segments);
  await blankUnlessZero(frame, 4 * (1 + segments), HEADER_BYTES);
  let used = HEADER_BYTES;
  for (const [index, start] of starts.entries()) {
    if (start < used) throw new UnreadableFragment("its segments overlap");
    await blankUnlessZero(frame, used, start);
    used = await endOfRuns(frame, start, starts[index + 1] ?? frame.lengthBytes, segmentBytes);
  }
  await blankUnlessZero(frame, used, frame.lengthBytes);
}

/** Where the segments start, ascending. */
async function readOffsets(frame: FrameBytes, segments: number): Promise<number[]> {
  const header = Buffer.from(await frame.whole(0, HEADER_BYTES));
  if (segments > MOST_SEGMENTS || header.readUInt32LE(0) !== segments)
    throw new UnreadableFragment("it has not as many segments as the image asks for");
  const starts = Array.from({ length: segments }, (_, index) => header.readUInt32LE(4 * (index + 1)));
  if (starts.some((start) => start > frame.lengthBytes))
    throw new UnreadableFragment("a segment begins behind the frame");
  return starts.sort((one, other) => one - other);
}

/** Goes from run to run (§G.3) and unpacks none; literal bytes beyond what the segment has to give are no samples. */
async function endOfRuns(frame: FrameBytes, start: number, end: number, wanted: number): Promise<number> {
  let at = start;
  let missing = wanted;
  while (missing > 0 && at < end) {
    const bytes = await frame.read(at, Math.min(CHUNK_BYTES, end - at));
    let next = 0;
    while (missing > 0 && next < bytes.length) {
      const control = bytes[next] as number;
      if (control < 128) {
        const literals = Math.min(control + 1, missing);
        next += 1 + literals;
        missing -= literals;
      } else {
        next += control === 128 ? 1 : 2;
        if (control > 128) missing -= 257 - control;
      }
    }
    at += next;
  }
  if (missing > 0 || at > end) throw new UnreadableFragment("a segment ends before its samples do");
  return at;
}

async function blankUnlessZero(frame: FrameBytes, start: number, end: number): Promise<void> {
  for (let at = start; at < end; at += CHUNK_BYTES) {
    const chunkEnd = Math.min(at + CHUNK_BYTES, end);
    const bytes = await frame.read(at, chunkEnd - at);
    if (bytes.some((byte) => byte !== 0)) frame.blank(at, chunkEnd);
  }
}
