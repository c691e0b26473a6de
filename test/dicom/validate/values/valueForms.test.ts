import { expect } from "chai";
import type { Vr } from "../../../../dicom";
import { VALUE_FORMS } from "../../../../dicom/validate/values/valueForms";

/** Values that the VR allows and some that it does not, PS3.5 §6.2 and §9.1. */
const CASES: readonly [vr: Vr, good: string[], bad: string[]][] = [
  [
    "UI",
    ["1", "1.2.840.10008.1.2", "2.25.0", "1".repeat(64)],
    ["1.", ".1", "1..2", "1.02", "a", "1".repeat(65)],
  ],
  [
    "DA",
    ["20240229", "19000101", "00010101", "1993.08.22"],
    ["20230229", "20241301", "2024", "24-02-29", " 20240229"],
  ],
  [
    "TM",
    ["07", "0709", "070907", "070907.070907", "235960", "07:09:07"],
    ["24", "0760", "7", "070907.", "0709071"],
  ],
  [
    "DT",
    ["2024", "202402", "20240229101500.123456+0100", "2024022910-0500"],
    ["24", "20241301", "20230231", "20240229+1500"],
  ],
  ["AS", ["018M", "120Y"], ["18M", "018", "018m"]],
  ["CS", ["ORIGINAL", "A_1 B", ""], ["original", "A-B", "ABCDEFGHIJKLMNOPQ"]],
  ["DS", ["1", "-1.5e-3", ".5", "+2."], ["1,5", "NaN", "1e", "12345678901234567"]],
  ["IS", ["0", "-2147483648", "+7"], ["1.0", "2147483648", "99999999999", ""]],
];

describe("value forms", () => {
  for (const [vr, good, bad] of CASES) {
    it(`tell the values of ${vr} from others`, () => {
      const form = VALUE_FORMS[vr];
      expect(good.filter((text) => !form?.holds(text))).to.deep.equal([]);
      expect(bad.filter((text) => form?.holds(text))).to.deep.equal([]);
    });
  }
});
