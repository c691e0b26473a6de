import { expect } from "chai";
import fc from "fast-check";
import { attributeOf, keywordOf, tagOf, type Keyword } from "../../../dicom/dictionary/attributes";
import { ATTRIBUTE_ROWS } from "../../../dicom/dictionary/attributes.generated";
import { isPrivate } from "../../../dicom/dictionary/tag";
import { isVr } from "../../../dicom/dictionary/vr";

describe("the data dictionary", () => {
  const rows = ATTRIBUTE_ROWS.trim()
    .split("\n")
    .map((row) => row.split(";"));

  it("holds the 5,355 attributes of the edition", () => {
    expect(rows).to.have.length(5355);
  });

  it("knows an attribute's keyword, name, VR and multiplicity", () => {
    expect(attributeOf(0x00100010)).to.deep.equal({
      keyword: "PatientName",
      name: "Patient's Name",
      vr: "PN",
      vm: "1",
      retired: false,
    });
    expect(attributeOf(0x00100020)).to.include({ keyword: "PatientID", name: "Patient ID" });
    expect(attributeOf(0x00280106)).to.include({ vr: "US|SS" });
    expect(attributeOf(0x00181153)?.name).to.equal("Exposure in µAs");
    expect(attributeOf(0x00080001)?.retired).to.equal(true);
  });

  it("finds every row by its tag, any digit in place of a wildcard, and gives VRs that exist", () => {
    for (const [mask = "", keyword = "", vr] of rows) {
      for (const digit of ["0", "2", "E"]) {
        const text = mask.replace(/x/g, digit);
        // A whole-element wildcard covers its own group length, and some are shadowed by a row of their own.
        if (mask.includes("x") && (text.endsWith("0000") || rows.some(([tag]) => tag === text))) continue;
        const attribute = attributeOf(parseInt(text, 16));
        expect(attribute, text).to.include({ keyword, vr: vr || "UN" });
        expect((attribute?.vr ?? "").split("|").every(isVr)).to.equal(true);
      }
    }
  });

  it("finds every keyword's tag, the first where it repeats", () => {
    for (const [mask = "", keyword = ""] of rows)
      if (keyword) expect(tagOf(keyword)).to.equal(parseInt(mask.replace(/x/g, "0"), 16));
    expect(tagOf("OverlayData")).to.equal(0x60003000);
    expect(tagOf("NoSuchKeyword")).to.equal(undefined);
    expect(tagOf("constructor")).to.equal(undefined);
  });

  const masks: [number, Keyword][] = [
    [0x60003000, "OverlayData"],
    [0x601e3000, "OverlayData"],
    [0x60220010, "OverlayRows"],
    [0x500a3000, "CurveData"],
    [0x002031ff, "SourceImageIDs"],
    [0x00280410, "RowsForNthOrderCoefficients"],
    [0x00280400, "TransformLabel"],
    [0x002804f3, "CoefficientCodingPointers"],
    [0x00280898, "ImageDataLocation"],
    [0x10000ab5, "ShiftTableTriplet"],
    [0x1010abcd, "ZonalMap"],
    [0x7f020010, "VariablePixelData"],
    [0x7fe00010, "PixelData"],
  ];
  for (const [tag, keyword] of masks)
    it(`reads (${tag.toString(16).padStart(8, "0")}) as ${keyword}`, () => {
      expect(keywordOf(tag)).to.equal(keyword);
    });

  it("does not take private groups for repeating groups", () => {
    expect(attributeOf(0x60013000)).to.equal(undefined);
    expect(attributeOf(0x50013000)).to.equal(undefined);
  });

  it("gives private creators LO and group lengths UL, without a keyword", () => {
    expect(attributeOf(0x00090010)).to.include({ vr: "LO", keyword: "" });
    expect(attributeOf(0x000900ff)?.vr).to.equal("LO");
    expect(attributeOf(0x00090000)?.vr).to.equal("UL");
    expect(attributeOf(0x00100000)).to.include({ vr: "UL", retired: true });
    expect(attributeOf(0x60020000)?.vr).to.equal("UL");
    expect(attributeOf(0x00020000)?.keyword).to.equal("FileMetaInformationGroupLength");
    expect(keywordOf(0x00090010)).to.equal(undefined);
  });

  it("knows no other private element", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (tag) => {
        fc.pre(isPrivate(tag) && (tag & 0xffff) > 0xff);
        expect(attributeOf(tag)).to.equal(undefined);
      }),
    );
  });

  it("knows nothing of an unknown standard tag", () => {
    expect(attributeOf(0x0008fff0)).to.equal(undefined);
    expect(keywordOf(0x0008fff0)).to.equal(undefined);
  });
});
