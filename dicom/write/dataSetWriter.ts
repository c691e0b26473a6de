import {
  formatTag,
  ITEM,
  ITEM_DELIMITATION,
  SEQUENCE_DELIMITATION,
  UNDEFINED_LENGTH,
  type Tag,
} from "../dictionary/tag";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import { DicomUsageError } from "../errors";
import type { DataElement, FragmentsValue, SequenceValue } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import type { Encoding } from "../syntax/transferSyntax";
import { vrCode } from "../syntax/vrCode";
import {
  dataSetBytes,
  isWritten,
  itemsBytes,
  LONGEST_VALUE_BYTES,
  paddedLength,
  writtenLength,
  writtenVr,
  type Sizes,
} from "./elementSize";
import type { PlanBuilder } from "./writePlan";

/** Fragments are in little endian in every transfer syntax that has them, PS3.5 §A.4; they are copied as they are. */
const END_OF_FRAGMENTS = Buffer.from("feffdde000000000", "hex");

/** Names the rule by which an element is in the output. */
export type Attribution = (element: DataElement) => string;

/** Writes the elements of data sets into a plan: headers and short values as literals, long values as ranges. */
export class DataSetWriter {
  private readonly sizes: Sizes = new Map();

  constructor(
    private readonly plan: PlanBuilder,
    private readonly encoding: Encoding,
    private readonly attribution: Attribution,
  ) {}

  /** Writes the elements in order; recursion is bounded by the nesting that the reader lets through. */
  write(dataSet: DataSet): void {
    for (const element of dataSet.elements) {
      if (isWritten(element)) this.writeElement(element);
    }
  }

  private writeElement(element: DataElement): void {
    const { tag, value } = element;
    const rule = this.attribution(element);
    switch (value.kind) {
      case "sequence":
        this.writeSequence(tag, value, rule);
        break;
      case "fragments": {
        this.header(tag, element.vr, UNDEFINED_LENGTH);
        this.plan.attribute(rule);
        this.writeFragments(value, rule);
        this.plan.literal.bytes(END_OF_FRAGMENTS);
        break;
      }
      case "range": {
        const { source, offset, lengthBytes } = value;
        if (lengthBytes > LONGEST_VALUE_BYTES) throw tooLongToWrite(tag);
        const vr = this.valueHeader(element, lengthBytes);
        this.plan.attribute(rule);
        const swapUnitBytes = this.swapUnit(element.vr, vr, value.bigEndian);
        this.plan.range({
          source,
          offset,
          lengthBytes,
          rule,
          ...(swapUnitBytes !== 1 ? { swapUnitBytes } : {}),
          ...(value.mask ? { mask: value.mask } : {}),
        });
        this.pad(vr, lengthBytes);
        break;
      }
      case "bytes": {
        const vr = this.valueHeader(element, value.lengthBytes);
        const swap = this.swapUnit(element.vr, vr, value.bigEndian);
        this.plan.literal.bytes(value.chunk, value.start, value.lengthBytes, swap);
        this.pad(vr, value.lengthBytes);
        break;
      }
    }
    this.plan.attribute(rule);
  }

  private writeFragments({ source, offset, lengthBytes, patches = [] }: FragmentsValue, rule: string): void {
    const end = offset + lengthBytes;
    let at = offset;
    for (const patch of patches) {
      if (patch.offset > at) this.plan.range({ source, offset: at, lengthBytes: patch.offset - at, rule });
      this.plan.literal.bytes(patch.bytes);
      this.plan.attribute(rule);
      at = patch.offset + patch.bytes.length;
    }
    if (end > at) this.plan.range({ source, offset: at, lengthBytes: end - at, rule });
  }

  private writeSequence(tag: Tag, value: SequenceValue, rule: string): void {
    const { explicitVr } = this.encoding;
    const lengthBytes = value.undefinedLength
      ? UNDEFINED_LENGTH
      : writtenLength(value, itemsBytes(value.items, explicitVr, this.sizes));
    this.header(tag, "SQ", lengthBytes);
    for (const item of value.items) {
      const itemLengthBytes = item.undefinedLength
        ? UNDEFINED_LENGTH
        : writtenLength(item, dataSetBytes(item, explicitVr, this.sizes));
      this.itemHeader(ITEM, itemLengthBytes);
      this.plan.attribute(rule);
      this.write(item);
      if (itemLengthBytes === UNDEFINED_LENGTH) this.itemHeader(ITEM_DELIMITATION, 0);
    }
    if (lengthBytes === UNDEFINED_LENGTH) this.itemHeader(SEQUENCE_DELIMITATION, 0);
  }

  /** Writes the header for a value of `lengthBytes` and answers the VR that it was given. */
  private valueHeader(element: DataElement, lengthBytes: number): Vr {
    const padded = paddedLength(lengthBytes);
    const vr = writtenVr(element.vr, padded);
    this.header(element.tag, vr, padded);
    return vr;
  }

  private header(tag: Tag, vr: Vr, lengthBytes: number): void {
    const { literal } = this.plan;
    const littleEndian = !this.encoding.bigEndian;
    this.tag(tag);
    if (!this.encoding.explicitVr) {
      literal.uint32(lengthBytes, littleEndian);
      return;
    }
    literal.uint16(vrCode(vr), false);
    if (VR_TRAITS[vr].longLength) {
      literal.uint16(0, littleEndian);
      literal.uint32(lengthBytes, littleEndian);
    } else {
      literal.uint16(lengthBytes, littleEndian);
    }
  }

  private itemHeader(tag: Tag, lengthBytes: number): void {
    this.tag(tag);
    this.plan.literal.uint32(lengthBytes, !this.encoding.bigEndian);
  }

  private tag(tag: Tag): void {
    const littleEndian = !this.encoding.bigEndian;
    this.plan.literal.uint16(tag >>> 16, littleEndian);
    this.plan.literal.uint16(tag & 0xffff, littleEndian);
  }

  private pad(vr: Vr, lengthBytes: number): void {
    if (lengthBytes % 2 !== 0) this.plan.literal.byte(VR_TRAITS[vr].padding);
  }

  /** What goes as UN is in little endian, whatever is around it (PS3.5 §6.2.2). */
  private swapUnit(vr: Vr, asWritten: Vr, bigEndian: boolean): 1 | 2 | 4 | 8 {
    const wantsBigEndian = this.encoding.bigEndian && asWritten !== "UN";
    return bigEndian === wantsBigEndian ? 1 : VR_TRAITS[vr].unitBytes;
  }
}

function tooLongToWrite(tag: Tag): DicomUsageError {
  return new DicomUsageError("INVALID_ARGUMENT", "a value has more bytes than a length field can say", {
    tag: formatTag(tag),
  });
}
