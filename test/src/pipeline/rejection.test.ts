import { expect } from "chai";
import { DicomFormatError, DicomLimitError, DicomUnsupportedError } from "../../../dicom";
import { SourceError } from "../../../src/pipeline/errors";
import { ingestObject } from "../../../src/pipeline/ingestObject";
import { InputRejectedError, rejectionOf } from "../../../src/pipeline/rejection";
import { rejection as failureOf } from "../../support/dicom/rejection";
import { ctFile, PLANTED } from "./support/ctFile";
import { MemoryReader, RAW_VERSION } from "./support/memoryPorts";

const DICOMDIR_CLASS = "1.2.840.10008.1.3.10";

describe("what a rejection by the engine tells", () => {
  const ingested = async (bytes: Uint8Array) =>
    rejectionOf(await failureOf(ingestObject(new MemoryReader(bytes), RAW_VERSION)));

  it("is one finding, with its place by keyword, the clause and a sentence", () => {
    const location = { offset: 40, tag: "00081155", path: "00081140[0].00081155" };
    const told = rejectionOf(new DicomFormatError("TRUNCATED_ELEMENT", "it ends", location));
    const place = {
      offset: 40,
      tag: "00081155",
      path: "ReferencedImageSequence[0].ReferencedSOPInstanceUID",
      clause: "PS3.5 §7.1",
    };
    const code = "TRUNCATED_ELEMENT";
    const sentence = "the file ends inside an attribute";
    expect(told).to.deep.equal({
      ...{ code, message: "it ends", ...place },
      findings: [{ level: "encoding", severity: "error", code, ...place, sentence }],
      findingCounts: { TRUNCATED_ELEMENT: 1 },
    });
  });

  it("is one finding of a DICOMDIR, of a file that is cut, and of one that is no DICOM", async () => {
    const files = {
      DICOMDIR_NOT_SUPPORTED: Buffer.from(
        Buffer.from(ctFile())
          .toString("latin1")
          .replace("1.2.840.10008.5.1.4.1.1.2\0", `${DICOMDIR_CLASS}\0\0\0\0\0\0`),
        "latin1",
      ),
      TRUNCATED_ELEMENT: ctFile().subarray(0, 400),
      NOT_DICOM: Buffer.from(`${PLANTED.name} wrote this as plain text. `.repeat(20)),
    };
    for (const [code, bytes] of Object.entries(files)) {
      const told = await ingested(bytes);
      expect(told?.findings?.map((finding) => finding.code)).to.deep.equal([code]);
      expect(told?.findings?.[0]).to.include({ level: "encoding", severity: "error" });
      expect(told?.findingCounts).to.deep.equal({ [code]: 1 });
      expect(JSON.stringify(told)).to.not.include("PLANTED");
    }
  });

  it("has the level that validation gives the code", () => {
    const told = rejectionOf(new DicomFormatError("TRUNCATED_PIXEL_DATA", "x", { tag: "7FE00010" }));
    expect(told?.findings?.[0]).to.include({ level: "consistency", path: "PixelData" });
    const { findings } = rejectionOf(new InputRejectedError({ code: "INVALID_UID", message: "x" })) ?? {};
    expect(findings?.[0]).to.include({ level: "value", severity: "error", code: "INVALID_UID" });
  });

  it("names no attribute that the standard does not know", () => {
    const told = rejectionOf(new DicomLimitError("HEADER_TOO_LARGE", "x", { tag: "unknown" }));
    expect(told?.findings?.[0]).to.include({ tag: "unknown", path: "unknown" });
  });

  it("is that it is held, and no finding, of an object that breaks no rule and waits for a person", () => {
    const told = rejectionOf(new DicomUnsupportedError("OPAQUE_PAYLOAD", "x"));
    expect(told).to.include({ held: true }).and.not.have.keys("findings", "findingCounts");
  });

  it("is no finding of a version that is gone", () => {
    expect(rejectionOf(new SourceError("SOURCE_VANISHED"))).to.not.have.any.keys("findings", "held");
  });
});
