import { expect } from "chai";
import { BufferSource, DataElement, readDicom } from "../../../dicom";
import {
  element as bytesOfElement,
  file,
  IMPLICIT,
  item,
  sequenceDelimiter,
  UNDEFINED,
} from "../../support/dicom/bytes";
import {
  element,
  objectOf,
  privateCreator,
  SECONDARY_CAPTURE,
  sequence,
  UNKNOWN_CLASS,
} from "../../support/dicom/dataSets";
import { deidentified, itemAt, outputText, policyWith, textAt } from "../../support/dicom/deidentified";

const SENTINEL = "Sentinel of free text";

describe("sequences", () => {
  it("that stay are edited at every level", async () => {
    const inner = [
      element("PatientComments", SENTINEL),
      privateCreator(0x0029, 0x10, "ACME"),
      element(0x00291001, SENTINEL, "LO"),
      element("Modality", "CT"),
    ];
    const object = objectOf([
      sequence("PertinentOtherEvidenceSequence", [sequence("ReferencedSeriesSequence", inner)]),
    ]);
    const result = deidentified(object);
    const item = itemAt(
      itemAt(result.object.dataSet, "PertinentOtherEvidenceSequence"),
      "ReferencedSeriesSequence",
    );
    expect(item?.elements.map(({ tag }) => tag)).to.deep.equal([0x00080060]);
    expect(await outputText(result)).not.to.include(SENTINEL);
  });

  it("that an option keeps are edited all the same", () => {
    const address = [element("PatientComments", SENTINEL), element("CodeMeaning", "Radiology")];
    const object = objectOf([sequence("InstitutionCodeSequence", address)]);
    const item = itemAt(
      deidentified(object, policyWith(["retainInstitutionIdentity"])).object.dataSet,
      "InstitutionCodeSequence",
    );
    expect(item?.elements.map(({ tag }) => tag)).to.deep.equal([0x00080104]);
  });

  it("keep whether their lengths are defined", () => {
    const object = objectOf([]);
    const open = DataElement.ofItems(0x0040a385, [], true);
    const value = deidentified({ ...object, dataSet: object.dataSet.with(open) }).object.dataSet.get(
      0x0040a385,
    )?.value;
    expect(value).to.include({ kind: "sequence", undefinedLength: true });
  });

  it("of VR UN are edited as sequences, of defined and of undefined length", async () => {
    const content = [
      bytesOfElement(0x00100010, "PN", "Sentinel^Name ", IMPLICIT),
      bytesOfElement(0x00080060, "CS", "CT", IMPLICIT),
    ];
    for (const length of [item(content).length, UNDEFINED]) {
      const end = length === UNDEFINED ? [sequenceDelimiter()] : [];
      const source = file("1.2.840.10008.1.2.1", [
        bytesOfElement(0x00080016, "UI", `${SECONDARY_CAPTURE}\0`),
        bytesOfElement(0x00080018, "UI", "1.2.826.1\0"),
        bytesOfElement(0x0040a385, "UN", Buffer.concat([item(content), ...end]), undefined, length),
      ]);
      const result = deidentified(await readDicom(new BufferSource(source)));
      const edited = itemAt(result.object.dataSet, "PertinentOtherEvidenceSequence");
      expect(textAt(edited, "Modality")).to.equal("CT");
      expect(textAt(edited, "PatientName")).to.equal("");
      expect(await outputText(result)).not.to.include("Sentinel");
    }
  });
});

