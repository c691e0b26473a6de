import { expect } from "chai";
import { DataElement, DataSet, DicomError, type DicomObject } from "../../../dicom";
import { bareObjectOf, element, objectOf, SECONDARY_CAPTURE, sequence } from "../../support/dicom/dataSets";
import { deidentified, textAt } from "../../support/dicom/deidentified";

function codeOf(object: DicomObject): string | undefined {
  try {
    deidentified(object);
  } catch (error) {
    expect(error).to.be.instanceOf(DicomError);
    return (error as DicomError).code;
  }
  return undefined;
}

const DIRECTORY = "1.2.840.10008.1.3.10";

describe("objects that are refused", () => {
  it("are directories of files, by file meta information or by their records", () => {
    const fileMeta = new DataSet([element("MediaStorageSOPClassUID", DIRECTORY)]);
    expect(codeOf(bareObjectOf([], { fileMeta }))).to.equal("DICOMDIR_NOT_SUPPORTED");
    expect(codeOf(objectOf([sequence("DirectoryRecordSequence", [])]))).to.equal("DICOMDIR_NOT_SUPPORTED");
    expect(codeOf(objectOf([element("SOPClassUID", DIRECTORY)]))).to.equal("DICOMDIR_NOT_SUPPORTED");
  });

  const pixels = element("PixelData", Uint8Array.of(1, 2), "OW");
  const burnedIn = element("BurnedInAnnotation", "YES");

  it("say that their pixels hold text", () => {
    expect(codeOf(objectOf([burnedIn, pixels]))).to.equal("BURNED_IN_ANNOTATION");
    for (const value of ["yes ", "Y", "YES\\NO", "NO\\YES", "perhaps"]) {
      const object = objectOf([element("BurnedInAnnotation", value), pixels]);
      expect(codeOf(object), value).to.equal("BURNED_IN_ANNOTATION");
    }
  });

  it("are not those without pixels, or with an annotation of NO or nothing", () => {
    expect(codeOf(objectOf([burnedIn]))).to.equal(undefined);
    for (const value of ["NO", "no", "", " "]) {
      expect(codeOf(objectOf([element("BurnedInAnnotation", value), pixels])), value).to.equal(undefined);
    }
  });

  it("have no SOP Instance UID, or no SOP Class UID, neither inside nor in the file meta information", () => {
    const instance = element("SOPInstanceUID", "1.2.826.1");
    const sopClass = element("SOPClassUID", SECONDARY_CAPTURE);
    expect(codeOf(bareObjectOf([sopClass]))).to.equal("MISSING_SOP_INSTANCE_UID");
    expect(codeOf(bareObjectOf([sopClass, element("SOPInstanceUID", "")]))).to.equal(
      "MISSING_SOP_INSTANCE_UID",
    );
    expect(codeOf(bareObjectOf([instance]))).to.equal("MISSING_SOP_CLASS_UID");
  });

  it("are not those whose UIDs are in the file meta information only", () => {
    const fileMeta = new DataSet([
      element("MediaStorageSOPClassUID", SECONDARY_CAPTURE),
      element("MediaStorageSOPInstanceUID", "1.2.826.1"),
    ]);
    const result = deidentified(bareObjectOf([element("SOPInstanceUID", "")], { fileMeta }));
    expect(textAt(result.object.dataSet, "SOPClassUID")).to.equal(SECONDARY_CAPTURE);
    expect(textAt(result.object.dataSet, "SOPInstanceUID")).to.equal(result.sopInstanceUid);
    const inside = deidentified(
      bareObjectOf([element("SOPInstanceUID", "1.2.826.1"), element("SOPClassUID", SECONDARY_CAPTURE)]),
    );
    expect(result.sopInstanceUid).to.equal(inside.sopInstanceUid);
  });

  it("have a SOP Instance UID that is too long to be one", () => {
    const source = { sizeBytes: 1e6, read: () => Promise.reject(new Error("read")) };
    const value = { kind: "range", source, offset: 0, lengthBytes: 1e5, bigEndian: false } as const;
    const object = objectOf([new DataElement(0x00080018, "UI", value)]);
    expect(codeOf(object)).to.equal("MISSING_SOP_INSTANCE_UID");
  });
});
