import { expect } from "chai";
import {
  createPseudonymTable,
  deidentify,
  DicomUnsupportedError,
  DicomUsageError,
  type DataElement,
  type MissingPseudonym,
  type PseudonymRow,
} from "../../../dicom";
import { element, objectOf, sequence } from "../../support/dicom/dataSets";
import { BASIC, deidentified, itemAt, KEY, policyWith, textAt } from "../../support/dicom/deidentified";

const row = (patientId: string, pseudonymId: string, more: Partial<PseudonymRow> = {}): PseudonymRow => ({
  patientId,
  issuer: "",
  pseudonymId,
  pseudonymName: "",
  ...more,
});

const ROWS = [
  row("ID-1", "TRIAL-001", { pseudonymName: "Subject^One" }),
  row("ID-1", "TRIAL-002", { issuer: "Hospital" }),
  row(" ID-3 ", " TRIAL-003 "),
];

function looked(elements: readonly DataElement[], missing: MissingPseudonym = "hold", policy = BASIC) {
  const lookup = { table: createPseudonymTable(ROWS), missing };
  const { dataSet } = deidentify(objectOf(elements), { policy, key: KEY, lookup }).object;
  return { dataSet, id: textAt(dataSet, "PatientID"), name: textAt(dataSet, "PatientName") };
}

function failure(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("a table of pseudonyms", () => {
  it("sets ID and name, and the ID for both where it has no name", () => {
    expect(looked([])).to.include({ id: "TRIAL-001", name: "Subject^One" });
    expect(looked([element("PatientID", "ID-3")])).to.include({ id: "TRIAL-003", name: "TRIAL-003" });
  });

  it("tells patients of different issuers apart", () => {
    expect(looked([element("IssuerOfPatientID", "Hospital")]).id).to.equal("TRIAL-002");
    expect(failure(() => looked([element("IssuerOfPatientID", "Clinic")]))).to.have.property(
      "code",
      "PATIENT_NOT_IN_LOOKUP",
    );
  });

  it("holds objects of other patients, of none, and where an item names one", () => {
    const source = sequence("SourcePatientGroupIdentificationSequence", [element("PatientID", "ID-9")]);
    for (const elements of [[element("PatientID", "ID-9")], [element("PatientID", "")], [source]]) {
      const error = failure(() => looked(elements));
      expect(error).to.be.instanceOf(DicomUnsupportedError).with.property("code", "PATIENT_NOT_IN_LOOKUP");
      expect(error).to.have.property("message").that.does.not.include("ID-9");
    }
  });

  it("holds them also where a site rule sets ID and name", () => {
    const rules = ["PatientID", "PatientName"].map(
      (attribute) => ({ attribute, action: "D", value: "X" }) as const,
    );
    expect(
      failure(() => looked([element("PatientID", "ID-9")], "hold", policyWith([], rules))),
    ).to.have.property("code", "PATIENT_NOT_IN_LOOKUP");
  });

  it("leaves them their keyed pseudonyms where that is asked for", () => {
    const elements = [element("PatientID", "ID-9")];
    const keyed = textAt(deidentified(objectOf(elements)).object.dataSet, "PatientID");
    expect(looked(elements, "keyed")).to.include({ id: keyed, name: keyed });
  });

  it("holds for the patients of items", () => {
    const items = sequence(
      "SourcePatientGroupIdentificationSequence",
      [element("PatientID", "ID-3"), element("PatientName", "Original^Name")],
      [element("PatientID", "ID-1")],
    );
    const { dataSet } = looked([items]);
    expect(textAt(itemAt(dataSet, "SourcePatientGroupIdentificationSequence", 0), "PatientName")).to.equal(
      "TRIAL-003",
    );
    expect(textAt(itemAt(dataSet, "SourcePatientGroupIdentificationSequence", 1), "PatientID")).to.equal(
      "TRIAL-001",
    );
  });

  it("does not change UIDs and dates, which the key makes", () => {
    const study = textAt(looked([]).dataSet, "StudyInstanceUID");
    expect(study).to.equal(textAt(deidentified(objectOf([])).object.dataSet, "StudyInstanceUID"));
  });

  const wrong: readonly (readonly [string, readonly PseudonymRow[]])[] = [
    ["a patient twice", [row("A-1", "P1"), row("A-1", "P2")]],
    ["two patients on one pseudonym", [row("A-1", "P1"), row("A-2", " P1")]],
    ["no patient ID", [row("", "P1")]],
    ["no pseudonym ID", [row("A-1", " ")]],
    ["a pseudonym that is a patient's ID", [row("A-1", "A-2"), row("A-2", "P1")]],
    ["a pseudonym name that is a patient's ID", [row("A-1", "P1", { pseudonymName: "A-1" })]],
    ["a pseudonym of several values", [row("A-1", "P\\1")]],
    ["a pseudonym beyond ASCII", [row("A-1", "P\xe4")]],
    ["a pseudonym that is too long", [row("A-1", "P".repeat(65))]],
  ];
  for (const [name, rows] of wrong) {
    it(`is refused for ${name}, by the number of the row and without values`, () => {
      const error = failure(() => createPseudonymTable([row("OK-1", "OK-P"), ...rows]));
      expect(error).to.be.instanceOf(DicomUsageError).with.property("code", "INVALID_LOOKUP");
      expect(error)
        .to.have.property("message")
        .that.matches(/^row [23] /)
        .and.does.not.match(/A-[12]|P[12]/);
    });
  }

  it("takes the same ID of different issuers, and the same name for different patients", () => {
    const rows = [
      row("A-1", "P1", { pseudonymName: "Anonymous" }),
      row("A-1", "P2", { pseudonymName: "Anonymous", issuer: "B" }),
    ];
    expect(failure(() => createPseudonymTable(rows))).to.equal(undefined);
  });
});
