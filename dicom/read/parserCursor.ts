import { formatTag, type Tag } from "../dictionary/tag";
import { DicomFormatError } from "../errors";
import type { DicomLocation, DicomWarningCode, FormatErrorCode } from "../errors";
import type { BytesValue } from "../model/dataElement";
import { formatKnownTag } from "../model/elementPath";
import { pathOf, type Level } from "./level";
import type { Warnings } from "./warnings";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Where the parser stands: the chunk at hand, the position in the source, and what to say about it. */
export class ParserCursor {
  chunk: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(this.chunk.buffer);
  /** Offset in the source of the chunk's first byte. */
  chunkOffset = 0;
  /** Values in the chunk, in order; nobody else has seen them yet. */
  private kept: BytesValue[] = [];

  constructor(
    /** Offset in the source of the next byte to be looked at. */
    public position: number,
    private readonly stack: readonly Level[],
    private readonly warnings: Warnings,
  ) {}

  /** Takes the bytes of the source from `position` on. */
  feed(chunk: Uint8Array): void {
    this.release();
    this.chunk = chunk;
    this.view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.chunkOffset = this.position;
  }

  /** Notes a value that keeps the chunk at hand in memory. */
  keep(value: BytesValue): void {
    this.kept.push(value);
  }

  /**
   * Gives up the chunk at hand. Values that use little of it get a copy of their stretch: a short value
   * between two long ones would keep a whole read in memory.
   */
  release(): void {
    const first = this.kept[0];
    const last = this.kept.at(-1);
    if (first && last) {
      const { start } = first;
      const end = last.start + last.lengthBytes;
      if ((end - start) * 2 < this.chunk.buffer.byteLength) {
        const copy = Buffer.allocUnsafeSlow(end - start); // of the pool it would keep a piece of others
        copy.set(this.chunk.subarray(start, end));
        for (const value of this.kept as Mutable<BytesValue>[]) {
          value.chunk = copy;
          value.start -= start;
        }
      }
    }
    this.kept = [];
  }

  /** Index in the chunk of the next byte to be looked at. */
  get at(): number {
    return this.position - this.chunkOffset;
  }

  has(lengthBytes: number): boolean {
    return this.at + lengthBytes <= this.chunk.length;
  }

  warn(code: DicomWarningCode, tag?: Tag): void {
    if (!this.warnings.full) this.warnings.add(code, this.location(tag));
  }

  warnIf(code: DicomWarningCode | undefined, tag?: Tag): void {
    if (code) this.warn(code, tag);
  }

  /** Where the parser stands, as it may be told: no tag that the standard does not know. */
  location(tag?: Tag): DicomLocation {
    const isKnown = tag !== undefined && formatKnownTag(tag) !== "unknown";
    return {
      offset: this.position,
      tag: isKnown ? formatTag(tag) : undefined,
      path: pathOf(this.stack, tag),
    };
  }

  fail(code: FormatErrorCode, message: string, tag?: Tag): never {
    throw new DicomFormatError(code, message, this.location(tag));
  }
}
