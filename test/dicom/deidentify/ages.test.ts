import { expect } from "chai";
import type { DataElement, DataSet } from "../../../dicom";
import type { AttributeName } from "../../support/dicom/dataSets";
import { element, objectOf, privateCreator, sequence } from "../../support/dicom/dataSets";
import { deidentified, itemAt, MODIFIED_DATES, policyWith, textAt } from "../../support/dicom/deidentified";

const KEPT = policyWith(["retainPatientCharacteristics"]);
const BIRTH_DATE_KEPT = policyWith(
  ["retainPatientCharacteristics", MODIFIED_DATES],
  [{ attribute: "PatientBirthDate", action: "K" }],
);

function after(elements: readonly DataElement[], policy = KEPT): DataSet {
  return deidentified(objectOf(elements), policy).object.dataSet;
}

const ageAfter = (age: string, more: readonly DataElement[] = [], name: AttributeName = "PatientAge") =>
  textAt(after([...more, element(name, age)]), name);

describe("ages", () => {
  for (const [age, left] of [
    ["089Y", "089Y"],
    ["090Y", "090Y"],
    ["091Y", "090Y"],
    ["104Y", "090Y"],
    ["93Y", "090Y"],
    ["45Y", "45Y"],
    ["999M", "999M"],
    ["003D", "003D"],
    ["", ""],
    ["Smith", undefined],
    ["093", undefined],
    ["1010Y", undefined],
  ] as const) {
    it(`of "${age}" ${left === undefined ? "go" : `are "${left}"`} where characteristics stay`, () => {
      expect(ageAfter(age)).to.equal(left);
    });
  }

  it("go where characteristics do not stay", () => {
    expect(after([element("PatientAge", "050Y")], policyWith()).has("PatientAge")).to.equal(false);
  });

  it("over 89 become 090Y in items, in selectors, under site rules and in private attributes", () => {
    const nested = after([sequence("PertinentOtherEvidenceSequence", [element("PatientAge", "095Y")])]);
    expect(textAt(itemAt(nested, "PertinentOtherEvidenceSequence"), "PatientAge")).to.equal("090Y");
    expect(ageAfter("095Y\\020Y", [], "SelectorASValue")).to.equal("090Y\\020Y");
    const ruled = policyWith([], [{ attribute: "PatientAge", action: "K" }]);
    expect(textAt(after([element("PatientAge", "095Y")], ruled), "PatientAge")).to.equal("090Y");
    const declared = [
      sequence("PrivateDataElementCharacteristicsSequence", [
        element("PrivateGroupReference", Uint8Array.of(0x29, 0)),
        element("PrivateCreatorReference", "ACME"),
        element("BlockIdentifyingInformationStatus", "SAFE"),
      ]),
      privateCreator(0x0029, 0x10, "ACME"),
      element(0x00291001, "095Y", "AS"),
    ];
    expect(textAt(after(declared, policyWith(["retainSafePrivate"])), 0x00291001)).to.equal("090Y");
  });

  it("agree with a birth date that tells an age over 89", () => {
    const dates = [element("PatientBirthDate", "19300615"), element("StudyDate", "20200615")];
    expect(ageAfter("089Y", dates)).to.equal("090Y");
    const younger = [element("PatientBirthDate", "19300615"), element("StudyDate", "20200614")];
    expect(ageAfter("089Y", younger)).to.equal("089Y");
  });
});

describe("a birth date that a site rule keeps", () => {
  const birthAfter = (birth: string, more: readonly DataElement[]) =>
    textAt(after([element("PatientBirthDate", birth), ...more], BIRTH_DATE_KEPT), "PatientBirthDate");

  it("stays where the patient was under 90 on every date of the object", () => {
    expect(birthAfter("19300615", [element("StudyDate", "20200614")])).to.equal("19300615");
    expect(birthAfter("", [])).to.equal("");
  });

  it("is emptied where it would tell an age over 89, or the age itself does", () => {
    expect(birthAfter("19300615", [element("StudyDate", "20200615")])).to.equal("");
    const later = [element("StudyDate", "20200614"), element("ContentDate", "20200616")];
    expect(birthAfter("19300615", later)).to.equal("");
    expect(
      birthAfter("19500101", [element("StudyDate", "20200614"), element("PatientAge", "095Y")]),
    ).to.equal("");
  });

  it("is emptied where nothing tells the age, and where it is no date", () => {
    expect(birthAfter("19500101", [])).to.equal("");
    expect(birthAfter("Smith", [element("PatientAge", "050Y")])).to.equal("");
    expect(birthAfter("19500101", [element("PatientAge", "050Y")])).to.equal("19500101");
  });
});
