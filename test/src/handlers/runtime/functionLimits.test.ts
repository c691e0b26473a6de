import { expect } from "chai";
import { DEFAULT_LIMITS } from "../../../../dicom";
import { functionLimits } from "../../../../src/handlers/runtime/functionLimits";

describe("functionLimits", () => {
  it("gives the defaults where nobody says how much memory there is", () => {
    expect(functionLimits(undefined)).to.deep.equal(DEFAULT_LIMITS);
    expect(functionLimits("much")).to.deep.equal(DEFAULT_LIMITS);
  });

  it("gives a small function less than a large one, and no function more than the defaults", () => {
    const [small, large, huge] = ["256", "512", "10240"].map((memoryMb) => functionLimits(memoryMb));
    for (const limit of ["elements", "headerBytes", "inflatedBytes"] as const) {
      expect(small?.[limit]).to.be.lessThan(large?.[limit] ?? 0);
      expect(huge?.[limit]).to.equal(DEFAULT_LIMITS[limit]);
    }
  });

  it("leaves room for the largest enhanced objects in the smallest function that is declared", () => {
    expect(functionLimits("256").elements).to.be.greaterThan(70_000);
  });
});
