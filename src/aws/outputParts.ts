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
 * S3 has are copied by S3, everything else is sent, whatever is masked too. What is sent before a copied range is filled up from it to
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
  const parts = new PartList<Source>();
  for (const segment of plan.segments) {
    const sizeBytes = segment.kind === "literal" ? segment.bytes.length : segment.lengthBytes;
    const { missingBytes } = parts;
    const isLong = sizeBytes - missingBytes >= SMALLEST_PART_BYTES;
    if (segment.kind === "range" && !segment.mask && isLong && isCopyable(segment.source)) {
      parts.send(segment, 0, missingBytes);
      parts.copy(segment, segment.source, missingBytes, copiedPartBytes);
    } else {
      parts.send(segment, 0, sizeBytes);
    }
  }
  return parts.end();
}

/** Parts in their order, the last of those to be sent still open. */
class PartList<Source extends ByteSource> {
  private readonly parts: OutputPart<Source>[] = [];
  private pieces: Segment[] = [];
  private heldBytes = 0;

  /** Bytes that the open part is short of the smallest size that S3 takes; none where no part is open. */
  get missingBytes(): number {
    return this.heldBytes === 0 ? 0 : Math.max(0, SMALLEST_PART_BYTES - this.heldBytes);
  }

  /** Bytes of the segment from `start` up to `end`. */
  send(segment: Segment, start: number, end: number): void {
    for (let from = start; from < end;) {
      const lengthBytes = Math.min(end - from, SENT_PART_BYTES - this.heldBytes);
      this.pieces.push(stretchOf(segment, from, lengthBytes));
      this.heldBytes += lengthBytes;
      from += lengthBytes;
      if (this.heldBytes === SENT_PART_BYTES) this.end();
    }
  }

  /** The range from `start` on, in parts of `partBytes` that S3 copies. */
  copy(segment: RangeSegment, source: Source, start: number, partBytes: number): void {
    this.end();
    for (let from = start; from < segment.lengthBytes;) {
      const left = segment.lengthBytes - from;
      // The rest goes with the part before it, since it could be too short for one of its own.
      const lengthBytes = left < partBytes + SMALLEST_PART_BYTES ? left : partBytes;
      this.parts.push({ kind: "copied", source, offset: segment.offset + from, lengthBytes });
      from += lengthBytes;
    }
  }

  /** Ends the open part; answers all parts so far. */
  end(): OutputPart<Source>[] {
    const { pieces, heldBytes: lengthBytes } = this;
    if (lengthBytes > 0) this.parts.push({ kind: "sent", pieces, lengthBytes });
    this.pieces = [];
    this.heldBytes = 0;
    return this.parts;
  }
}

function stretchOf(segment: Segment, start: number, lengthBytes: number): Segment {
  if (segment.kind === "range") return { ...segment, offset: segment.offset + start, lengthBytes };
  return { kind: "literal", bytes: segment.bytes.subarray(start, start + lengthBytes), spans: [] };
}
