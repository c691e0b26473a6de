import { expect } from "chai";
import type { Vr } from "../../../dicom";
import { isUid, isValidText } from "../../../dicom/text/valueForm";

/** Values that may be written and some that may not, PS3.5 §6.2 and §9.1; bounds from both sides. */
const CASES: readonly [vr: Vr, good: string[], bad: string[]][] = [
  ["AE", ["x".repeat(16)], ["x".repeat(17)]],
  ["AS", ["018M", "120Y"], ["18M", "018m"]],
  ["CS", ["ORIGINAL", "A_1 B"], ["original", "A".repeat(17)]],
  ["DA", ["20240229", "00010101"], ["20230229", "1993.08.22", "20240101-", " 2024010", "2024"]],
  ["DS", ["-1.5e-3", ".5", "+2."], ["1,5", "NaN", "", "12345678901234567"]],
  ["DT", ["2024", "20240229101500.123456+0100"], ["20230231", "2024-2025", "20240229+1500"]],
  ["IS", ["-2147483648", "+2147483647"], ["-2147483649", "2147483648", "1.0"]],
  ["LO", ["é".repeat(64)], ["x".repeat(65)]],
  ["TM", ["07", "235960", "070907.070907"], ["07:09:07", "24", "070907.", "070907-"]],
  ["UI", ["1.2.840.10008.1.2", "2.25.0", "1".repeat(64)], ["1.02", "1..2", "1.", "1".repeat(65)]],
  ["UT", ["x".repeat(100_000)], []],
];

describe("isValidText", () => {
  for (const [vr, good, bad] of CASES) {
    it(`tells the values of ${vr} from others`, () => {
      expect(good.filter((text) => !isValidText(vr, text))).to.deep.equal([]);
      expect(bad.filter((text) => isValidText(vr, text))).to.deep.equal([]);
    });
  }
});

describe("isUid", () => {
  it("lets leading zeros pass, and nothing else that is wrong", () => {
    expect(isUid("1.02.003")).to.equal(true);
    expect(["", "1.", ".1", "1..2", "1.a", "1".repeat(65)].filter(isUid)).to.deep.equal([]);
  });
});
