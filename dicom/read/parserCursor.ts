import { formatTag, type Tag } from "../dictionary/tag";
import { DicomFormatError } from "../errors";
import type { DicomLocation, DicomWarningCode, FormatErrorCode } from "../errors";
import { pathOf, type Frame } from "./frame";
import type { Warnings } from "./warnings";

/** Where the parser stands: the chunk at hand, the position in the source, and what to say about it. */
export class ParserCursor {
  chunk: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(this.chunk.buffer);
  /** Offset in the source of the chunk's first byte. */
  chunkOffset = 0;

  constructor(
    /** Offset in the source of the next byte to be looked at. */
    public position: number,
    private readonly stack: readonly Frame[],
    private readonly warnings: Warnings,
  ) {}

  /** Takes the bytes of the source from `position` on. */
  feed(chunk: Uint8Array): void {
    this.chunk = chunk;
    this.view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.chunkOffset = this.position;
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

  location(tag?: Tag): DicomLocation {
    return {
      offset: this.position,
      tag: tag === undefined ? undefined : formatTag(tag),
      path: pathOf(this.stack, tag),
    };
  }

  fail(code: FormatErrorCode, message: string, tag?: Tag): never {
    throw new DicomFormatError(code, message, this.location(tag));
  }
}
