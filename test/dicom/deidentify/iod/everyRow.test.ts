import { expect } from "chai";
import { keywordOf } from "../../../../dicom";
import {
  confidentialityRows,
  type ConfidentialityRow,
} from "../../../../dicom/deidentify/rules/confidentiality";
import { element, objectOf, sequence, vrOfName } from "../../../support/dicom/dataSets";
import { BASIC, deidentified, letThrough } from "../../../support/dicom/deidentified";

const CT = "1.2.840.10008.5.1.4.1.1.2";
const ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.1";
const TEXT_SR = "1.2.840.10008.5.1.4.1.1.88.11";

/**
 * Read off PS3.3, A.3 (CT Image), A.36.2 (Enhanced MR Image) and A.35.1 (Basic Text SR): the letter that Table E.1-1a
 * gives for the type that the attribute has at the top level of each, and the type; `?` where it is not in the IOD.
 */
const EXPECTED: Readonly<Record<string, readonly [ct: string, mr: string, sr: string]>> = {
  AcquisitionContextSequence: ["?", "Z 2", "?"],
  AcquisitionDate: ["X 3", "?", "?"],
  AcquisitionDateTime: ["X 3", "D 1C", "?"],
  AcquisitionDeviceProcessingDescription: ["?", "?", "?"],
  AcquisitionTime: ["X 3", "?", "?"],
  BarcodeValue: ["?", "?", "?"],
  ContentCreatorName: ["?", "?", "?"],
  ContentDate: ["Z 2C", "D 1", "D 1"],
  ContentTime: ["Z 2C", "D 1", "D 1"],
  ContrastBolusAgent: ["Z 2", "?", "?"],
  DateOfLastDetectorCalibration: ["?", "?", "?"],
  DetectorID: ["?", "?", "?"],
  DeviceSerialNumber: ["X 3", "D 1", "X 3"],
  EndAcquisitionDateTime: ["?", "?", "?"],
  FirstTreatmentDate: ["?", "?", "?"],
  InstanceCreationDate: ["X 3", "X 3", "X 3"],
  InstanceCreationTime: ["X 3", "X 3", "X 3"],
  InstitutionCodeSequence: ["?", "?", "?"],
  InstitutionName: ["X 3", "X 3", "X 3"],
  InstructionPerformedDateTime: ["?", "?", "?"],
  IntendedPhaseEndDate: ["?", "?", "?"],
  IntendedPhaseStartDate: ["?", "?", "?"],
  LabelText: ["?", "?", "?"],
  MostRecentTreatmentDate: ["?", "?", "?"],
  ObservationDateTime: ["?", "?", "D 1C"],
  OperatorIdentificationSequence: ["X 3", "X 3", "?"],
  OperatorsName: ["X 3", "X 3", "?"],
  PatientID: ["D", "D", "D"], // the pseudonym, whatever the type
  PatientSexNeutered: ["Z 2C", "Z 2C", "Z 2C"],
  ProtocolName: ["X 3", "X 3", "X 3"],
  RTPlanDate: ["?", "?", "?"],
  RTPlanTime: ["?", "?", "?"],
  RTTreatmentApproachLabel: ["?", "?", "?"],
  ReferencedImageSequence: ["X 3", "?", "?"],
  ReferencedPerformedProcedureStepSequence: ["X 3", "D 1C", "Z 2"],
  ReferencedStudySequence: ["X 3", "X 3", "X 3"],
  RequestedProcedureDescription: ["?", "?", "?"],
  ReviewerName: ["?", "?", "?"],
  SeriesDate: ["X 3", "X 3", "X 3"],
  SeriesTime: ["X 3", "X 3", "X 3"],
  SourceImageSequence: ["X 3", "?", "?"],
  SourceSerialNumber: ["?", "?", "?"],
  StartAcquisitionDateTime: ["?", "?", "?"],
  StationName: ["X 3", "X 3", "X 3"],
  TimeOfLastDetectorCalibration: ["?", "?", "?"],
  TreatmentDate: ["?", "?", "?"],
  TreatmentMachineName: ["?", "?", "?"],
  TreatmentSite: ["?", "?", "?"],
  TreatmentTime: ["?", "?", "?"],
  WaveformAnnotationSequence: ["?", "?", "?"],
};

/** Where nothing is known: what is valid of every type. */
const UNKNOWN: Readonly<Record<string, string>> = {
  "Z/D": "D",
  "X/Z": "Z",
  "X/D": "D",
  "X/Z/D": "D",
  "X/Z/U*": "U",
};

/** Of type 2C in the Patient module, which every IOD here has. */
const EMPTIED: readonly number[] = [0x00102297, 0x00102299]; // ResponsiblePerson, ResponsibleOrganization

const VALUES: Readonly<Record<string, string>> = {
  DA: "20200202",
  DT: "20200202",
  TM: "0707",
  AS: "077Y",
  UI: "1.2.7",
};

/** What the list of changes says of an attribute of the data set. */
function ruleIn(sopClassUid: string, tag: number): string | undefined {
  const vr = vrOfName(tag);
  const subject =
    vr === "SQ" ? sequence(tag, [element("Modality", "CT")]) : element(tag, VALUES[vr] ?? "77770707");
  const { changes } = deidentified(
    objectOf([element("SOPClassUID", sopClassUid), subject]),
    letThrough(BASIC),
  );
  return changes.find(({ path, tag: changed }) => path === changed && parseInt(changed, 16) === tag)?.rule;
}

const isPublic = ({ tag }: ConfidentialityRow) => /^(?!000[0-7])[0-9A-F]{8}$/.test(tag);
const isConditional = ({ basic }: ConfidentialityRow) => basic.includes("/");

for (const [index, [name, sopClassUid]] of [
  ["CT Image", CT],
  ["Enhanced MR Image", ENHANCED_MR],
  ["Basic Text SR", TEXT_SR],
].entries()) {
  describe(`every row of Table E.1-1 in a ${name ?? ""}`, () => {
    it("has the action of its type there", () => {
      const found: Record<string, string> = {};
      const expected: Record<string, string> = {};
      for (const row of confidentialityRows().filter(isConditional)) {
        const tag = parseInt(row.tag, 16);
        const keyword = keywordOf(tag) ?? "";
        const [letter, type] = (EXPECTED[keyword]?.[index] ?? "not expected").split(" ");
        const decided = `E.1-1 ${row.basic} as ${letter === "?" ? (UNKNOWN[row.basic] ?? "") : (letter ?? "")}`;
        expected[keyword] = type === undefined ? decided : `${decided}: type ${type}`;
        found[keyword] = ruleIn(sopClassUid ?? "", tag) ?? "no change";
      }
      expect(found).to.deep.equal(expected);
    });

    it("has no other action where the type decides nothing", () => {
      const rows = confidentialityRows().filter((row) => isPublic(row) && !isConditional(row));
      const wrong = rows.filter((row) => {
        const tag = parseInt(row.tag, 16);
        const expected = EMPTIED.includes(tag) ? "E.1-1 X as Z: type 2C" : `E.1-1 ${row.basic}`;
        return ruleIn(sopClassUid ?? "", tag) !== expected;
      });
      expect(rows).to.have.length.greaterThan(580);
      expect(wrong.map(({ name: attribute }) => attribute)).to.deep.equal([]);
    });
  });
}

describe("the expectation for conditional rows", () => {
  it("names all of them", () => {
    const conditional = confidentialityRows().filter(isConditional);
    expect(Object.keys(EXPECTED).sort()).to.deep.equal(
      conditional.map(({ tag }) => keywordOf(parseInt(tag, 16))).sort(),
    );
  });
});
