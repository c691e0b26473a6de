import { expect } from "chai";
import { ingestObject } from "../../../src/pipeline/ingestObject";
import { rejection } from "../../support/dicom/rejection";
import { CT_IMAGE, ctFile, EXPLICIT_LE, PLANTED, sequenceOf } from "./support/ctFile";
import { MemoryReader, RAW_VERSION } from "./support/memoryPorts";
import { element } from "../../support/dicom/bytes";

describe("ingestObject", () => {
  it("answers facts that identify nobody", async () => {
    const bytes = ctFile();
    const reader = new MemoryReader(bytes);
    const facts = await ingestObject(reader, RAW_VERSION);
    expect(facts).to.deep.equal({
      sizeBytes: bytes.length,
      headerBytes: bytes.length - 32 - 12,
      sopClassUid: CT_IMAGE,
      transferSyntaxUid: EXPLICIT_LE,
      elementCount: 38,
      bytesMoved: reader.source.transferredBytes,
      warnings: {},
    });
    expect(JSON.stringify(facts)).to.not.include("PLANTED");
  });

  it("opens the announced version for reading its header", async () => {
    const reader = new MemoryReader(ctFile());
    await ingestObject(reader, RAW_VERSION);
    expect(reader.opened).to.deep.equal([{ version: RAW_VERSION, pattern: "header" }]);
  });

  it("does not read the pixel data", async () => {
    const reader = new MemoryReader(ctFile({ 0x7fe00010: ["OW", new Uint8Array(4 * 1024 * 1024)] }));
    await ingestObject(reader, RAW_VERSION);
    expect(reader.source.transferredBytes).to.be.at.most(128 * 1024);
  });

  it("counts elements inside of sequences", async () => {
    const item = [element(0x00081150, "UI", "1.2\0"), element(0x00081155, "UI", "1.3\0")];
    const facts = await ingestObject(
      new MemoryReader(ctFile({ 0x00081140: sequenceOf(item, item) })),
      RAW_VERSION,
    );
    expect(facts.elementCount).to.equal(38 + 1 + 4);
  });

  it("does not repeat a SOP class that PS3.6 does not register", async () => {
    const facts = await ingestObject(
      new MemoryReader(ctFile({ 0x00080016: ["UI", "1.2.999.4711"] })),
      RAW_VERSION,
    );
    expect(facts.sopClassUid).to.equal("unknown");
  });

  it("refuses what is not DICOM, without its bytes in the error", async () => {
    const reader = new MemoryReader(Buffer.from(`${PLANTED.name} wrote this as plain text. `.repeat(20)));
    const error = await rejection(ingestObject(reader, RAW_VERSION));
    expect(error.code).to.equal("NOT_DICOM");
    expect(error.message).to.not.include("PLANTED");
  });

  it("refuses an empty object", async () => {
    const error = await rejection(ingestObject(new MemoryReader(new Uint8Array()), RAW_VERSION));
    expect(error.code).to.equal("NOT_DICOM");
  });
});
