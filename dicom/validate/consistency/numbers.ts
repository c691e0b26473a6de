import type { AttributeName } from "../../dictionary/attributes";
import { numberBytesOf } from "../../dictionary/longestNumbers";
import { VR_TRAITS } from "../../dictionary/vr";
import { isEmpty, type DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import { firstNumber } from "../../text/values";

const BACKSLASH = 0x5c;

/** The first value as a number; `undefined` where there is none, or none that is a number. */
export function numberIn(dataSet: DataSet, name: AttributeName): number | undefined {
  const number = firstNumber(dataSet, name);
  return number === undefined || Number.isNaN(number) ? undefined : number;
}

/** How many values an element has; `undefined` where that cannot be said without reading what was left in the source. */
export function valueCountOf(element: DataElement): number | undefined {
  const { vr, value } = element;
  if (isEmpty(element)) return 0;
  const numberBytes = numberBytesOf(vr);
  if (numberBytes !== undefined && "lengthBytes" in value) return Math.floor(value.lengthBytes / numberBytes);
  if (value.kind !== "bytes" || VR_TRAITS[vr].form !== "ascii") return undefined;
  const { chunk, start, lengthBytes } = value;
  let count = 1;
  for (let at = start; at < start + lengthBytes; at++) if (chunk[at] === BACKSLASH) count++;
  return count;
}
