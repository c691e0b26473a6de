import type { Tag } from "../dictionary/tag";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import { bytesOf, DataElement } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import { trimPadding, trimPaddingEnd } from "./padding";

/**
 * The value field as one-byte characters without the padding at its end, all values of it, whatever the VR;
 * `undefined` where it is not held in memory.
 */
export function asciiOf({ value }: DataElement): string | undefined {
  if (value.kind !== "bytes") return undefined;
  const bytes = bytesOf(value);
  return trimPaddingEnd(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"));
}

/** The first value of a UID attribute, whatever its VR; `undefined` where there is none. */
export function uidIn(dataSet: DataSet, tag: Tag): string | undefined {
  const element = dataSet.get(tag);
  const [first = ""] = (element && asciiOf(element)?.split("\\")) ?? [];
  return trimPadding(first) || undefined;
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
