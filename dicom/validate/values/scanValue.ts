import { numberBytesOf } from "../../dictionary/longestNumbers";
import { VR_TRAITS } from "../../dictionary/vr";
import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import { longestValueOf } from "../../text/valueForm";
import type { FindingCode } from "../findingCodes";
import { scanAscii } from "./scanAscii";
import { scanText } from "./scanText";

/** Bytes of one character in all character sets, escape sequences included, at most. */
const CHARACTER_BYTES = 8;

/**
 * Holds a value to its VR, PS3.5 §6.2: adds what is wrong with it, and says how many values it has; 0 where it is blank, or
 * where that cannot be said of its VR, or without reading what was left in the source.
 */
export function scanValue({ vr, value }: DataElement, dataSet: DataSet, faults: Set<FindingCode>): number {
  if (value.kind !== "bytes" && value.kind !== "range") return 0;
  const { lengthBytes } = value;
  if (lengthBytes === 0) return 0;
  const { form, unitBytes } = VR_TRAITS[vr];
  if (form === "number" || form === "binary") {
    const numberBytes = numberBytesOf(vr);
    if (lengthBytes % (numberBytes ?? unitBytes) !== 0) faults.add("WRONG_VALUE_LENGTH");
    return numberBytes === undefined ? 0 : Math.floor(lengthBytes / numberBytes);
  }
  if (value.kind === "range") {
    const isOne = form === "paragraph";
    if (isOne && lengthBytes > longestValueOf(vr) * CHARACTER_BYTES) faults.add("VALUE_TOO_LONG");
    return isOne ? 1 : 0;
  }
  return form === "ascii" ? scanAscii(vr, value, faults) : scanText(vr, value, dataSet, faults);
}
