import { VR_TRAITS, type Vr } from "../../dictionary/vr";
import { bytesOf, isEmpty, type DataElement } from "../../model/dataElement";
import { asciiOf } from "../../text/asciiText";
import { parseNumber } from "../../text/decimal";

/**
 * True where the value of an element says what a dummy says: `00` is the time `000000`, and `0.0` the number `0`. A value
 * that is not held in memory is longer than any dummy.
 */
export function saysTheSame(element: DataElement, vr: Vr, dummy: Uint8Array): boolean {
  if (element.value.kind !== "bytes" || isEmpty(element)) return false;
  const { form } = VR_TRAITS[vr];
  if (form === "number" || form === "binary") return Buffer.compare(bytesOf(element.value), dummy) === 0;
  return meaningOf(asciiOf(element) ?? "", vr) === meaningOf(Buffer.from(dummy).toString("latin1"), vr);
}

function meaningOf(text: string, vr: Vr): string {
  return text
    .split("\\")
    .map((value) => normalise(value.trim(), vr))
    .join("\\");
}

const NUMBERS: ReadonlySet<Vr> = new Set(["DS", "IS"]);
const TEMPORAL: ReadonlySet<Vr> = new Set(["DA", "DT", "TM"]);

function normalise(value: string, vr: Vr): string {
  if (NUMBERS.has(vr)) return String(parseNumber(value) + 0); // one zero of the two
  if (!TEMPORAL.has(vr)) return value.toUpperCase();
  return value
    .replace(/[+-]\d{4}$/, "")
    .replace(/[.:]/g, "")
    .replace(/0+$/, "");
}
