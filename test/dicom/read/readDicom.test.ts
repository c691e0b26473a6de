import { deflateRawSync } from "node:zlib";
import { expect } from "chai";
import {
  BufferSource,
  DicomFormatError,
  DicomUnsupportedError,
  DicomUsageError,
  readDicom,
} from "../../../dicom";
import {
  BIG_ENDIAN,
  CountingSource,
  element,
  EXPLICIT,
  file,
  IMPLICIT,
  item,
  uint32,
} from "../../support/dicom/bytes";
import { rejection } from "../../support/dicom/rejection";

const EXPLICIT_LE = "1.2.840.10008.1.2.1";
const IMPLICIT_LE = "1.2.840.10008.1.2";
const DEFLATED = "1.2.840.10008.1.2.1.99";

const read = (bytes: Uint8Array) => readDicom(new BufferSource(bytes));
const modality = element(0x00080060, "CS", "CT");
const codes = (object: { warnings: readonly { code: string }[] }) => object.warnings.map(({ code }) => code);

describe("readDicom", () => {
  for (const [name, encoding] of Object.entries({ EXPLICIT, IMPLICIT, BIG_ENDIAN })) {
    it(`reads a bare data set, ${name}, and says what is missing`, async () => {
      const object = await read(
        Buffer.concat([element(0x00080060, "CS", "CT", encoding), element(0x00100020, "LO", "ID", encoding)]),
      );
      expect(object.dataSet.elements.map(({ tag }) => tag)).to.deep.equal([0x00080060, 0x00100020]);
      expect(object.transferSyntax).to.include({
        explicitVr: encoding.explicitVr,
        bigEndian: encoding.bigEndian,
      });
      expect(codes(object)).to.deep.equal([
        "MISSING_PREAMBLE",
        "MISSING_FILE_META",
        "MISSING_TRANSFER_SYNTAX",
      ]);
    });
  }

  it("reads file meta information without a preamble", async () => {
    const object = await read(file(EXPLICIT_LE, [modality]).subarray(132));
    expect(object.fileMeta.has(0x00020010)).to.equal(true);
    expect(codes(object)).to.deep.equal(["MISSING_PREAMBLE"]);
  });

  it("is not misled by DICM inside a data set that has no preamble", async () => {
    const text = `${"x".repeat(116)}DICM${"x".repeat(80)}`;
    const object = await read(Buffer.concat([element(0x00080005, "CS", text), modality]));
    expect(object.dataSet.elements).to.have.length(2);
  });

  it("goes by the elements where the meta group length is wrong", async () => {
    const bytes = file(EXPLICIT_LE, [modality]);
    bytes.writeUInt32LE(9999, 132 + 8);
    const object = await read(bytes);
    expect(object.dataSet.elements).to.have.length(1);
    expect(codes(object)).to.deep.equal(["WRONG_META_GROUP_LENGTH"]);
  });

  it("trusts the bytes where they contradict the transfer syntax", async () => {
    const object = await read(file(IMPLICIT_LE, [modality, element(0x00100020, "LO", "ID")]));
    expect(object.transferSyntax.uid).to.equal(EXPLICIT_LE);
    expect(codes(object)).to.deep.equal(["TRANSFER_SYNTAX_MISMATCH"]);
  });

  it("inflates a deflated data set", async () => {
    const object = await read(file(DEFLATED, [deflateRawSync(modality)]));
    expect(object.dataSet.has(0x00080060)).to.equal(true);
  });

  it("reads a deflated data set that is empty, shorter than an element header", async () => {
    const object = await read(file(DEFLATED, [deflateRawSync(Buffer.alloc(0))]));
    expect(object.dataSet.elements).to.have.length(0);
    expect(codes(object)).to.deep.equal([]);
  });

  it("refuses a deflated data set that is cut", async () => {
    const deflated = deflateRawSync(Buffer.concat([modality, element(0x00104000, "LT", "text".repeat(50))]));
    const error = await rejection(read(file(DEFLATED, [deflated.subarray(0, -6)])));
    expect(error.code).to.equal("INVALID_DEFLATE_STREAM");
  });

  it("refuses a data set that inflates beyond the limit", async () => {
    const bomb = deflateRawSync(
      Buffer.concat([modality, element(0x7fe00010, "OW", Buffer.alloc(1_000_000))]),
    );
    const source = new BufferSource(file(DEFLATED, [bomb]));
    const error = await rejection(readDicom(source, { limits: { inflatedBytes: 100_000 } }));
    expect(error.code).to.equal("INFLATED_SIZE_TOO_LARGE");
  });

  for (const [name, bytes] of Object.entries({
    "an empty file": Buffer.alloc(0),
    "a short text": Buffer.from("hello"),
    "a long text": Buffer.from("This is a letter, not an image. ".repeat(20)),
    zeros: Buffer.alloc(4096),
    "a PNG": Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex"),
  })) {
    it(`refuses ${name} as no DICOM`, async () => {
      const error = await rejection(read(bytes));
      expect(error).to.be.instanceOf(DicomFormatError);
      expect(error.code).to.equal("NOT_DICOM");
    });
  }

  it("refuses a transfer syntax that the standard does not list, without repeating it", async () => {
    const error = await rejection(read(file("1.2.3.4.5.6", [modality])));
    expect(error).to.be.instanceOf(DicomUnsupportedError);
    expect(error.code).to.equal("UNSUPPORTED_TRANSFER_SYNTAX");
    expect(error.message).not.to.contain("1.2.3.4.5.6");
  });

  it("refuses a DICOMDIR before its records where asked to", async () => {
    const meta = element(0x00020002, "UI", "1.2.840.10008.1.3.10");
    const syntax = element(0x00020010, "UI", `${EXPLICIT_LE}\0`);
    const length = element(0x00020000, "UL", uint32(meta.length + syntax.length));
    const bytes = Buffer.concat([
      Buffer.alloc(128),
      Buffer.from("DICM"),
      length,
      meta,
      syntax,
      Buffer.from("broken!!"),
    ]);
    const error = await rejection(readDicom(new BufferSource(bytes), { refuseDicomdir: true }));
    expect(error.code).to.equal("DICOMDIR_NOT_SUPPORTED");
  });

  it("reports where a file is cut, wherever it is cut", async () => {
    const whole = file(EXPLICIT_LE, [
      modality,
      element(0x00104000, "LT", "some text"),
      element(0x00280010, "US", "ab"),
    ]);
    const boundaries = new Set(
      [modality.length, modality.length + 17].map((at) => file(EXPLICIT_LE, []).length + at),
    );
    for (let length = file(EXPLICIT_LE, []).length + 1; length < whole.length; length++) {
      if (boundaries.has(length)) continue; // a data set that ends between two elements is a whole one
      const error = await rejection(read(whole.subarray(0, length)));
      expect(error.code, `cut to ${length}`).to.be.oneOf(["TRUNCATED_ELEMENT", "NOT_DICOM"]);
    }
  });

  it("salvages everything up to the place where a file is cut, wherever it is cut", async () => {
    const nested = element(0x00081140, "SQ", item([element(0x00081155, "UI", "1.2\0")]));
    const start = file(EXPLICIT_LE, []).length;
    const whole = file(EXPLICIT_LE, [modality, nested, element(0x00100020, "LO", "ID")]);
    let longest = 0;
    for (let length = start + modality.length; length <= whole.length; length++) {
      const source = new BufferSource(whole.subarray(0, length));
      const { dataSet, warnings } = await readDicom(source, { onFormatError: "salvage" });
      expect(dataSet.elements.length).to.be.at.least(longest);
      longest = dataSet.elements.length;
      const isWhole = [0, nested.length, whole.length - start - modality.length].includes(
        length - start - modality.length,
      );
      expect(warnings.some(({ code }) => code === "SALVAGED")).to.equal(!isWhole);
    }
    expect(longest).to.equal(3);
  });

  it("leaves long values in the source", async () => {
    const header = file(EXPLICIT_LE, [modality]);
    const pixels = element(0x7fe00010, "OW", Buffer.alloc(0), EXPLICIT, 3_000_000_000);
    const source = new CountingSource(Buffer.concat([header, pixels]), header.length + 12 + 3_000_000_000);
    const object = await readDicom(source);
    expect(object.dataSet.get(0x7fe00010)?.value).to.include({ kind: "range", lengthBytes: 3_000_000_000 });
    expect(source.bytesRead).to.be.at.most(header.length + 12);
  });

  it("stops before the pixel data where asked to, reading no further than one window", async () => {
    const bytes = file(EXPLICIT_LE, [modality, element(0x7fe00010, "OW", Buffer.alloc(300_000))]);
    const source = new CountingSource(bytes);
    const object = await readDicom(source, { stopBeforePixelData: true, windowBytes: 4096 });
    expect(object.dataSet.has(0x7fe00010)).to.equal(false);
    expect(source.bytesRead).to.equal(4096);
  });

  it("says that the source changed where it gives less than it has", async () => {
    const error = await rejection(
      readDicom(new CountingSource(file(EXPLICIT_LE, [modality]).subarray(0, -4), 5000)),
    );
    expect(error).to.be.instanceOf(DicomUsageError);
    expect(error.code).to.equal("SOURCE_CHANGED");
  });
});
