import { isGroupLength, UNDEFINED_LENGTH } from "../dictionary/tag";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import type { DataElement, SequenceValue } from "../model/dataElement";
import type { DataSet, Item } from "../model/dataSet";
import { ITEM_HEADER_BYTES } from "../syntax/offsetTable";

/** Longest value of a 16-bit length field that is even. */
const SHORT_LENGTH_LIMIT = 0xfffe;

/** Longest value that a 32-bit length field can say and that is even; more is not a length, or `UNDEFINED_LENGTH`. */
export const LONGEST_VALUE_BYTES = 0xfffffffe;

/** Lengths of data sets whose sequences have defined length; computed once, bottom-up. */
export type Sizes = Map<DataSet, number>;

/** The VR that is written: what does not fit a 16-bit length goes as UN (PS3.5 §6.2.2, Note 7 of CP-1066). */
export function writtenVr(vr: Vr, lengthBytes: number): Vr {
  return !VR_TRAITS[vr].longLength && lengthBytes > SHORT_LENGTH_LIMIT && lengthBytes !== UNDEFINED_LENGTH
    ? "UN"
    : vr;
}

function headerBytes(vr: Vr, explicitVr: boolean): number {
  return explicitVr && VR_TRAITS[vr].longLength ? 12 : 8;
}

/** Value fields have even length, PS3.5 §7.1.1. */
export function paddedLength(lengthBytes: number): number {
  return lengthBytes + (lengthBytes % 2);
}

/** Group lengths of the data set are retired (PS3.5 §7.2) and wrong after any edit: they are not written. */
export function isWritten(element: DataElement): boolean {
  return !isGroupLength(element.tag);
}

/** Bytes that the elements of `dataSet` take, without an item header or delimiter of its own. */
export function dataSetBytes(dataSet: DataSet, explicitVr: boolean, sizes: Sizes): number {
  const known = sizes.get(dataSet);
  if (known !== undefined) return known;
  let total = 0;
  for (const element of dataSet.elements) {
    if (isWritten(element)) total += elementBytes(element, explicitVr, sizes);
  }
  sizes.set(dataSet, total);
  return total;
}

function elementBytes(element: DataElement, explicitVr: boolean, sizes: Sizes): number {
  const { value } = element;
  if (value.kind === "sequence") {
    const contentBytes = itemsBytes(value.items, explicitVr, sizes);
    const delimited = writtenLength(value, contentBytes) === UNDEFINED_LENGTH;
    return headerBytes("SQ", explicitVr) + contentBytes + (delimited ? ITEM_HEADER_BYTES : 0);
  }
  if (value.kind === "fragments")
    return headerBytes(element.vr, explicitVr) + value.lengthBytes + ITEM_HEADER_BYTES;
  const lengthBytes = paddedLength(value.lengthBytes);
  return headerBytes(writtenVr(element.vr, lengthBytes), explicitVr) + lengthBytes;
}

/** Bytes of the items of a sequence with their headers and delimiters. */
export function itemsBytes(items: readonly Item[], explicitVr: boolean, sizes: Sizes): number {
  let total = 0;
  for (const item of items) {
    const contentBytes = dataSetBytes(item, explicitVr, sizes);
    const delimited = writtenLength(item, contentBytes) === UNDEFINED_LENGTH;
    total += contentBytes + ITEM_HEADER_BYTES * (delimited ? 2 : 1);
  }
  return total;
}

/** The length field of a sequence or item: undefined where it was read so, and where 32 bits cannot say it. */
export function writtenLength({ undefinedLength }: Item | SequenceValue, contentBytes: number): number {
  return undefinedLength || contentBytes > LONGEST_VALUE_BYTES ? UNDEFINED_LENGTH : contentBytes;
}
