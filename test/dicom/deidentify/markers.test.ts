import { expect } from "chai";
import { BufferSource, DataSet, planToBuffer, readDicom, transferSyntaxOf } from "../../../dicom";
import { IMPLEMENTATION_CLASS_UID } from "../../../dicom/deidentify/additions/fileMeta";
import { element, objectOf, sequence, CT_IMAGE } from "../../support/dicom/dataSets";
import {
  BASIC,
  deidentified,
  itemAt,
  MODIFIED_DATES,
  outputText,
  policyWith,
  textAt,
} from "../../support/dicom/deidentified";

function codesIn(dataSet: DataSet): (string | undefined)[] {
  const value = dataSet.get(0x00120064)?.value;
  return value?.kind === "sequence" ? value.items.map((item) => textAt(item, "CodeValue")) : [];
}

describe("markers", () => {
  it("say that and how the object was de-identified", () => {
    const { dataSet } = deidentified(
      objectOf([]),
      policyWith([MODIFIED_DATES, "retainDeviceIdentity"]),
    ).object;
    expect(textAt(dataSet, "PatientIdentityRemoved")).to.equal("YES");
    expect(codesIn(dataSet)).to.deep.equal(["113100", "113107", "113109"]);
    const item = itemAt(dataSet, "DeidentificationMethodCodeSequence", 1);
    expect(textAt(item, "CodingSchemeDesignator")).to.equal("DCM");
    expect(textAt(item, "CodeMeaning")).to.equal(
      "Retain Longitudinal Temporal Information Modified Dates Option",
    );
  });

  it("claim nothing that was not chosen", () => {
    expect(codesIn(deidentified(objectOf([])).object.dataSet)).to.deep.equal(["113100"]);
  });

  it("stand behind those of earlier runs", () => {
    const object = objectOf([
      element("PatientIdentityRemoved", "NO"),
      element("DeidentificationMethod", "Earlier tool\\by hand"),
      sequence("DeidentificationMethodCodeSequence", [element("CodeValue", "113105")]),
    ]);
    const { dataSet } = deidentified(object).object;
    expect(textAt(dataSet, "PatientIdentityRemoved")).to.equal("YES");
    expect(textAt(dataSet, "DeidentificationMethod")).to.match(
      /^Earlier tool\\by hand\\Medical Imaging Pipeline/,
    );
    expect(codesIn(dataSet)).to.deep.equal(["113105", "113100"]);
  });

  it("have values of at most 64 characters, and tell of site rules", () => {
    const policy = policyWith(
      [],
      [
        { attribute: "StudyDescription", action: "K" },
        { attribute: "Modality", action: "X" },
      ],
    );
    const values =
      textAt(deidentified(objectOf([]), policy).object.dataSet, "DeidentificationMethod")?.split("\\") ?? [];
    expect(values).to.have.length(2);
    expect(values.every((value) => value.length <= 64)).to.equal(true);
    expect(values[1]).to.include("2, of which 1 keep");
  });

  it("say nothing of pixels that nobody cleaned", () => {
    expect(deidentified(objectOf([])).object.dataSet.has(0x00280301)).to.equal(false);
  });
});

describe("file meta information and preamble", () => {
  const fileMeta = new DataSet([
    element("MediaStorageSOPInstanceUID", "1.2.826.9.9"),
    element("ImplementationVersionName", "SOURCE TOOL"),
    element("SourceApplicationEntityTitle", "SENTINELAE"),
    element("PrivateInformation", "Sentinel private information"),
  ]);

  it("are written from scratch", async () => {
    const preamble = Buffer.from("Sentinel preamble".padEnd(128, "!"));
    const result = deidentified(objectOf([], { fileMeta, preamble }));
    const output = await outputText(result);
    expect(output.slice(0, 132)).to.equal(`${"\0".repeat(128)}DICM`);
    expect(output.toLowerCase()).not.to.include("sentinel");
    const tags = result.object.fileMeta.elements.map(({ tag }) => tag & 0xffff);
    expect(tags).to.deep.equal([0x1, 0x2, 0x3, 0x10, 0x12, 0x13]);
  });

  it("agree with the data set, the transfer syntax and this software", async () => {
    const transferSyntax = transferSyntaxOf("1.2.840.10008.1.2");
    const result = deidentified(objectOf([], { fileMeta, ...(transferSyntax && { transferSyntax }) }));
    const again = await readDicom(new BufferSource(await planToBuffer(result.plan)));
    expect(again.warnings).to.deep.equal([]);
    expect(textAt(again.fileMeta, "MediaStorageSOPClassUID")).to.equal(CT_IMAGE);
    expect(textAt(again.fileMeta, "MediaStorageSOPInstanceUID")).to.equal(result.sopInstanceUid);
    expect(textAt(again.dataSet, "SOPInstanceUID")).to.equal(result.sopInstanceUid);
    expect(textAt(again.fileMeta, "TransferSyntaxUID")).to.equal("1.2.840.10008.1.2");
    expect(textAt(again.fileMeta, "ImplementationClassUID")).to.equal(IMPLEMENTATION_CLASS_UID);
  });

  it("name a transfer syntax that fits how the headers are written", async () => {
    const jpeg = transferSyntaxOf("1.2.840.10008.1.2.4.50");
    const result = deidentified(objectOf([], jpeg && { transferSyntax: { ...jpeg, explicitVr: false } }));
    const again = await readDicom(new BufferSource(await planToBuffer(result.plan)));
    expect(again.warnings).to.deep.equal([]);
  });

  it("attribute every byte of the output to a rule", () => {
    const { plan } = deidentified(
      objectOf([element("Modality", "CT"), element("StudyDate", "20200101")]),
      BASIC,
    );
    const rules = plan.segments.flatMap((segment) =>
      segment.kind === "literal" ? segment.spans.map(({ rule }) => rule) : [segment.rule],
    );
    expect(rules).to.include.members(["E.1-1 U", "E.1-1 Z", "kept: not in Table E.1-1", "marker"]);
    expect(rules).not.to.include("written as it was read");
  });
});
