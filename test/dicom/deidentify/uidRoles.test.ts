import { expect } from "chai";
import { attributeOf, keywordOf, type Vr } from "../../../dicom";
import { ATTRIBUTE_ROWS } from "../../../dicom/dictionary/attributes.generated";
import { UID_ROWS } from "../../../dicom/dictionary/uids.generated";
import { element, objectOf, sequence } from "../../support/dicom/dataSets";
import { BASIC, deidentified, itemAt, policyWith, textAt } from "../../support/dicom/deidentified";

const UID = "1.2.826.0.1.3680043.99.77";

/** UIDs of PS3.6 that say what something is: classes, syntaxes, schemes, context groups and templates. */
const DEFINITIONS = [
  "AvailableTransferSyntaxUID",
  "CodingSchemeUID",
  "ContextUID",
  "EncryptedContentTransferSyntaxUID",
  "FlowTransferSyntaxUID",
  "MACCalculationTransferSyntaxUID",
  "MappingResourceUID",
  "OriginalSpecializedSOPClassUID",
  "PertinentSOPClassesInSeries",
  "PertinentSOPClassesInStudy",
  "ReferencedSOPClassUID",
  "RelatedGeneralSOPClassUID",
  "SOPClassUID",
  "SOPClassesInStudy",
  "SOPClassesSupported",
  "SegmentationTemplateUID",
  "StoredInstanceTransferSyntaxUID",
];

const uidTags = ATTRIBUTE_ROWS.trim()
  .split("\n")
  .filter((row) => row.split(";")[2] === "UI" && !/^000[0-7]/.test(row))
  .map((row) => parseInt(row.slice(0, 8), 16));

/** What becomes of a UID in an attribute of an item. */
function inItem(tag: number, uid: string, vr: Vr = "UI", policy = BASIC): string | undefined {
  const object = objectOf([sequence("PertinentOtherEvidenceSequence", [element(tag, uid, vr)])]);
  return textAt(itemAt(deidentified(object, policy).object.dataSet, "PertinentOtherEvidenceSequence"), tag);
}

describe("UIDs of all attributes of PS3.6", () => {
  for (const vr of ["UI", "UN"] as const) {
    it(`with VR ${vr}: stay where they name a definition, are mapped where they name anything else`, () => {
      const outcomes = uidTags.map((tag) => [keywordOf(tag) ?? "", inItem(tag, UID, vr)] as const);
      expect(outcomes).to.have.length.greaterThan(80);
      const kept = outcomes.filter(([, after]) => after === UID).map(([keyword]) => keyword);
      expect(kept.sort()).to.deep.equal([...DEFINITIONS].sort());
      const mapped = new Set(outcomes.filter(([, after]) => after !== UID).map(([, after]) => after));
      expect([...mapped], "the same UID everywhere").to.have.length(1);
      expect([...mapped][0]).to.match(/^2\.25\.\d+$/);
    });
  }

  it("are never removed for being without a VR, also where an option keeps them", () => {
    const retain = policyWith(["retainUids"]);
    for (const tag of uidTags.filter((one) => keywordOf(one) !== "AnnotationGroupUID"))
      expect(inItem(tag, UID, "UN", retain), keywordOf(tag)).to.equal(inItem(tag, UID, "UI", retain));
  });

  it("hold no other text, with or without a VR", () => {
    for (const tag of uidTags) {
      for (const vr of ["UI", "UN"] as const) expect(inItem(tag, "Smith^John", vr)).to.match(/^2\.25\.\d+$/);
    }
  });
});

describe("registered UIDs", () => {
  const registered = UID_ROWS.trim()
    .split("\n")
    .map((row) => row.slice(0, row.indexOf(";")));

  it("stay in every role", () => {
    expect(attributeOf(0x00200052)?.keyword).to.equal("FrameOfReferenceUID");
    for (const uid of registered) {
      expect(inItem(0x00200052, uid)).to.equal(uid);
      expect(inItem(0x0040a124, uid, "UN")).to.equal(uid); // UID, the value of a content item
    }
  });

  it("stay where they name context groups, which have a table of their own", () => {
    expect(inItem(0x0040a124, "1.2.840.10008.6.1.1")).to.equal("1.2.840.10008.6.1.1");
    expect(inItem(0x0040a124, "1.2.840.10008.6.1.1497")).to.equal("1.2.840.10008.6.1.1497");
    for (const other of ["1.2.840.10008.6.1.19770707", "1.2.840.10008.6.1.1.7", "1.2.840.10008.6.1.01"])
      expect(inItem(0x0040a124, other)).to.match(/^2\.25\./);
  });
});
