import type { Keyword } from "../../dictionary/attributes";
import type { DataSet } from "../../model/dataSet";
import type { LocalCheck, LocalChecks } from "./localChecks";
import { numberIn } from "./numbers";

const UNSIGNED = 0;
const SIGNED = 1;

/** US or SS as Pixel Representation says, of the data set or item, or of the nearest one around it that has it. */
const asPixels =
  (clause: string): LocalCheck =>
  (element, { dataSet, place, context }) => {
    const { tag, vr } = element;
    if (vr !== "US" && vr !== "SS") return;
    const sign = signOfPixels(dataSet);
    const expected = sign === UNSIGNED ? "US" : sign === SIGNED ? "SS" : vr;
    if (vr !== expected) context.log.add("WRONG_VR", tag, place, { clause, expected, found: () => vr });
  };

function signOfPixels(dataSet: DataSet): number | undefined {
  for (let set: DataSet | undefined = dataSet; set; set = set.parent) {
    const sign = numberIn(set, "PixelRepresentation");
    if (sign !== undefined) return sign;
  }
  return undefined;
}

const CLAUSES: readonly (readonly [clause: string, ...keywords: readonly Keyword[]])[] = [
  ["PS3.5 §8.1.1", "SmallestImagePixelValue", "LargestImagePixelValue"],
  ["PS3.3 §C.7.5.1", "PixelPaddingValue"],
  ["PS3.3 §C.7.6.3", "PixelPaddingRangeLimit"],
  ["PS3.3 §C.7.6.16.2.11", "RealWorldValueFirstValueMapped", "RealWorldValueLastValueMapped"],
];

/** What is a value of pixels, and so is signed where they are. */
export const PIXEL_SIGN_CHECKS: LocalChecks = Object.fromEntries(
  CLAUSES.flatMap(([clause, ...keywords]) => keywords.map((keyword) => [keyword, asPixels(clause)])),
);
