import type { Tag } from "../dictionary/tag";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import { DataElement } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import { trimPadding } from "./padding";

/**
 * The value field as one-byte characters without the padding at its end, all values of it, whatever the VR;
 * `undefined` where it is not held in memory.
 */
export function asciiOf({ value }: DataElement): string | undefined {
  if (value.kind !== "bytes") return undefined;
  const { chunk, start } = value;
  let end = start + value.lengthBytes;
  while (end > start && isPaddingByte(chunk[end - 1])) end--;
  if (end === start) return "";
  const buffer = chunk instanceof Buffer ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
  return buffer.toString("latin1", start, end);
}

function isPaddingByte(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0;
}

/** `asciiOf` of an attribute, trimmed; empty where there is none, or it is not held in memory. */
export function asciiIn(dataSet: DataSet, tag: Tag): string {
  const element = dataSet.get(tag);
  return (element && asciiOf(element)?.trim()) ?? "";
}

/** The first value of a UID attribute, whatever its VR; `undefined` where there is none. */
export function uidIn(dataSet: DataSet, tag: Tag): string | undefined {
  const element = dataSet.get(tag);
  const text = element && asciiOf(element);
  if (!text) return undefined;
  const end = text.indexOf("\\");
  return trimPadding(end < 0 ? text : text.slice(0, end)) || undefined;
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
