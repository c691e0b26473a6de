/**
 * Bytes to data set, without recursion and without waiting: the parser goes as far as its chunk allows and
 * then says how many bytes it needs from where. Memory: the chunks that hold headers and short values,
 * bounded by `limits.headerBytes`; long values stay in the source.
 */
import type { ByteSource } from "../bytes/byteSource";
import {
  groupOf,
  ITEM,
  ITEM_DELIMITATION,
  SEQUENCE_DELIMITATION,
  UNDEFINED_LENGTH,
  type Tag,
} from "../dictionary/tag";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import type { Limits } from "../limits";
import { DataElement, type ElementValue } from "../model/dataElement";
import { DataSet } from "../model/dataSet";
import { readElementHeader, readTag, type ElementHeader } from "../syntax/elementHeader";
import { implicitVr } from "../syntax/implicitVr";
import type { Encoding } from "../syntax/transferSyntax";
import { Budget } from "./budget";
import { dataSetFrame, itemFrame, sortElements } from "./frame";
import type { DataSetFrame, Frame, FragmentsFrame, SequenceFrame } from "./frame";
import { GO_ON, readFragment } from "./readFragment";
import { hasSignedPixels } from "./signedPixels";
import { ParserCursor } from "./parserCursor";
import type { Warnings } from "./warnings";

/** UN of undefined length holds implicit VR little endian, PS3.5 §6.2.2. */
const INSIDE_UN: Encoding = { explicitVr: false, bigEndian: false };

/** Answer of `advance` when the data set is complete. */
export const DONE = 0;

export interface ParserOptions {
  readonly limits: Limits;
  readonly warnings: Warnings;
  /** Ends the reading before the first element of the outermost data set for which this is true. */
  readonly stopBefore?: (tag: Tag) => boolean;
}

export class DataSetParser {
  readonly dataSet: DataSet;
  private readonly stack: Frame[];
  private readonly cursor: ParserCursor;
  private readonly header: ElementHeader = {
    tag: 0,
    vr: undefined,
    unknownVr: false,
    lengthBytes: 0,
    headerBytes: 0,
  };
  private readonly budget: Budget;

  constructor(
    private readonly source: ByteSource,
    start: number,
    encoding: Encoding,
    private readonly options: ParserOptions,
  ) {
    const elements: DataElement[] = [];
    this.dataSet = new DataSet(elements);
    this.stack = [dataSetFrame(this.dataSet, elements, encoding, source.sizeBytes, false)];
    this.cursor = new ParserCursor(start, this.stack, options.warnings);
    this.budget = new Budget(options.limits, () => this.cursor.location(this.header.tag));
  }

  /** Offset in the source of the next byte to be looked at. */
  get position(): number {
    return this.cursor.position;
  }

  /** Gives the bytes of the source from `position` on. */
  feed(chunk: Uint8Array): void {
    this.cursor.feed(chunk);
  }

  /** True while only item headers are needed, between which lie bytes that nobody looks at. */
  get skipping(): boolean {
    return this.stack.at(-1)?.kind === "fragments";
  }

  /**
   * Goes as far as the chunk allows.
   *
   * @returns `DONE`, or how many bytes are needed from `position` on to go further; never more than the source has
   */
  advance(): number {
    for (;;) {
      const frame = this.stack[this.stack.length - 1];
      if (frame === undefined) return DONE;
      const needed =
        frame.kind === "dataSet"
          ? this.stepDataSet(frame)
          : frame.kind === "sequence"
            ? this.stepSequence(frame)
            : this.stepFragments(frame);
      if (needed !== GO_ON) return needed;
    }
  }

  private stepDataSet(frame: DataSetFrame): number {
    const remaining = frame.end - this.cursor.position;
    if (remaining <= 0) return this.closeDataSet(frame, frame.undefinedLength);
    if (remaining < 8) return this.trailingBytes(frame, remaining);
    if (!this.cursor.has(8)) return 8;
    const at = this.cursor.at;
    if (
      !readElementHeader(this.cursor.view, at, this.cursor.chunk.length - at, frame.encoding, this.header)
    ) {
      if (remaining < 12) this.cursor.fail("TRUNCATED_ELEMENT", "the element header is cut", this.header.tag);
      return 12;
    }
    const { tag } = this.header;
    if (groupOf(tag) === 0xfffe) return this.delimiterInDataSet(frame, tag);
    if (this.stack.length === 1) {
      if (this.options.stopBefore?.(tag)) return this.closeDataSet(frame, false);
      if (tag === 0 && frame.lastTag > 0) return this.trailingBytes(frame, remaining);
    }
    return this.readElement(frame, remaining);
  }

