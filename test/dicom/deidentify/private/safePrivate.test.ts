import { expect } from "chai";
import { uint16 } from "../../../support/dicom/bytes";
import { element, objectOf, privateCreator, sequence } from "../../../support/dicom/dataSets";
import { deidentified, itemAt, policyWith, textAt } from "../../../support/dicom/deidentified";
import { ACME, after, PET, PHILIPS, privateTags, SAFE, suv } from "../../../support/dicom/safePrivate";

describe("Retain Safe Private", () => {
  it("keeps the attributes of Table E.3.10-1 with their creators, and nothing else that is private", () => {
    const dataSet = after([
      ...suv(),
      element(0x70531001, "Smith", "LO"),
      privateCreator(0x0029, 0x10, "ACME"),
      element(0x00291000, "Smith", "LO"),
    ]);
    expect(privateTags(dataSet)).to.deep.equal(["70530010", "70531000"]);
    expect(textAt(dataSet, 0x70530010)).to.equal(PET);
    expect(textAt(dataSet, 0x70531000)).to.equal("1.25");
  });

  it("keeps none of them where it is not chosen", () => {
    expect(privateTags(after(suv(), policyWith()))).to.deep.equal([]);
  });

  it("is claimed as 113111", () => {
    const codes = itemAt(after([]), "DeidentificationMethodCodeSequence", 1);
    expect(textAt(codes, "CodeValue")).to.equal("113111");
  });

  it("goes by the creator without its padding, never by the number of the block", () => {
    const padded = [privateCreator(0x7053, 0x42, `  ${PET}   `), element(0x70534200, "1.25", "DS")];
    expect(textAt(after(padded), 0x70531000)).to.equal("1.25");
    const foreign = [privateCreator(0x7053, 0x10, "ACME"), element(0x70531000, "1.25", "DS")];
    expect(privateTags(after(foreign))).to.deep.equal([]);
    expect(privateTags(after([element(0x70531000, "1.25", "DS")]))).to.deep.equal([]);
  });

  it("does not take an element below 10 for a creator", () => {
    const low = [element(0x70530001, PET, "LO"), element(0x70530100, "1.25", "DS")];
    expect(privateTags(after(low))).to.deep.equal([]);
  });

  it("numbers the blocks that are left from 10 on, in their old order", () => {
    const dataSet = after([
      privateCreator(0x2001, 0x10, "ACME"),
      privateCreator(0x2001, 0x20, "Philips Imaging DD 002"),
      privateCreator(0x2001, 0x31, PHILIPS),
      element(0x20011001, "Smith", "LO"),
      element(0x20012006, uint16(3), "US"),
      element(0x20013108, "9", "IS"),
    ]);
    expect(privateTags(dataSet)).to.deep.equal(["20010010", "20010011", "20011006", "20011108"]);
    expect(textAt(dataSet, 0x20010010)).to.equal("Philips Imaging DD 002");
    expect(textAt(dataSet, 0x20010011)).to.equal(PHILIPS);
    expect(textAt(dataSet, 0x20011108)).to.equal("9");
  });

  it("removes creators of nothing, and makes one block of those of the same creator", () => {
    const dataSet = after([
      privateCreator(0x2001, 0x10, PHILIPS),
      privateCreator(0x2001, 0x11, PHILIPS),
      privateCreator(0x2001, 0x12, "Philips Imaging DD 002"),
      element(0x20011008, "1", "IS"),
      element(0x20011108, "2", "IS"),
      element(0x20011102, "3", "IS"),
    ]);
    expect(privateTags(dataSet)).to.deep.equal(["20010010", "20011002", "20011008"]);
    expect(textAt(dataSet, 0x20011008), "the first of two stays").to.equal("1");
    expect(textAt(dataSet, 0x20011002)).to.equal("3");
  });

  it("tells of creators and attributes that go", () => {
    const { changes } = deidentified(
      objectOf([...suv(), privateCreator(0x7053, 0x11, "ACME"), element(0x70531100, "x", "LO")]),
      SAFE,
    );
    const gone = changes
      .filter(({ action, tag }) => action === "X" && tag.startsWith("7053"))
      .map(({ tag }) => tag);
    expect(gone).to.have.members(["70531100", "70530011"]);
  });

  it("names the rule that each byte of a renumbered attribute comes from", () => {
    const { plan } = deidentified(objectOf(suv(0x55)), SAFE);
    const rules = plan.segments.flatMap((segment) =>
      segment.kind === "literal" ? segment.spans.map(({ rule }) => rule) : [segment.rule],
    );
    expect(rules).to.include.members(["E.3.10-1 safe private", "creator of private attributes that stay"]);
  });

  it("looks for creators in the very item that holds the attribute", () => {
    const dataSet = after([
      privateCreator(0x7053, 0x10, PET),
      sequence("PertinentOtherEvidenceSequence", [element(0x70531000, "1.25", "DS")], suv(0x20)),
    ]);
    expect(privateTags(dataSet)).to.deep.equal([]);
    expect(privateTags(itemAt(dataSet, "PertinentOtherEvidenceSequence", 0))).to.deep.equal([]);
    expect(privateTags(itemAt(dataSet, "PertinentOtherEvidenceSequence", 1))).to.deep.equal([
      "70530010",
      "70531000",
    ]);
  });

  it("enters the private sequences of the table item by item", () => {
    const nested = [
      ...suv(0x20),
      element("PatientName", "Smith^John"),
      element("StudyDescription", "Smith"),
      element("Modality", "CT"),
      element("PixelData", Uint8Array.of(1, 2), "OW"),
      privateCreator(0x0029, 0x10, "ACME"),
      element(0x00291001, "Smith", "LO"),
    ];
    const dataSet = after([privateCreator(0x2001, 0x10, PHILIPS), sequence(0x2001105f, nested)]);
    const item = itemAt(dataSet, 0x2001105f);
    expect(privateTags(item)).to.deep.equal(["70530010", "70531000"]);
    expect(textAt(item, "Modality")).to.equal("CT");
    expect(textAt(item, "PatientName")).to.equal("");
    expect(item?.has("StudyDescription")).to.equal(false);
    expect(item?.has("PixelData")).to.equal(false);
  });

  it("keeps nothing private in a sequence that action D applies to", () => {
    const dataSet = after([sequence("ContentSequence", suv())]);
    expect(privateTags(itemAt(dataSet, "ContentSequence"))).to.deep.equal([]);
  });

  it("leaves a site rule the last word", () => {
    const policy = policyWith(
      ["retainSafePrivate"],
      [
        { attribute: `7053,${PET},00`, action: "X" },
        { attribute: "0029,ACME 1.0,01", action: "K" },
      ],
    );
    expect(privateTags(after([...suv(), ...ACME], policy))).to.deep.equal(["00290010", "00291001"]);
  });
});
