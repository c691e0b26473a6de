import { expect } from "chai";
import fc from "fast-check";
import { planToBuffer, type DataElement } from "../../../dicom";
import {
  element,
  objectOf,
  sequence,
  SOP_INSTANCE,
  STUDY,
  UNKNOWN_CLASS,
} from "../../support/dicom/dataSets";
import {
  BASIC,
  deidentified,
  itemAt,
  KEY,
  OTHER_KEY,
  policyWith,
  textAt,
} from "../../support/dicom/deidentified";

const uids = fc
  .array(fc.nat(99999), { minLength: 2, maxLength: 6 })
  .map((parts) => `1.2.826.0.1.${parts.join(".")}`);

function uidAfter(uid: string, key = KEY): string | undefined {
  return textAt(
    deidentified(objectOf([element("FrameOfReferenceUID", uid)]), BASIC, key).object.dataSet,
    "FrameOfReferenceUID",
  );
}

describe("keyed UIDs", () => {
  it("are UUIDs of version 4 in decimal under 2.25, for any UID", () => {
    fc.assert(
      fc.property(uids, (uid) => {
        const mapped = uidAfter(uid) ?? "";
        expect(mapped).to.match(/^2\.25\.[1-9][0-9]{0,38}$/);
        const hex = BigInt(mapped.slice(5)).toString(16).padStart(32, "0");
        expect(hex).to.match(/^.{12}4.{3}[89ab].{15}$/);
      }),
    );
  });

  it("are the same for the same key, and others for another key", () => {
    fc.assert(
      fc.property(uids, (uid) => {
        expect(uidAfter(uid)).to.equal(uidAfter(uid));
        expect(uidAfter(uid)).not.to.equal(uidAfter(uid, OTHER_KEY));
      }),
    );
  });

  it("replace every value of a multi-valued attribute, and leave empty ones empty", () => {
    const before = `1.2.826.1\\\\1.2.826.2`;
    expect(uidAfter(before)).to.equal(`${uidAfter("1.2.826.1")}\\\\${uidAfter("1.2.826.2")}`);
    expect(uidAfter("")).to.equal("");
  });

  it("do not depend on padding", () => {
    expect(uidAfter("1.2.826.1\0\0\0")).to.equal(uidAfter("1.2.826.1"));
    expect(uidAfter(" 1.2.826.1 ")).to.equal(uidAfter("1.2.826.1"));
  });

  it("replace text that is no UID, also where UIDs are retained", () => {
    const object = objectOf([
      element("FrameOfReferenceUID", "Smith^John"),
      element("ReferencedSOPClassUID", "Smith"),
    ]);
    for (const policy of [BASIC, policyWith(["retainUids"])]) {
      const { dataSet } = deidentified(object, policy).object;
      expect(textAt(dataSet, "FrameOfReferenceUID")).to.match(/^2\.25\./);
      expect(textAt(dataSet, "ReferencedSOPClassUID")).to.match(/^2\.25\./);
    }
  });

  it("leave registered UIDs alone, whatever the attribute", () => {
    expect(uidAfter("1.2.840.10008.1.4.1.1")).to.equal("1.2.840.10008.1.4.1.1"); // Talairach Brain Atlas
    expect(uidAfter("1.2.840.10008.1.4.1.1.77")).to.match(/^2\.25\./);
  });

  it("leave UIDs that name a class alone, private ones too", () => {
    const { dataSet } = deidentified(objectOf([element("SOPClassUID", "1.3.12.2.1107.5.9.1")])).object;
    expect(textAt(dataSet, "SOPClassUID")).to.equal("1.3.12.2.1107.5.9.1");
  });

  it("give a UID in an attribute of another VR the VR UI", () => {
    const { dataSet } = deidentified(objectOf([element("FrameOfReferenceUID", "1.2.826.1", "UN")])).object;
    expect(dataSet.get(0x00200052)?.vr).to.equal("UI");
    expect(textAt(dataSet, "FrameOfReferenceUID")).to.equal(uidAfter("1.2.826.1"));
  });
});

describe("a study of several objects", () => {
  const instance = (number: number, references: readonly DataElement[] = []): ReturnType<typeof objectOf> =>
    objectOf([element("SOPInstanceUID", `${SOP_INSTANCE}.${number}`), ...references]);
  const referenceTo = (number: number): DataElement[] => [
    element("ReferencedSOPClassUID", "1.2.840.10008.5.1.4.1.1.7"),
    element("ReferencedSOPInstanceUID", `${SOP_INSTANCE}.${number}`),
  ];

  it("keeps references, study and series together", () => {
    const images = [1, 2, 3].map((number) => deidentified(instance(number)));
    const report = deidentified(
      instance(4, [
        element("SOPClassUID", UNKNOWN_CLASS),
        sequence("ReferencedImageSequence", referenceTo(1), referenceTo(2)),
        sequence("SourceImageSequence", referenceTo(3)),
        sequence("CurrentRequestedProcedureEvidenceSequence", [
          element("StudyInstanceUID", STUDY),
          sequence("ReferencedSeriesSequence", [sequence("ReferencedSOPSequence", referenceTo(2))]),
        ]),
      ]),
    );
    const { dataSet } = report.object;
    const referenced = (index: number): string | undefined =>
      textAt(itemAt(dataSet, "ReferencedImageSequence", index), "ReferencedSOPInstanceUID");
    expect([referenced(0), referenced(1)]).to.deep.equal(images.slice(0, 2).map((one) => one.sopInstanceUid));
    const source = itemAt(dataSet, "SourceImageSequence");
    expect(textAt(source, "ReferencedSOPInstanceUID")).to.equal(images[2]?.sopInstanceUid);
    expect(textAt(source, "ReferencedSOPClassUID")).to.equal("1.2.840.10008.5.1.4.1.1.7");
    const evidence = itemAt(dataSet, "CurrentRequestedProcedureEvidenceSequence");
    expect(textAt(evidence, "StudyInstanceUID")).to.equal(report.studyInstanceUid);
    const deepest = itemAt(itemAt(evidence, "ReferencedSeriesSequence"), "ReferencedSOPSequence");
    expect(textAt(deepest, "ReferencedSOPInstanceUID")).to.equal(images[1]?.sopInstanceUid);
    expect(new Set([...images, report].map((one) => one.studyInstanceUid)).size).to.equal(1);
    expect(new Set([...images, report].map((one) => one.seriesInstanceUid)).size).to.equal(1);
    expect(new Set([...images, report].map((one) => one.sopInstanceUid)).size).to.equal(4);
  });
});

describe("determinism", () => {
  it("gives the same bytes for the same key and other bytes for another", async () => {
    const object = objectOf([element("StudyDate", "20200229"), element("PatientComments", "x")]);
    const bytes = async (key = KEY): Promise<Buffer> =>
      Buffer.from(await planToBuffer(deidentified(object, BASIC, key).plan));
    expect((await bytes()).equals(await bytes())).to.equal(true);
    expect((await bytes()).equals(await bytes(OTHER_KEY))).to.equal(false);
  });

  it("leaves the object that it was given as it was", () => {
    const object = objectOf([sequence("ReferencedImageSequence", [element("PatientName", "Original^Name")])]);
    deidentified(object);
    expect(textAt(itemAt(object.dataSet, "ReferencedImageSequence"), "PatientName")).to.equal(
      "Original^Name",
    );
    expect(textAt(object.dataSet, "PatientName")).to.equal("Original^Name");
  });
});