  private readElement(frame: DataSetFrame, remaining: number): number {
    const { tag, headerBytes, unknownVr, lengthBytes } = this.header;
    if (unknownVr) this.cursor.warn("UNKNOWN_VR", tag);
    let { vr } = this.header;
    let encoding = frame.encoding;
    if (vr === undefined || vr === "UN") {
      const known = implicitVr(tag, () => hasSignedPixels(frame.dataSet));
      if (vr === "UN" || unknownVr) encoding = INSIDE_UN;
      vr = known;
    }
    const valueStart = this.cursor.position + headerBytes;
    if (lengthBytes === UNDEFINED_LENGTH) return this.openUndefined(frame, tag, vr, valueStart, encoding);
    if (lengthBytes > remaining - headerBytes) this.tooLong(lengthBytes, unknownVr, tag);
    if (vr === "SQ")
      return this.openSequence(frame, tag, valueStart, valueStart + lengthBytes, encoding, false);
    if (lengthBytes > this.options.limits.inlineValueBytes) {
      this.cursor.position = valueStart + lengthBytes;
      const { source } = this;
      this.add(frame, tag, vr, {
        kind: "range",
        source,
        offset: valueStart,
        lengthBytes,
        bigEndian: encoding.bigEndian,
      });
      return GO_ON;
    }
    if (!this.cursor.has(headerBytes + lengthBytes)) return headerBytes + lengthBytes;
    const start = valueStart - this.cursor.chunkOffset;
    this.cursor.position = valueStart + lengthBytes;
    this.budget.hold(headerBytes + lengthBytes);
    this.add(frame, tag, vr, {
      kind: "bytes",
      chunk: this.cursor.chunk,
      start,
      lengthBytes,
      bigEndian: encoding.bigEndian,
    });
    return GO_ON;
  }

  private add(frame: DataSetFrame, tag: Tag, vr: Vr, value: ElementValue): void {
    this.budget.countElement();
    if (value.kind !== "sequence" && value.lengthBytes % 2 !== 0) this.cursor.warn("ODD_LENGTH", tag);
    if (tag <= frame.lastTag) {
      this.cursor.warn(tag === frame.lastTag ? "DUPLICATE_ELEMENT" : "ELEMENT_OUT_OF_ORDER", tag);
      frame.sorted = false;
    }
    frame.lastTag = tag;
    frame.elements.push(new DataElement(tag, vr, value));
  }

  private openUndefined(frame: DataSetFrame, tag: Tag, vr: Vr, start: number, encoding: Encoding): number {
    if (vr === "SQ" || vr === "UN") return this.openSequence(frame, tag, start, frame.end, encoding, true);
    if (VR_TRAITS[vr].form !== "binary") {
      this.cursor.fail("LENGTH_OUT_OF_BOUNDS", `a value of VR ${vr} cannot have undefined length`, tag);
    }
    this.cursor.position = start;
    this.stack.push({
      kind: "fragments",
      tag,
      vr,
      parent: frame,
      start,
      end: frame.end,
      offsetTableBytes: 0,
      items: 0,
    });
    return GO_ON;
  }

  private openSequence(
    parent: DataSetFrame,
    tag: Tag,
    start: number,
    end: number,
    encoding: Encoding,
    undefinedLength: boolean,
  ): number {
    this.budget.enterSequence();
    const items: SequenceFrame["items"] = [];
    this.add(parent, tag, "SQ", { kind: "sequence", items, undefinedLength });
    this.budget.hold(start - this.cursor.position);
    this.cursor.position = start;
    this.stack.push({ kind: "sequence", tag, items, parent, encoding, end, undefinedLength });
    return GO_ON;
  }

