import { expect } from "chai";
import { BufferSource, DataElement, DataSet, type DicomObject } from "../../../../dicom";
import { collectOwnIdentifiers, type Decide } from "../../../../dicom/deidentify/clean/ownIdentifiers";
import { compilePolicy } from "../../../../dicom/deidentify/policy/compilePolicy";
import type { Policy } from "../../../../dicom/deidentify/policy/policy";
import { decideAction } from "../../../../dicom/deidentify/rules/decideAction";
import { bareObjectOf, element, sequence } from "../../../support/dicom/dataSets";
import { BASIC, MODIFIED_DATES, policyWith } from "../../../support/dicom/deidentified";

function decideBy(policy: Policy): Decide {
  const compiled = compilePolicy(policy);
  return ({ tag, vr, value }, dataSet) =>
    decideAction(tag, value.kind === "sequence" ? "SQ" : vr, { policy: compiled, dataSet });
}

/** `kind text` of each. */
function collected({ dataSet }: DicomObject, policy = BASIC): string[] {
  return collectOwnIdentifiers(dataSet, decideBy(policy)).map(({ kind, text }) => `${kind} ${text}`);
}

describe("own identifiers", () => {
  it("are the values that do not stay, each as what it is", () => {
    const object = bareObjectOf([
      element("SOPInstanceUID", "1.2.3.4"),
      element("StudyDate", "20240229"),
      element("StudyTime", "101500"),
      element("AccessionNumber", "A-77"),
      element("Modality", "CT"),
      element("InstitutionName", "St. Elsewhere"),
      element("StationAETitle", "CT_ROOM_3"),
      element("PatientName", "Doe^Jane"),
      element("PatientID", "00123"),
      element("IssuerOfPatientID", "Elsewhere"),
      element("PatientSex", "F"),
      element("PatientAge", "045Y"),
      element("PatientWeight", "70"),
    ]);
    expect(collected(object)).to.have.members([
      "uid 1.2.3.4",
      "date 20240229",
      "time 101500",
      "id A-77",
      "id CT_ROOM_3",
      "text St. Elsewhere",
      "name Doe^Jane",
      "id 00123",
      "text Elsewhere",
    ]);
  });

  it("are every value of an attribute, decoded by the character set of its own item", () => {
    const inItem = [
      element("SpecificCharacterSet", "ISO_IR 192"),
      element("PatientName", Buffer.from("Müller^Änne")),
    ];
    const object = bareObjectOf([
      element("SpecificCharacterSet", "ISO_IR 100"),
      element("OtherPatientIDs", "A1 \\B2\\\\"),
      element("PatientName", Buffer.from("Größe^Jörg", "latin1")),
      sequence("OtherPatientIDsSequence", inItem),
    ]);
    expect(collected(object)).to.have.members(["id A1", "id B2", "name Größe^Jörg", "name Müller^Änne"]);
  });

  it("are found in items of sequences that stay and of sequences that go", () => {
    const object = bareObjectOf([
      sequence("PertinentOtherEvidenceSequence", [element("PatientID", "P1")]),
      sequence("OriginalAttributesSequence", [
        sequence("ModifiedAttributesSequence", [element("PatientName", "Earlier^Name")]),
      ]),
    ]);
    expect(collected(object)).to.have.members(["id P1", "name Earlier^Name"]);
  });

  it("are codes too, where their sequence says who or where", () => {
    const code = [
      element("CodeValue", "99-1"),
      element("CodingSchemeDesignator", "99LOCAL"),
      element("CodeMeaning", "St. Elsewhere"),
    ];
    const object = bareObjectOf([
      sequence("InstitutionCodeSequence", code),
      sequence(
        "ProcedureCodeSequence",
        code.map(({ tag }) => element(tag, "stays")),
      ),
      sequence(
        "AdmittingDiagnosesCodeSequence",
        code.map(({ tag }) => element(tag, "says nothing of who")),
      ),
    ]);
    expect(collected(object)).to.have.members(["text 99-1", "text St. Elsewhere"]);
    expect(collected(object, policyWith(["retainInstitutionIdentity"]))).to.deep.equal([]);
  });

  it("are no values that an option keeps, no registered UIDs, nothing long, empty or private", () => {
    const source = new BufferSource(Buffer.from("long text that nobody reads"));
    const long = new DataElement(0x00104000, "LT", {
      kind: "range",
      source,
      offset: 0,
      lengthBytes: 26,
      bigEndian: false,
    });
    const object = bareObjectOf([
      element("ReferencedSOPClassUID", "1.2.840.10008.5.1.4.1.1.2"),
      element("InstitutionName", "St. Elsewhere"),
      element("FrameOfReferenceUID", "1.2.840.10008.1.4.1.1"),
      element("PatientName", " "),
      element(0x00091001, "private text", "LO"),
      long,
    ]);
    expect(collected(object, policyWith(["retainInstitutionIdentity"]))).to.deep.equal([]);
  });

  it("say what becomes of them", () => {
    const dataSet = new DataSet([element("StudyDate", "20240229"), element("PatientBirthDate", "20240229")]);
    const found = collectOwnIdentifiers(dataSet, decideBy(policyWith([MODIFIED_DATES])));
    expect(found.map(({ operation }) => operation)).to.deep.equal(["shiftDates", "empty"]);
  });
});