describe("dummied sequences", () => {
  const content = sequence("ContentSequence", [
    element("RelationshipType", "CONTAINS"),
    element("ValueType", "TEXT"),
    element("PatientComments", SENTINEL),
    element("TextValue", SENTINEL),
    sequence("ConceptNameCodeSequence", [element("CodeMeaning", SENTINEL), element("CodeValue", "SENTINEL")]),
    sequence("ReferencedSOPSequence", [
      element("ReferencedSOPClassUID", SECONDARY_CAPTURE),
      element("ReferencedSOPInstanceUID", "1.2.826.77"),
      element("ReferencedFrameNumber", "7"),
    ]),
    element("GraphicData", new Uint8Array(16).fill(0x77)),
  ]);

  it("keep UIDs with the option for them, as what they refer to does, and enumerated terms", () => {
    const marked = sequence("ContentSequence", [
      element("TemporalRangeType", "SEGMENT"),
      element("PixelOriginInterpretation", SENTINEL),
      sequence("ReferencedSOPSequence", [
        element("ReferencedSOPClassUID", "1.2.826.78"),
        element("ReferencedSOPInstanceUID", "1.2.826.77"),
      ]),
    ]);
    const { dataSet } = deidentified(objectOf([marked]), policyWith(["retainUids"])).object;
    const item = itemAt(dataSet, "ContentSequence");
    const reference = itemAt(item, "ReferencedSOPSequence");
    expect(textAt(item, "TemporalRangeType")).to.equal("SEGMENT");
    expect(textAt(item, "PixelOriginInterpretation")).to.equal("DUMMY");
    expect(textAt(reference, "ReferencedSOPInstanceUID")).to.equal("1.2.826.77");
    expect(textAt(reference, "ReferencedSOPClassUID")).to.match(/^2\.25\./); // of no class that PS3.6 knows
  });

  it("keep their items, with dummies for all that would have stayed", async () => {
    const result = deidentified(objectOf([content]));
    const item = itemAt(result.object.dataSet, "ContentSequence");
    expect(textAt(itemAt(item, "ConceptNameCodeSequence"), "CodeMeaning")).to.equal("DUMMY");
    expect(textAt(item, "GraphicData")).to.equal("");
    expect(item?.get(0x00700022)?.value).to.include({ lengthBytes: 16 });
    expect(textAt(itemAt(item, "ReferencedSOPSequence"), "ReferencedFrameNumber")).to.equal("1");
    expect(item?.has(0x00104000)).to.equal(false);
    const output = await outputText(result);
    expect(output).not.to.include(SENTINEL);
    expect(output).not.to.include("SENTINEL");
    expect(output).not.to.include("wwww");
  });

  it("stay readable: enumerated terms of their structure and references stay", () => {
    const item = itemAt(deidentified(objectOf([content])).object.dataSet, "ContentSequence");
    expect(textAt(item, "RelationshipType")).to.equal("CONTAINS");
    expect(textAt(item, "ValueType")).to.equal("TEXT");
    const reference = itemAt(item, "ReferencedSOPSequence");
    expect(textAt(reference, "ReferencedSOPClassUID")).to.equal(SECONDARY_CAPTURE);
    expect(textAt(reference, "ReferencedSOPInstanceUID")).to.match(/^2\.25\./);
  });

  it("do not let other text through as a term", () => {
    const object = objectOf([sequence("ContentSequence", [element("ValueType", "SMITH")])]);
    expect(textAt(itemAt(deidentified(object).object.dataSet, "ContentSequence"), "ValueType")).to.equal(
      "DUMMY",
    );
  });

  it("honour a site rule inside", () => {
    const policy = policyWith([], [{ attribute: "CodeMeaning", action: "K" }]);
    const item = itemAt(deidentified(objectOf([content]), policy).object.dataSet, "ContentSequence");
    expect(textAt(itemAt(item, "ConceptNameCodeSequence"), "CodeMeaning")).to.equal(SENTINEL);
    expect(textAt(itemAt(item, "ConceptNameCodeSequence"), "CodeValue")).to.equal("DUMMY");
  });
});

describe("dummies", () => {
  it("are not the original, even where the original is the dummy", () => {
    const { dataSet } = deidentified(
      objectOf([
        element("SOPClassUID", UNKNOWN_CLASS),
        element("StationName", "DUMMY"),
        element("SeriesDate", "19000101"),
        element("SeriesTime", "000000"),
      ]),
    ).object;
    expect(textAt(dataSet, "StationName")).to.equal("REMOVED");
    expect(textAt(dataSet, "SeriesDate")).to.equal("19000102");
    expect(textAt(dataSet, "SeriesTime")).to.equal("000001");
  });

  it("take the place of an empty value that has to be there, and of no other", () => {
    const { dataSet } = deidentified(
      objectOf([element("ContainerIdentifier", ""), element("ContentDate", "")]),
    ).object;
    expect(textAt(dataSet, "ContainerIdentifier")).to.equal("DUMMY"); // D
    expect(textAt(dataSet, "ContentDate")).to.equal(""); // Z/D
  });

  it("are of the attribute's own VR where the value came as UN", () => {
    const { dataSet } = deidentified(
      objectOf([element("SOPClassUID", UNKNOWN_CLASS), element("StationName", SENTINEL, "UN")]),
    ).object;
    expect(dataSet.get(0x00081010)?.vr).to.equal("SH");
  });
});
