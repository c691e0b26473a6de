import { expect } from "chai";
import fc from "fast-check";
import { exactNumber } from "../../../dicom/json/exactNumber";

describe("numbers for decimal strings", () => {
  const cases: [string, number | undefined][] = [
    ["0", 0],
    ["-0.00", -0],
    ["007", 7],
    ["1.", 1],
    [".5", 0.5],
    ["1000", 1000],
    ["1E3", 1000],
    ["-12.340e-2", -0.1234],
    ["1e22", 1e22],
    ["9007199254740993", undefined],
    ["0.1000000000000000055", undefined],
    ["1e-400", undefined],
    ["1e400", undefined],
    ["", undefined],
    [".", undefined],
    ["1 2", undefined],
    ["0x10", undefined],
    ["NaN", undefined],
  ];
  for (const [text, number] of cases)
    it(`${JSON.stringify(text)} ${number === undefined ? "stays text" : `is ${number}`}`, () => {
      expect(exactNumber(text)).to.equal(number);
    });

  it("say exactly the same as what JavaScript writes for them", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, (value) => {
        expect(exactNumber(String(value))).to.equal(value);
      }),
    );
  });

  it("exist for all text of up to fifteen digits", () => {
    const digits = fc.stringMatching(/^-?\d{1,8}(\.\d{1,7})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        expect(exactNumber(text)).to.equal(Number(text));
      }),
    );
  });
});
