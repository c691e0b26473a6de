import { expect } from "chai";
import type { DataElement } from "../../../../dicom";
import { compileTable } from "../../../../dicom/deidentify/rules/tableRules";
import {
  element,
  objectOf,
  sequence,
  UNKNOWN_CLASS,
  type AttributeName,
} from "../../../support/dicom/dataSets";
import {
  BASIC,
  deidentified,
  itemAt,
  MODIFIED_DATES,
  policyWith,
  textAt,
} from "../../../support/dicom/deidentified";

const CT = "1.2.840.10008.5.1.4.1.1.2";
const ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1";
const PET = "1.2.840.10008.5.1.4.1.1.128";
const PRESENTATION_STATE = "1.2.840.10008.5.1.4.1.1.11.1";
const PALETTE_BLENDING = "1.2.840.10008.5.1.4.1.1.11.4";
const ENHANCED_PET = "1.2.840.10008.5.1.4.1.1.130";
const SIMPLIFIED_ECHO_SR = "1.2.840.10008.5.1.4.1.1.88.72";
const PARAMETRIC_MAP = "1.2.840.10008.5.1.4.1.1.30";
const RT_BEAMS_RECORD = "1.2.840.10008.5.1.4.1.1.481.4";
const RT_PLAN = "1.2.840.10008.5.1.4.1.1.481.5";
const TEXT_SR = "1.2.840.10008.5.1.4.1.1.88.11";

const code = [
  element("CodeValue", "H7"),
  element("CodingSchemeDesignator", "99H"),
  element("CodeMeaning", "Hill"),
];
const image = [
  element("ReferencedSOPClassUID", CT),
  element("ReferencedSOPInstanceUID", "1.2.826.7"),
  element("PatientComments", "Sentinel"),
];

/** How an attribute is found again, and the rule that says so. */
function outcomeOf(
  sopClassUid: string,
  subject: DataElement,
  path: readonly AttributeName[] = [],
  policy = BASIC,
): string {
  const nested = path.reduceRight((inner, name) => sequence(name, [inner]), subject);
  const result = deidentified(objectOf([element("SOPClassUID", sopClassUid), nested]), policy);
  let dataSet: ReturnType<typeof itemAt> = result.object.dataSet;
  for (const name of path) dataSet = itemAt(dataSet, name);
  if (!dataSet) return "no item";
  const change = result.changes.find(
    ({ tag, path: place }) =>
      parseInt(tag, 16) === subject.tag && place.split(".").length === path.length + 1,
  );
  const found = textAt(dataSet, subject.tag);
  return `${found === undefined ? "absent" : JSON.stringify(found)}, ${change?.rule ?? "kept"}`;
}

