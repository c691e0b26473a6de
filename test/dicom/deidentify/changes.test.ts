import { expect } from "chai";
import { element, objectOf, sequence, UNKNOWN_CLASS } from "../../support/dicom/dataSets";
import { deidentified, MODIFIED_DATES, policyWith } from "../../support/dicom/deidentified";

const object = objectOf([
  element("SOPClassUID", UNKNOWN_CLASS),
  element("StudyDate", "20200101"),
  element("StationName", "SENTINEL"),
  element("PatientSex", "F"),
  element("PatientComments", "Sentinel"),
  element("Manufacturer", "ACME"),
  element(0x00191001, "Sentinel", "LO"),
  sequence("ReferencedImageSequence", [
    element("ReferencedSOPInstanceUID", "1.2.826.7"),
    element("PatientComments", "Sentinel"),
  ]),
]);

describe("the list of changes", () => {
  const result = deidentified(object, policyWith([MODIFIED_DATES, "retainPatientCharacteristics"]));

  it("names path, action and rule of everything that was not simply kept", () => {
    const listed = result.changes.map(({ path, action, rule }) => `${path} ${action} ${rule}`);
    expect(listed).to.include.members([
      "00080020 C date shift",
      "00081010 D E.1-1 X/Z/D as D",
      "00100010 Z E.1-1 Z",
      "00100040 K E.1-1 K retainPatientCharacteristics",
      "00104000 X E.1-1 X",
      "00191001 X E.1-1 X",
      "00081140 U E.1-1 X/Z/U* as U",
      "00081140[0].00081155 U E.1-1 U",
      "00081140[0].00104000 X E.1-1 X",
    ]);
    expect(listed.some((line) => line.startsWith("00080070"))).to.equal(false);
  });

  it("counts by keyword, and private attributes together", () => {
    expect(result.counts.X).to.deep.equal({ PatientComments: 2, private: 1 });
    expect(result.counts.C).to.deep.equal({ StudyDate: 1 });
    expect(result.counts.U).to.include({ SOPInstanceUID: 1, ReferencedSOPInstanceUID: 1 });
  });

  it("holds no values", () => {
    const text = JSON.stringify([result.changes, result.counts, result.method]);
    expect(text).not.to.match(/sentinel|1\.2\.826|2\.25|20200101|ID-1/i);
  });
});
