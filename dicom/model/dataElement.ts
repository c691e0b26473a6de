import type { ByteMask } from "../bytes/byteMask";
import type { ByteSource } from "../bytes/byteSource";
import type { Tag } from "../dictionary/tag";
import type { Vr } from "../dictionary/vr";
import type { Item } from "./dataSet";

/** A short value: a stretch of a buffer that is shared with its neighbours; see `bytesOf`. */
export interface BytesValue {
  readonly kind: "bytes";
  readonly chunk: Uint8Array;
  readonly start: number;
  readonly lengthBytes: number;
  /** Byte order of the binary numbers inside. */
  readonly bigEndian: boolean;
}

/** A long value: a range of the source that is never read unless somebody asks. */
export interface RangeValue {
  readonly kind: "range";
  readonly source: ByteSource;
  readonly offset: number;
  readonly lengthBytes: number;
  readonly bigEndian: boolean;
  /** What is overwritten when the value is written. */
  readonly mask?: ByteMask;
}

/** A Sequence of Items, PS3.5 §7.5. */
export interface SequenceValue {
  readonly kind: "sequence";
  readonly items: readonly Item[];
  /** Written with undefined length and a delimiter, as it was read. */
  readonly undefinedLength: boolean;
}

/** Bytes that take the place of as many of the source. */
export interface Patch {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/**
 * Encapsulated pixel data, PS3.5 §A.4: the range from the first item (the Basic Offset Table) up to,
 * and without, the Sequence Delimitation Item. It is kept as it is.
 */
export interface FragmentsValue {
  readonly kind: "fragments";
  readonly source: ByteSource;
  readonly offset: number;
  readonly lengthBytes: number;
  /** Length of the Basic Offset Table's value in bytes, 0 where it is empty. */
  readonly offsetTableBytes: number;
  /** Its entries, offsets from the first fragment on; absent where it is long, or nobody went over it. */
  readonly offsetTable?: Float64Array | undefined;
  /** Number of items after the Basic Offset Table. */
  readonly fragmentCount: number;
  /** Where the bytes of each are in the source, ascending; absent where nobody went over them. */
  readonly fragmentOffsets?: readonly number[];
  /** Bytes that take the place of as many of the source when the value is written; ascending, apart from one another. */
  readonly patches?: readonly Patch[];
}

/** A value by where it is: short ones in memory, long ones and compressed pixel data in the source. */
export type ElementValue = BytesValue | RangeValue | SequenceValue | FragmentsValue;

/** One data element. Immutable: an edit replaces it in its data set. */
export class DataElement {
  constructor(
    readonly tag: Tag,
    readonly vr: Vr,
    readonly value: ElementValue,
  ) {}

  /** An element whose value field is `bytes`, already padded to even length; numbers in little endian. */
  static ofBytes(tag: Tag, vr: Vr, bytes: Uint8Array): DataElement {
    return new DataElement(tag, vr, {
      kind: "bytes",
      chunk: bytes,
      start: 0,
      lengthBytes: bytes.length,
      bigEndian: false,
    });
  }

  /** A sequence. An item that is to inherit a character set has the data set around it as its `parent`. */
  static ofItems(tag: Tag, items: readonly Item[], undefinedLength = false): DataElement {
    return new DataElement(tag, "SQ", { kind: "sequence", items, undefinedLength });
  }
}

/** The value field of a short value as a view; not to be changed. */
export function bytesOf(value: BytesValue): Uint8Array {
  return value.chunk.subarray(value.start, value.start + value.lengthBytes);
}

/** True where the value field has no bytes, or the sequence no items. */
export function isEmpty(element: DataElement): boolean {
  const { value } = element;
  return value.kind === "sequence" ? value.items.length === 0 : value.lengthBytes === 0;
}