describe("conditional actions", () => {
  const date = element("ContentDate", "20200202");

  it("Z/D: a dummy of type 1, and no value of type 2", () => {
    expect(outcomeOf(TEXT_SR, date)).to.equal('"19000101", E.1-1 Z/D as D: type 1');
    expect(outcomeOf(CT, date)).to.equal('"", E.1-1 Z/D as Z: type 2C');
    expect(outcomeOf(PRESENTATION_STATE, element("ContentCreatorName", "Smith"))).to.equal(
      '"", E.1-1 Z/D as Z: type 2',
    );
    expect(outcomeOf(UNKNOWN_CLASS, date)).to.equal('"19000101", E.1-1 Z/D as D');
  });

  it("X: gone, but for a dummy of type 1 and no value of type 2, which the IOD asks for", () => {
    const created = element("PresentationCreationDate", "20200202");
    expect(outcomeOf(PRESENTATION_STATE, created)).to.equal('"19000101", E.1-1 X as D: type 1');
    expect(outcomeOf(CT, created)).to.equal("absent, E.1-1 X");
    expect(outcomeOf(UNKNOWN_CLASS, created)).to.equal("absent, E.1-1 X");
    expect(outcomeOf(PRESENTATION_STATE, created, ["PertinentOtherEvidenceSequence"])).to.equal(
      "absent, E.1-1 X",
    );
    const moved = outcomeOf(
      PRESENTATION_STATE,
      element("PresentationCreationDate", "May"),
      [],
      policyWith([MODIFIED_DATES]),
    );
    expect(moved).to.equal('"19000101", E.1-1 X as D: type 1');
    const started = element("RadiopharmaceuticalStartDateTime", "20200202101112");
    const isotope = ["RadiopharmaceuticalInformationSequence"] as const;
    expect(outcomeOf(ENHANCED_PET, started, isotope)).to.match(/^"1900.*E.1-1 X as D: type 1$/);
    expect(outcomeOf(PET, started, isotope)).to.equal("absent, E.1-1 X");
    const requested = element("RequestedProcedureID", "Sentinel");
    expect(outcomeOf(TEXT_SR, requested, ["ReferencedRequestSequence"])).to.equal('"", E.1-1 X as Z: type 2');
  });

  it("X: no value of type 2C, which is valid whether the condition holds or not", () => {
    expect(outcomeOf(CT, element("ResponsiblePerson", "Sentinel"))).to.equal('"", E.1-1 X as Z: type 2C');
  });

  it("X: an offset from UTC that is required is one", () => {
    const offset = element("TimezoneOffsetFromUTC", "+0345");
    expect(outcomeOf(SIMPLIFIED_ECHO_SR, offset)).to.equal('"+0000", E.1-1 X as D: type 1');
  });

  it("X/Z: no value of type 2, and gone of type 3", () => {
    const acquired = element("AcquisitionDate", "20200202");
    expect(outcomeOf(PET, acquired)).to.equal('"", E.1-1 X/Z as Z: type 2');
    expect(outcomeOf(CT, acquired)).to.equal("absent, E.1-1 X/Z as X: type 3");
    expect(outcomeOf(UNKNOWN_CLASS, acquired)).to.equal('"", E.1-1 X/Z as Z');
  });

  it("X/D: a dummy of type 1 and, there being no Z, of type 2; gone of type 3", () => {
    const series = element("SeriesDate", "20200202");
    expect(outcomeOf(PET, series)).to.equal('"19000101", E.1-1 X/D as D: type 1');
    expect(outcomeOf(RT_PLAN, element("RTPlanDate", "20200202"))).to.equal(
      '"19000101", E.1-1 X/D as D: type 2',
    );
    expect(outcomeOf(CT, series)).to.equal("absent, E.1-1 X/D as X: type 3");
    expect(outcomeOf(UNKNOWN_CLASS, series)).to.equal('"19000101", E.1-1 X/D as D');
  });

  it("X/Z/D: a dummy of type 1, no value of type 2, and gone of type 3", () => {
    const station = element("DeviceSerialNumber", "SN-7");
    const operators = element("OperatorsName", "Smith");
    expect(outcomeOf(ENHANCED_CT, station)).to.equal('"DUMMY", E.1-1 X/Z/D as D: type 1');
    expect(outcomeOf(RT_PLAN, operators)).to.equal('"", E.1-1 X/Z/D as Z: type 2');
    expect(outcomeOf(CT, operators)).to.equal("absent, E.1-1 X/Z/D as X: type 3");
    expect(outcomeOf(UNKNOWN_CLASS, operators)).to.equal('"DUMMY", E.1-1 X/Z/D as D');
  });

  it("X/Z/U*: new UIDs of types 1 and 2, and gone of type 3", () => {
    const images = sequence("ReferencedImageSequence", image);
    expect(outcomeOf(PALETTE_BLENDING, images, ["BlendingSequence", "ReferencedSeriesSequence"])).to.equal(
      '"[1]", E.1-1 X/Z/U* as U: type 1',
    );
    expect(outcomeOf(ENHANCED_CT, images, ["PerFrameFunctionalGroupsSequence"])).to.equal(
      '"[1]", E.1-1 X/Z/U* as U: type 2',
    );
    expect(outcomeOf(CT, images)).to.equal("absent, E.1-1 X/Z/U* as X: type 3");
    expect(outcomeOf(UNKNOWN_CLASS, images)).to.equal('"[1]", E.1-1 X/Z/U* as U');
  });

  it("X/Z/U*: new UIDs of type 3, too, where the data set lists the instances that it refers to", () => {
    const images = sequence("SourceImageSequence", image);
    const series = sequence("ReferencedSeriesSequence", [sequence("ReferencedInstanceSequence", image)]);
    const { dataSet } = deidentified(
      objectOf([element("SOPClassUID", PARAMETRIC_MAP), images, series]),
    ).object;
    const referred = textAt(itemAt(dataSet, "SourceImageSequence"), "ReferencedSOPInstanceUID");
    const listed = itemAt(itemAt(dataSet, "ReferencedSeriesSequence"), "ReferencedInstanceSequence");
    expect(referred).to.match(/^2\.25\./);
    expect(textAt(listed, "ReferencedSOPInstanceUID")).to.equal(referred);
    expect(outcomeOf(PARAMETRIC_MAP, images)).to.equal("absent, E.1-1 X/Z/U* as X: type 3");
  });

  it("X/Z/U*: edit the items of a sequence that stays", () => {
    const images = sequence("ReferencedImageSequence", image);
    const series = sequence("ReferencedSeriesSequence", [images]);
    const { dataSet } = deidentified(objectOf([element("SOPClassUID", PRESENTATION_STATE), series])).object;
    const item = itemAt(itemAt(dataSet, "ReferencedSeriesSequence"), "ReferencedImageSequence");
    expect(textAt(item, "ReferencedSOPClassUID")).to.equal(CT);
    expect(textAt(item, "ReferencedSOPInstanceUID")).to.match(/^2\.25\./);
    expect(item?.has("PatientComments")).to.equal(false);
  });

  it("X/Z: of type 1 would be a dummy, which Z may be; no IOD of the tables asks for it", () => {
    const decision = compileTable(new Set()).rows.get(0x00080022)?.byType?.["1"];
    expect(decision).to.include({ operation: "dummy", action: "Z", rule: "E.1-1 X/Z as Z: type 1" });
  });

  it("are decided by the place of the attribute, not by its name", () => {
    const name = element("InstitutionName", "Hill Hospital");
    expect(outcomeOf(CT, name)).to.equal("absent, E.1-1 X/Z/D as X: type 3");
    expect(outcomeOf(CT, name, ["ContributingEquipmentSequence"])).to.equal(
      "absent, E.1-1 X/Z/D as X: type 3",
    );
    expect(outcomeOf(RT_BEAMS_RECORD, name, ["TreatmentMachineSequence"])).to.equal(
      '"", E.1-1 X/Z/D as Z: type 2',
    );
    expect(outcomeOf(CT, name, ["PertinentOtherEvidenceSequence"])).to.equal('"DUMMY", E.1-1 X/Z/D as D');
  });

  it("go on as where nothing is known inside sequences that are dummied", () => {
    const institution = sequence("InstitutionCodeSequence", code);
    const object = objectOf([
      element("SOPClassUID", "1.2.840.10008.5.1.4.1.1.13.1.3"), // Breast Tomosynthesis, operators 1C
      sequence("ContributingSourcesSequence", [
        sequence("OperatorIdentificationSequence", [institution, element("InstitutionName", "Hill")]),
      ]),
    ]);
    const result = deidentified(object);
    const source = itemAt(result.object.dataSet, "ContributingSourcesSequence");
    const operator = itemAt(source, "OperatorIdentificationSequence");
    expect(textAt(operator, "InstitutionName")).to.equal("DUMMY");
    expect(textAt(itemAt(operator, "InstitutionCodeSequence"), "CodeMeaning")).to.equal("DUMMY");
    expect(result.changes.map(({ rule }) => rule)).to.include.members([
      "E.1-1 X/D as D: type 1C",
      "E.1-1 D: inside a dummied sequence",
    ]);
  });

  it("take an attribute of type 3 away where it is empty", () => {
    expect(outcomeOf(CT, element("StationName", ""))).to.equal("absent, E.1-1 X/Z/D as X: type 3");
  });

  it("are what is left to dates that cannot be moved", () => {
    const moved = policyWith([MODIFIED_DATES]);
    expect(outcomeOf(CT, element("SeriesDate", "20200202"), [], moved)).to.match(
      /^"20[01]\d{5}", date shift$/,
    );
    expect(outcomeOf(CT, element("SeriesDate", "Smith"), [], moved)).to.equal(
      "absent, E.1-1 X/D as X: type 3",
    );
    expect(outcomeOf(PET, element("SeriesDate", "Smith"), [], moved)).to.equal(
      '"19000101", E.1-1 X/D as D: type 1',
    );
  });

  it("stand back behind options and a site's rules", () => {
    const station = element("StationName", "CT-7");
    expect(outcomeOf(CT, station, [], policyWith(["retainDeviceIdentity"]))).to.equal(
      '"CT-7", E.1-1 K retainDeviceIdentity',
    );
    expect(outcomeOf(CT, station, [], policyWith([], [{ attribute: "StationName", action: "D" }]))).to.equal(
      '"DUMMY", site rule D',
    );
    expect(
      outcomeOf(
        CT,
        sequence("SourceImageSequence", image),
        [],
        policyWith([], [{ attribute: "SourceImageSequence", action: "K" }]),
      ),
    ).to.equal('"[1]", site rule K');
  });
});
