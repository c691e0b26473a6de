import { expect } from "chai";
import { ATTRIBUTE_ROWS } from "../../../../dicom/dictionary/attributes.generated";
import { allows, parseMultiplicity, type Multiplicity } from "../../../../dicom/validate/values/multiplicity";

describe("value multiplicity", () => {
  const allowed = (text: string) =>
    [0, 1, 2, 3, 4, 5, 6, 9, 99, 100].filter((count) =>
      allows(parseMultiplicity(text) as Multiplicity, count),
    );

  it("is what PS3.6 writes", () => {
    expect(allowed("1")).to.deep.equal([1]);
    expect(allowed("1-3")).to.deep.equal([1, 2, 3]);
    expect(allowed("2-n")).to.deep.equal([2, 3, 4, 5, 6, 9, 99, 100]);
    expect(allowed("2-2n")).to.deep.equal([2, 4, 6, 100]);
    expect(allowed("3-3n")).to.deep.equal([3, 6, 9, 99]);
    expect(allowed("1-99")).to.deep.equal([1, 2, 3, 4, 5, 6, 9, 99]);
    expect(allowed("1-n or 1")).to.deep.equal([1, 2, 3, 4, 5, 6, 9, 99, 100]);
  });

  it("is understood for every attribute that has one", () => {
    const texts = new Set(
      ATTRIBUTE_ROWS.trim()
        .split("\n")
        .map((row) => row.split(";")[3] ?? ""),
    );
    expect([...texts].filter((text) => text !== "" && !parseMultiplicity(text))).to.deep.equal([]);
  });
});
