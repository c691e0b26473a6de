/** What the project that this one replaces promised of a de-identified file, held as a list of its own. */
import { expect } from "chai";
import { firstText, parseDate, type DataSet } from "../../../dicom";
import { dayNumberOf } from "../../../dicom/text/calendar";
import { element, objectOf, privateCreator, sequence } from "../../support/dicom/dataSets";
import {
  deidentified,
  MODIFIED_DATES,
  OTHER_KEY,
  outputText,
  policyWith,
} from "../../support/dicom/deidentified";

const POLICY = policyWith([MODIFIED_DATES]);

const ELEMENTS = [
  element("PatientName", "Lindqvist^Astrid"),
  element("PatientID", "MRN-4711"),
  element("PatientBirthDate", "19280417"),
  element("PatientAge", "095Y"),
  element("PatientAddress", "Ringvagen 12"),
  element("PatientTelephoneNumbers", "555-0199"),
  element("OtherPatientIDs", "ALT-99"),
  element("AccessionNumber", "ACC-31337"),
  element("InstitutionName", "Sodra Sjukhuset"),
  element("InstitutionAddress", "Sjukhusbacken 10"),
  element("InstitutionalDepartmentName", "Rontgen Nord"),
  element("StationName", "STN-CT-7"),
  element("ReferringPhysicianName", "Bergstrom^Nils"),
  element("PerformingPhysicianName", "Akesson^Maj"),
  element("NameOfPhysiciansReadingStudy", "Hallberg^Jan"),
  element("PhysiciansOfRecord", "Nordin^Eva"),
  element("OperatorsName", "Ekman^Per"),
  element("StudyDate", "20240131"),
  element("SeriesDate", "20240201"),
  element("AcquisitionDate", "20240229"),
  element("ContentDate", "20240301"),
  element("StudyTime", "081500"),
  privateCreator(0x0029, 0x10, "SEED PROJECT"),
  element(0x00291001, "Lindqvist private", "LO"),
  sequence("RequestAttributesSequence", [
    element("RequestedProcedureID", "RP-2024-55"),
    privateCreator(0x0031, 0x10, "SEED PROJECT"),
    element(0x00311002, "Astrid nested", "LO"),
  ]),
];

const PLANTED = [
  ..."Lindqvist Astrid MRN-4711 19280417 095Y Ringvagen 555-0199 ALT-99 ACC-31337 STN-CT-7 Sjukhus RP-2024".split(
    " ",
  ),
  ..."Sodra Rontgen Bergstrom Akesson Hallberg Nordin Ekman 20240131 20240201 20240229 20240301 SEED".split(
    " ",
  ),
];

describe("the seed project's list", () => {
  const object = objectOf(ELEMENTS);
  const result = deidentified(object, POLICY);
  const { dataSet } = result.object;

  it("leaves none of the values anywhere in the file", async () => {
    const output = (await outputText(result)).toLowerCase();
    expect(PLANTED.filter((value) => output.includes(value.toLowerCase()))).to.deep.equal([]);
  });

  it("takes out names, and gives the patient one that tells nobody", () => {
    expect(firstText(dataSet, "PatientName")).to.match(/^[2-9B-Z]{16}$/);
    expect(firstText(dataSet, "ReferringPhysicianName") ?? "").to.equal("");
    for (const keyword of [
      "PerformingPhysicianName",
      "NameOfPhysiciansReadingStudy",
      "PhysiciansOfRecord",
    ] as const)
      expect(dataSet.has(keyword), keyword).to.equal(false);
    expect(firstText(dataSet, "OperatorsName") ?? "DUMMY").to.equal("DUMMY");
  });

  it("hashes ids with the key: the same for the patient, another for another patient or key", () => {
    const idOf = (id: string, key?: typeof OTHER_KEY) =>
      firstText(deidentified(objectOf([element("PatientID", id)]), POLICY, key).object.dataSet, "PatientID");
    expect(firstText(dataSet, "PatientID")).to.equal(idOf("MRN-4711"));
    expect(new Set([idOf("MRN-4711"), idOf("MRN-4712"), idOf("MRN-4711", OTHER_KEY)]).size).to.equal(3);
  });

  it("takes out institution, address and department", () => {
    expect(dataSet.has("InstitutionAddress")).to.equal(false);
    expect(dataSet.has("InstitutionalDepartmentName")).to.equal(false);
    expect(firstText(dataSet, "InstitutionName") ?? "DUMMY").to.equal("DUMMY");
  });

  it("shifts dates by the same days and keeps the times of day", () => {
    const dayIn = (from: DataSet, keyword: "StudyDate" | "SeriesDate" | "AcquisitionDate" | "ContentDate") =>
      dayNumberOf(parseDate(firstText(from, keyword)!)!);
    const keywords = ["StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate"] as const;
    const shifts = keywords.map((keyword) => dayIn(dataSet, keyword) - dayIn(object.dataSet, keyword));
    expect(new Set(shifts).size).to.equal(1);
    expect(shifts[0]).to.be.within(-3650, -1);
    expect(firstText(dataSet, "StudyTime")).to.equal("081500");
  });

  it("keeps no age over 89, and no birth date that would tell it", () => {
    expect(firstText(dataSet, "PatientAge") ?? "090Y").to.equal("090Y");
    expect(firstText(dataSet, "PatientBirthDate") ?? "").to.equal("");
  });

  it("removes private attributes at every level", () => {
    const privateTags = (from: DataSet): number[] =>
      from.elements.flatMap(({ tag, value }) => [
        ...((tag >>> 16) % 2 === 1 ? [tag] : []),
        ...(value.kind === "sequence" ? value.items.flatMap(privateTags) : []),
      ]);
    expect(privateTags(object.dataSet)).to.have.length(4);
    expect(privateTags(dataSet)).to.deep.equal([]);
  });
});
