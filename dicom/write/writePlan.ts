import type { ByteMask } from "../bytes/byteMask";
import type { ByteSource } from "../bytes/byteSource";
import { ByteWriter } from "../bytes/byteWriter";
import type { OutputChecks } from "./outputChecks";

/** Bytes that were made here. */
export interface LiteralSegment {
  readonly kind: "literal";
  readonly bytes: Uint8Array;
  /** Which rule let which bytes through, in order; the last span ends with the segment. */
  readonly spans: readonly Span[];
}

/** Up to `endOffset` of the segment (exclusive), from the end of the span before, bytes are there by `rule`. */
export interface Span {
  endOffset: number;
  readonly rule: string;
}

/** Bytes of a source, copied as they are, or overwritten in part and then with their byte order turned around. */
export interface RangeSegment {
  readonly kind: "range";
  readonly source: ByteSource;
  readonly offset: number;
  readonly lengthBytes: number;
  readonly rule: string;
  readonly swapUnitBytes?: 2 | 4 | 8;
  /** Told the offset of bytes in `source`, so that a stretch of the segment needs no other mask. */
  readonly mask?: ByteMask;
}

/** A stretch of an output. */
export type Segment = LiteralSegment | RangeSegment;

/**
 * What an output file consists of, before a byte of it is written: literal bytes and ranges of sources,
 * each attributed to the rule that put it there. Executors turn it into a buffer, a file, a stream, or
 * calls to S3. Holds the headers and short values in memory, never a long value.
 */
export interface WritePlan {
  readonly segments: readonly Segment[];
  /** Bytes of all segments, before deflation. */
  readonly sizeBytes: number;
  /** Index of the first segment that goes through raw deflate (RFC 1951); absent where nothing does. */
  readonly deflateFrom?: number;
  /** What the output has to pass before anybody sees it; see `executePlan.ts` for who asks. */
  readonly checks?: OutputChecks;
}

/** Puts segments together; neighbouring literals become one. */
export class PlanBuilder {
  readonly literal = new ByteWriter();
  private readonly segments: Segment[] = [];
  private spans: Span[] = [];
  private sizeBytes = 0;

  /** Says that the literal bytes since the last call are there by `rule`. */
  attribute(rule: string): void {
    const endOffset = this.literal.lengthBytes;
    const last = this.spans.at(-1);
    if (endOffset === (last?.endOffset ?? 0)) return;
    if (last?.rule === rule) last.endOffset = endOffset;
    else this.spans.push({ endOffset, rule });
  }

  range(segment: Omit<RangeSegment, "kind">): void {
    this.flush();
    this.segments.push({ kind: "range", ...segment });
    this.sizeBytes += segment.lengthBytes;
  }

  /** Ends the current literal; answers the index of the segment that comes next. */
  flush(): number {
    if (this.literal.lengthBytes > 0) {
      const bytes = this.literal.take();
      this.segments.push({ kind: "literal", bytes, spans: this.spans });
      this.spans = [];
      this.sizeBytes += bytes.length;
    }
    return this.segments.length;
  }

  build(deflateFrom?: number): WritePlan {
    this.flush();
    const { segments, sizeBytes } = this;
    return deflateFrom === undefined ? { segments, sizeBytes } : { segments, sizeBytes, deflateFrom };
  }
}
