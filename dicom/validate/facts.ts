import { readText } from "../text/values";
import { groupOf, type Tag } from "../dictionary/tag";
import { bytesOf, type DataElement } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import type { DicomObject } from "../model/dicomObject";
import { META_GROUP } from "../syntax/fileFormat";

/** Tags and numbers of items from the data set down to an attribute; attributes stand in the object in their order. */
export type Position = readonly number[];

/** Longest value that is shown byte by byte. */
const SHOWN_BYTES = 16;

/** `1 item`, `3 items`. */
export function counted(count: number, unit: "byte" | "character" | "fragment" | "item" | "value"): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** The values of an attribute for a person who may see them; `undefined` where there is none, or none that could be shown. */
export function valueOf(dataSet: DataSet, tag: Tag): string | undefined {
  const element = dataSet.get(tag);
  return element && textOf(element, dataSet);
}

/** The values of the attribute at a position of the object. */
export function valueAt({ dataSet, fileMeta }: DicomObject, position: Position): string | undefined {
  const [first] = position;
  if (first === undefined) return undefined;
  let holder: DataSet | undefined = groupOf(first) === META_GROUP ? fileMeta : dataSet;
  for (let at = 0; at + 2 < position.length; at += 2)
    holder = holder?.items(position[at] ?? 0)[position[at + 1] ?? 0];
  return holder && valueOf(holder, position.at(-1) ?? 0);
}

function textOf(element: DataElement, dataSet: DataSet): string | undefined {
  const { value } = element;
  if (value.kind !== "bytes") return undefined;
  const text = readText(element, dataSet).join("\\");
  if (text !== "" || value.lengthBytes === 0 || value.lengthBytes > SHOWN_BYTES) return text || undefined;
  return Array.from(bytesOf(value), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
