import { expect } from "chai";
import { BufferSource, planToBuffer, readDicom, transferSyntaxOf } from "../../../../dicom";
import { element as elementBytes, IMPLICIT, item as itemBytes } from "../../../support/dicom/bytes";
import { element, objectOf, privateCreator } from "../../../support/dicom/dataSets";
import { deidentified, itemAt, textAt } from "../../../support/dicom/deidentified";
import { after, PHILIPS, privateTags, SAFE, SIEMENS_US } from "../../../support/dicom/safePrivate";

describe("Retain Safe Private, of values whose VR is not told", () => {
  it("takes the VR of the table", () => {
    const dataSet = after([
      privateCreator(0x2001, 0x10, PHILIPS),
      element(0x20011002, "12", "UN"),
      element(0x20011001, Uint8Array.of(0, 0, 0x80, 0x3f), "UN"),
      element(0x20011003, Uint8Array.of(0, 0), "UN"), // FL has four bytes
      element(0x20011004, "Smith, John", "UN"), // CS
    ]);
    expect(privateTags(dataSet)).to.deep.equal(["20010010", "20011001", "20011002"]);
    expect(dataSet.get(0x20011001)?.vr).to.equal("FL");
    expect(dataSet.get(0x20011002)?.vr).to.equal("IS");
  });

  it("maps UIDs, and removes what the table has no VR for", () => {
    const dataSet = after([
      privateCreator(0x0129, 0x10, SIEMENS_US),
      element(0x01291002, "1.2.826.77", "UN"),
      element(0x01291003, "Smith", "UN"),
    ]);
    expect(textAt(dataSet, 0x01291002)).to.match(/^2\.25\.\d+$/);
    expect(dataSet.has(0x01291003)).to.equal(false);
  });

  const inside = (...parts: Buffer[]): Buffer => itemBytes(parts);
  const hidden = inside(
    elementBytes(0x00080060, "CS", "CT", IMPLICIT),
    elementBytes(0x00100010, "PN", "Smith^John", IMPLICIT),
    elementBytes(0x20010010, "LO", PHILIPS, IMPLICIT),
    elementBytes(0x20011008, "IS", "4 ", IMPLICIT),
    elementBytes(0x20011009, "FL", "Smith^", IMPLICIT),
  );

  it("enters sequences that came as bytes, at every level", () => {
    const twice = inside(
      elementBytes(0x20010010, "LO", PHILIPS, IMPLICIT),
      elementBytes(0x20011065, "SQ", hidden, IMPLICIT),
    );
    const dataSet = after([privateCreator(0x2001, 0x10, PHILIPS), element(0x2001105f, twice, "UN")]);
    const item = itemAt(itemAt(dataSet, 0x2001105f), 0x20011065);
    expect(textAt(item, "Modality")).to.equal("CT");
    expect(textAt(item, "PatientName")).to.equal("");
    expect(privateTags(item)).to.deep.equal(["20010010", "20011008"]);
  });

  it("removes what should be items and is not, or is nested beyond measure", () => {
    const of = (value: Uint8Array) =>
      privateTags(after([privateCreator(0x2001, 0x10, PHILIPS), element(0x2001105f, value, "UN")]));
    expect(of(Buffer.from("Smith^John"))).to.deep.equal([]);
    expect(of(hidden.subarray(0, hidden.length - 4))).to.deep.equal([]);
    expect(of(Buffer.concat([hidden, Buffer.from("Smith^Jo")]))).to.deep.equal([]);
    let deep = hidden;
    for (let level = 0; level < 300; level++)
      deep = inside(
        elementBytes(0x20010010, "LO", PHILIPS, IMPLICIT),
        elementBytes(0x2001105f, "SQ", deep, IMPLICIT),
      );
    const dataSet = after([privateCreator(0x2001, 0x10, PHILIPS), element(0x2001105f, deep, "UN")]);
    expect(privateTags(dataSet)).to.deep.equal(["20010010", "2001105f"]);
  });

  it("reads names in such items in the character set around them", () => {
    const named = inside(
      elementBytes(0x00100010, "PN", "M\xfcller^Jo ", IMPLICIT),
      elementBytes(0x00100020, "LO", "M\xfcller", IMPLICIT),
    );
    const dataSet = after([
      element("SpecificCharacterSet", "ISO_IR 100"),
      element("PatientID", "M\xfcller"),
      privateCreator(0x2001, 0x10, PHILIPS),
      element(0x2001105f, named, "UN"),
    ]);
    expect(textAt(itemAt(dataSet, 0x2001105f), "PatientID")).to.equal(textAt(dataSet, "PatientID"));
  });

  it("comes out of an implicit VR file readable, in explicit VR too", async () => {
    for (const uid of ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"]) {
      const transferSyntax = transferSyntaxOf(uid);
      const elements = [
        privateCreator(0x2001, 0x13, PHILIPS),
        element(0x20011302, "12", "UN"),
        element(0x2001135f, hidden, "UN"),
      ];
      const { plan } = deidentified(objectOf(elements, transferSyntax && { transferSyntax }), SAFE);
      const { dataSet, warnings } = await readDicom(new BufferSource(await planToBuffer(plan)));
      expect(warnings).to.deep.equal([]);
      expect(privateTags(dataSet)).to.deep.equal(["20010010", "20011002", "2001105f"]);
      expect(textAt(dataSet, 0x20011002)).to.equal("12");
    }
  });
});