  private stepSequence(frame: SequenceFrame): number {
    const remaining = frame.end - this.cursor.position;
    if (remaining <= 0) return this.closeSequence(frame.undefinedLength);
    if (remaining < 8) this.cursor.fail("TRUNCATED_ITEM", "the item header is cut");
    if (!this.cursor.has(8)) return 8;
    const at = this.cursor.at;
    const tag = readTag(this.cursor.view, at, frame.encoding.bigEndian);
    if (tag === SEQUENCE_DELIMITATION) {
      this.cursor.position += 8;
      if (!frame.undefinedLength) this.cursor.warn("UNEXPECTED_DELIMITER", tag);
      return this.closeSequence(false);
    }
    if (tag !== ITEM) {
      if (!frame.undefinedLength) this.cursor.fail("UNEXPECTED_TAG", "an item was expected", tag);
      return this.closeSequence(true); // the delimiter is missing; the enclosing data set goes on here
    }
    const lengthBytes = this.cursor.view.getUint32(at + 4, !frame.encoding.bigEndian);
    const undefinedLength = lengthBytes === UNDEFINED_LENGTH;
    const start = this.cursor.position + 8;
    if (!undefinedLength && lengthBytes > frame.end - start) {
      this.cursor.fail(
        "LENGTH_OUT_OF_BOUNDS",
        `the item of ${lengthBytes} bytes goes beyond its sequence`,
        tag,
      );
    }
    this.budget.countElement();
    this.budget.hold(8);
    this.cursor.position = start;
    this.stack.push(itemFrame(frame, undefinedLength ? frame.end : start + lengthBytes, undefinedLength));
    return GO_ON;
  }

  private stepFragments(frame: FragmentsFrame): number {
    const outcome = readFragment(this.source, this.cursor, frame);
    if (typeof outcome === "number") {
      this.budget.countFragment(frame.items);
      return outcome;
    }
    this.stack.pop();
    this.add(frame.parent, frame.tag, frame.vr, outcome);
    return GO_ON;
  }

  private delimiterInDataSet(frame: DataSetFrame, tag: Tag): number {
    if (this.stack.length === 1) {
      if (tag === ITEM) this.cursor.fail("UNEXPECTED_TAG", "an item stands outside of a sequence", tag);
      this.cursor.warn("UNEXPECTED_DELIMITER", tag);
      this.cursor.position += 8;
      return GO_ON;
    }
    if (tag === ITEM_DELIMITATION) {
      this.cursor.position += 8;
      if (!frame.undefinedLength) {
        this.cursor.warn("UNEXPECTED_DELIMITER", tag);
        return GO_ON;
      }
      return this.closeDataSet(frame, false);
    }
    // The next item or the end of the sequence: this item's own delimiter is missing.
    if (!frame.undefinedLength)
      this.cursor.fail("UNEXPECTED_TAG", "a delimiter stands inside an item of defined length", tag);
    return this.closeDataSet(frame, true);
  }

  private closeDataSet(frame: DataSetFrame, delimiterMissing: boolean): number {
    if (delimiterMissing) this.missingDelimiter();
    sortElements(frame);
    this.stack.pop();
    return this.stack.length === 0 ? DONE : GO_ON;
  }

  private closeSequence(delimiterMissing: boolean): number {
    if (delimiterMissing) this.missingDelimiter();
    this.budget.leaveSequence();
    this.stack.pop();
    return GO_ON;
  }

  /** A delimiter that is missing before other content is tolerated; one missing at the end means a cut file. */
  private missingDelimiter(): void {
    if (this.cursor.position >= this.source.sizeBytes)
      this.cursor.fail("TRUNCATED_ITEM", "the file ends inside a sequence");
    this.cursor.warn("MISSING_DELIMITER");
  }

  /** Zeros behind the last element are padding; anything else is the beginning of an element that is cut. */
  private trailingBytes(frame: DataSetFrame, remaining: number): number {
    if (this.stack.length > 1) this.cursor.fail("TRUNCATED_ELEMENT", "the element header is cut");
    const needed = Math.min(remaining, 8);
    if (!this.cursor.has(needed)) return needed;
    const at = this.cursor.at;
    if (this.cursor.chunk.subarray(at, at + needed).some((byte) => byte !== 0)) {
      this.cursor.fail("TRUNCATED_ELEMENT", "the element header is cut");
    }
    this.cursor.warn("TRAILING_BYTES");
    return this.closeDataSet(frame, false);
  }

  private tooLong(lengthBytes: number, unknownVr: boolean, tag: Tag): never {
    if (unknownVr) this.cursor.fail("INVALID_VR", "the element has no VR, and no length that would fit", tag);
    if (this.stack.length > 1)
      this.cursor.fail("LENGTH_OUT_OF_BOUNDS", `${lengthBytes} bytes go beyond the item`, tag);
    this.cursor.fail("TRUNCATED_ELEMENT", `the value of ${lengthBytes} bytes goes beyond the file`, tag);
  }
}
