import { elementOf, formatTag, groupOf, type Tag } from "../dictionary/tag";
import type { Vr } from "../dictionary/vr";
import { DicomUsageError } from "../errors";
import { bytesOf, DataElement } from "../model/dataElement";

/** The `DataView` accessors of numbers up to 53 bits, without `get` and `set`. */
type Accessor = "Uint8" | "Int16" | "Uint16" | "Int32" | "Uint32" | "Float32" | "Float64";

const ACCESSORS: Readonly<Partial<Record<Vr, Accessor>>> = {
  FD: "Float64",
  FL: "Float32",
  OB: "Uint8",
  OD: "Float64",
  OF: "Float32",
  OL: "Uint32",
  OW: "Uint16",
  SL: "Int32",
  SS: "Int16",
  UL: "Uint32",
  US: "Uint16",
};

const LENGTH_OF_TAG = 4;
const LENGTH_OF_VERY_LONG = 8;

/** Reads each whole unit of a short value; trailing bytes that make no unit are left out. */
function readUnits<T>(
  element: DataElement,
  unitBytes: number,
  read: (view: DataView, offset: number, littleEndian: boolean) => T,
): T[] {
  if (element.value.kind !== "bytes") return [];
  const bytes = bytesOf(element.value);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = !element.value.bigEndian;
  return Array.from({ length: Math.floor(bytes.length / unitBytes) }, (_, index) =>
    read(view, index * unitBytes, littleEndian),
  );
}

function sizeOf(accessor: Accessor): number {
  return Number(/\d+/.exec(accessor)?.[0]) / 8;
}

/** Binary numbers of any VR of 32 bits or less or of floating point, `OB` to `OW` too; [] for other VRs and long values. */
export function readBinaryNumbers(element: DataElement): number[] {
  const accessor = ACCESSORS[element.vr];
  if (!accessor) return [];
  return readUnits(element, sizeOf(accessor), (view, offset, littleEndian) =>
    view[`get${accessor}`](offset, littleEndian),
  );
}

/** The values of VR `SV`, `UV` and `OV`; [] for other VRs and long values. */
export function readBigInts(element: DataElement): bigint[] {
  if (element.vr === "SV")
    return readUnits(element, LENGTH_OF_VERY_LONG, (view, at, little) => view.getBigInt64(at, little));
  if (element.vr === "UV" || element.vr === "OV")
    return readUnits(element, LENGTH_OF_VERY_LONG, (view, at, little) => view.getBigUint64(at, little));
  return [];
}

/** The values of VR `AT`; [] for other VRs and long values. */
export function readTags(element: DataElement): Tag[] {
  if (element.vr !== "AT") return [];
  // Two words, group first, each in the byte order of the data set.
  return readUnits(
    element,
    LENGTH_OF_TAG,
    (view, at, little) => view.getUint16(at, little) * 0x10000 + view.getUint16(at + 2, little),
  );
}

/** An element of VR SV, UV or OV in little endian. Values outside the VR's range wrap around. */
export function writeBigInts(tag: Tag, vr: "SV" | "UV" | "OV", values: readonly bigint[]): DataElement {
  const view = new DataView(new ArrayBuffer(values.length * LENGTH_OF_VERY_LONG));
  values.forEach((value, index) =>
    view.setBigUint64(index * LENGTH_OF_VERY_LONG, BigInt.asUintN(64, value), true),
  );
  return DataElement.ofBytes(tag, vr, new Uint8Array(view.buffer));
}

/** An element of VR AT in little endian. */
export function writeTags(tag: Tag, values: readonly Tag[]): DataElement {
  const view = new DataView(new ArrayBuffer(values.length * LENGTH_OF_TAG));
  values.forEach((value, index) => {
    view.setUint16(index * LENGTH_OF_TAG, groupOf(value), true);
    view.setUint16(index * LENGTH_OF_TAG + 2, elementOf(value), true);
  });
  return DataElement.ofBytes(tag, "AT", new Uint8Array(view.buffer));
}

/**
 * An element of binary numbers in little endian. Values outside the VR's range wrap around.
 * @throws DicomUsageError `INVALID_ARGUMENT` for a VR that holds no such numbers
 */
export function writeNumbers(tag: Tag, vr: Vr, values: readonly number[]): DataElement {
  const accessor = ACCESSORS[vr];
  if (!accessor)
    throw new DicomUsageError("INVALID_ARGUMENT", `VR ${vr} holds no binary numbers`, {
      tag: formatTag(tag),
    });
  const unitBytes = sizeOf(accessor);
  const lengthBytes = values.length * unitBytes;
  const bytes = new Uint8Array(lengthBytes + (lengthBytes % 2));
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view[`set${accessor}`](index * unitBytes, value, true);
  });
  return DataElement.ofBytes(tag, vr, bytes);
}
