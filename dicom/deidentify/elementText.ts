import type { Tag } from "../dictionary/tag";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import { DataElement, bytesOf } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import { readText } from "../text/values";

/**
 * The text of a short attribute, decoded and trimmed, values joined by a backslash; empty where the attribute is
 * missing, empty, or so long that it was left in the source.
 */
export function textOf(dataSet: DataSet, tag: Tag): string {
  const element = dataSet.get(tag);
  if (element?.value.kind !== "bytes") return "";
  return readText(element, dataSet).join("\\").trim();
}

/** The value field as one-byte characters without its padding; `undefined` where it is not held in memory. */
export function asciiOf({ value }: DataElement): string | undefined {
  if (value.kind !== "bytes") return undefined;
  return Buffer.from(value.chunk.buffer, value.chunk.byteOffset + value.start, value.lengthBytes)
    .toString("latin1")
    .replace(/[\0 ]+$/, "");
}

/** An element of ASCII text, padded as its VR wants. */
export function asciiElement(tag: Tag, vr: Vr, text: string): DataElement {
  return DataElement.ofBytes(tag, vr, padded(Buffer.from(text, "latin1"), vr));
}

/** The bytes with one more where their number is odd. */
export function padded(bytes: Uint8Array, vr: Vr): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  return Buffer.concat([bytes, Buffer.of(VR_TRAITS[vr].padding)]);
}

/** True where both value fields hold the same bytes; a value that is not held in memory equals none. */
export function sameBytes(element: DataElement, bytes: Uint8Array): boolean {
  return element.value.kind === "bytes" && Buffer.compare(bytesOf(element.value), bytes) === 0;
}
