import type { ByteSource } from "../../dicom/bytes/byteSource";
import type { RangeSegment, Segment, WritePlan } from "../../dicom/write/writePlan";

const MIB = 1024 * 1024;

/** S3 takes parts of 5 MiB (the last one may be shorter) to 5 GiB, and 10,000 of them. */
export const SMALLEST_PART_BYTES = 5 * MIB;
export const LARGEST_PART_BYTES = 5 * 1024 * MIB;
export const PART_COUNT_LIMIT = 10_000;

/** Parts that pass through the function; a few of them are in memory at the same time. */
const SENT_PART_BYTES = 8 * MIB;

/** Parts that S3 copies itself; several at once, so that a large object does not wait for one long copy. */
const COPIED_PART_BYTES = 128 * MIB;

/** Bytes that are read, or made, and sent. */
export interface SentPart {
  readonly kind: "sent";
  /** Stretches of the plan's segments. */
  readonly pieces: readonly Segment[];
  readonly lengthBytes: number;
}

/** A range of a source that S3 copies without sending it to anybody. */
export interface CopiedPart<Source> {
  readonly kind: "copied";
  readonly source: Source;
  readonly offset: number;
  readonly lengthBytes: number;
}

export type OutputPart<Source> = SentPart | CopiedPart<Source>;

/**
 * Divides the output of a plan into the parts of a multipart upload: long unchanged ranges of sources that
 * S3 has are copied by S3, everything else is sent. What is sent before a copied range is filled up from it to
 * the smallest size that S3 takes.
 *
 * @param plan without a deflated part, whose length nobody knows, and without ranges whose byte order turns around,
 *   which could not be cut anywhere
 * @param isCopyable whether S3 has the source
 */
export function outputParts<Source extends ByteSource>(
  plan: WritePlan,
  isCopyable: (source: ByteSource) => source is Source,
): OutputPart<Source>[] {
  // Half of the parts are left for what is sent, which is never large where there is something to copy.
  const leastPartBytes = Math.ceil(plan.sizeBytes / (PART_COUNT_LIMIT / 2));
  const copiedPartBytes = Math.min(
    Math.max(COPIED_PART_BYTES, leastPartBytes),
    LARGEST_PART_BYTES - SMALLEST_PART_BYTES,
  );
  const parts: OutputPart<Source>[] = [];
  let pieces: Segment[] = [];
  let heldBytes = 0;

  const flush = () => {
    if (heldBytes > 0) parts.push({ kind: "sent", pieces, lengthBytes: heldBytes });
    pieces = [];
    heldBytes = 0;
  };
  const send = (segment: Segment, start: number, end: number) => {
    for (let from = start; from < end;) {
      const lengthBytes = Math.min(end - from, SENT_PART_BYTES - heldBytes);
      pieces.push(stretchOf(segment, from, lengthBytes));
      heldBytes += lengthBytes;
      from += lengthBytes;
      if (heldBytes === SENT_PART_BYTES) flush();
    }
  };
  const copy = (segment: RangeSegment, source: Source, start: number) => {
    for (let from = start; from < segment.lengthBytes;) {
      const left = segment.lengthBytes - from;
      // The rest goes with the part before it, since it could be too short for one of its own.
      const lengthBytes = left < copiedPartBytes + SMALLEST_PART_BYTES ? left : copiedPartBytes;
      parts.push({ kind: "copied", source, offset: segment.offset + from, lengthBytes });
      from += lengthBytes;
    }
  };

  for (const segment of plan.segments) {
    const sizeBytes = segment.kind === "literal" ? segment.bytes.length : segment.lengthBytes;
    const filled = heldBytes === 0 ? 0 : Math.max(0, SMALLEST_PART_BYTES - heldBytes);
    const isLong = sizeBytes - filled >= SMALLEST_PART_BYTES;
    if (segment.kind === "range" && isLong && isCopyable(segment.source)) {
      send(segment, 0, filled);
      flush();
      copy(segment, segment.source, filled);
    } else {
      send(segment, 0, sizeBytes);
    }
  }
  flush();
  return parts;
}

function stretchOf(segment: Segment, start: number, lengthBytes: number): Segment {
  if (segment.kind === "range") return { ...segment, offset: segment.offset + start, lengthBytes };
  return { kind: "literal", bytes: segment.bytes.subarray(start, start + lengthBytes), spans: [] };
}
