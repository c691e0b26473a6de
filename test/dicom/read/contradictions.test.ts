import { deflateRawSync } from "node:zlib";
import { expect } from "chai";
import { BufferSource, planToBuffer, planWrite, readDicom, type DicomObject } from "../../../dicom";
import { BIG_ENDIAN, element, EXPLICIT, file, IMPLICIT, uint32 } from "../../support/dicom/bytes";
import { describeDataSet } from "../../support/dicom/describeDataSet";
import { deidentified } from "../../support/dicom/deidentified";
import { encapsulated, encode, everything } from "../../support/dicom/everyVr";
import { rejection } from "../../support/dicom/rejection";

const IMPLICIT_LE = "1.2.840.10008.1.2";
const EXPLICIT_LE = "1.2.840.10008.1.2.1";
const EXPLICIT_BE = "1.2.840.10008.1.2.2";
const DEFLATED = "1.2.840.10008.1.2.1.99";
const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";

const read = (bytes: Uint8Array): Promise<DicomObject> => readDicom(new BufferSource(bytes));
const codes = (object: DicomObject) => object.warnings.map(({ code }) => code);

const content = everything(16);
const ACTUAL: Record<string, Buffer> = {
  [IMPLICIT_LE]: encode(content, IMPLICIT),
  [EXPLICIT_LE]: encode(content, EXPLICIT),
  [EXPLICIT_BE]: encode(content, BIG_ENDIAN),
  [DEFLATED]: deflateRawSync(encode(content, EXPLICIT)),
};

describe("a transfer syntax that contradicts the bytes", () => {
  for (const declared of [IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE, DEFLATED, JPEG_BASELINE]) {
    for (const [actual, bytes] of Object.entries(ACTUAL)) {
      it(`declared ${declared}, actual ${actual}`, async () => {
        const expected = await read(file(actual, [bytes]));
        expect(expected.warnings).to.deep.equal([]);
        const object = await read(file(declared, [bytes]));
        expect(await describeDataSet(object.dataSet)).to.have.length(content.length);
        const agrees = declared === actual || (declared === JPEG_BASELINE && actual === EXPLICIT_LE);
        expect(codes(object)).to.deep.equal(agrees ? [] : ["TRANSFER_SYNTAX_MISMATCH"]);
        // An encapsulated syntax says more than how elements are encoded; the rest is what the bytes say.
        const kept = declared === JPEG_BASELINE && actual !== DEFLATED ? declared : actual;
        expect(object.transferSyntax.uid).to.equal(kept);
        for (const plan of [planWrite(object), deidentified(object).plan]) {
          const written = await read(await planToBuffer(plan));
          expect(codes(written), "what is written is in order").to.deep.equal([]);
          expect(written.transferSyntax.uid).to.equal(kept);
        }
      });
    }
  }

  it("is seen in deflated implicit VR, which the standard does not have", async () => {
    const object = await read(file(DEFLATED, [deflateRawSync(encode(content, IMPLICIT))]));
    expect(codes(object)).to.deep.equal(["TRANSFER_SYNTAX_MISMATCH"]);
    expect(object.dataSet.elements).to.have.length(content.length);
    const written = await read(await planToBuffer(planWrite(object)));
    expect(written.warnings).to.deep.equal([]);
    expect(written.transferSyntax.uid).to.equal(IMPLICIT_LE);
  });

  it("keeps fragments where the headers of an encapsulated file are implicit, and writes them explicit", async () => {
    const fragments = encapsulated(Buffer.alloc(0), [Buffer.from("JPEG")]);
    const pixels = Buffer.concat([fragments.subarray(0, 4), fragments.subarray(8)]); // without VR
    const modality = element(0x00080060, "CS", "OT", IMPLICIT);
    const object = await read(file(JPEG_BASELINE, [modality, pixels]));
    expect(codes(object)).to.deep.equal(["TRANSFER_SYNTAX_MISMATCH"]);
    const written = await read(await planToBuffer(planWrite(object)));
    expect(written.warnings).to.deep.equal([]);
    expect(written.dataSet.get("PixelData")?.value).to.include({ kind: "fragments", fragmentCount: 1 });
  });
});

describe("what stands around a data set", () => {
  const modality = element(0x00080060, "CS", "CT");

  it("may be deflated without file meta information that says so", async () => {
    const version = element(0x00020001, "OB", "\0\x01");
    const bytes = Buffer.concat([
      Buffer.alloc(128),
      Buffer.from("DICM"),
      version,
      ACTUAL[DEFLATED] ?? Buffer.of(),
    ]);
    const object = await read(bytes);
    expect(object.dataSet.elements).to.have.length(content.length);
    expect(codes(object)).to.deep.equal(["WRONG_META_GROUP_LENGTH", "MISSING_TRANSFER_SYNTAX"]);
    expect(object.transferSyntax.uid).to.equal(DEFLATED);
  });

  it("keeps a preamble as it is: of a TIFF, of text, with DICM in it", async () => {
    const tiff = Buffer.from("49492a0008000000", "hex");
    for (const start of [
      tiff,
      Buffer.from("MM\0*"),
      Buffer.from("DICM"),
      Buffer.alloc(128, "DICM"),
      Buffer.alloc(128, 0xff),
    ]) {
      const bytes = file(EXPLICIT_LE, [modality]);
      bytes.set(start);
      const object = await read(bytes);
      expect(codes(object)).to.deep.equal([]);
      expect(Buffer.from(object.preamble ?? []).equals(bytes.subarray(0, 128))).to.equal(true);
      expect(Buffer.from(await planToBuffer(planWrite(object))).equals(bytes)).to.equal(true);
    }
  });

  for (const length of [0, 4, 27, 29, 10_000, 0xffffffff]) {
    it(`is found where the group length says ${length}`, async () => {
      const bytes = file(EXPLICIT_LE, [modality]);
      bytes.writeUInt32LE(length, 132 + 8);
      const object = await read(bytes);
      expect(object.dataSet.elements).to.have.length(1);
      expect(codes(object)).to.deep.equal(["WRONG_META_GROUP_LENGTH"]);
      const written = await planToBuffer(planWrite(object));
      expect(Buffer.from(written).equals(file(EXPLICIT_LE, [modality])), "written right").to.equal(true);
    });
  }

  it("is found without a group length", async () => {
    const whole = file(EXPLICIT_LE, [modality]);
    const object = await read(Buffer.concat([whole.subarray(0, 132), whole.subarray(144)]));
    expect(codes(object)).to.deep.equal(["WRONG_META_GROUP_LENGTH"]);
    expect(object.dataSet.elements).to.have.length(1);
  });

  it("is found where neither preamble nor group length is there", async () => {
    const object = await read(file(EXPLICIT_LE, [modality]).subarray(144));
    expect(codes(object)).to.deep.equal(["MISSING_PREAMBLE", "WRONG_META_GROUP_LENGTH"]);
    expect(object.transferSyntax.uid).to.equal(EXPLICIT_LE);
  });

  it("may follow the prefix without file meta information", async () => {
    const object = await read(Buffer.concat([Buffer.alloc(128), Buffer.from("DICM"), modality]));
    expect(codes(object)).to.deep.equal(["MISSING_FILE_META", "MISSING_TRANSFER_SYNTAX"]);
  });

  it("may be zeros: less than an element header, and many", async () => {
    for (const zeros of [1, 2, 7, 8, 9, 64, 5000]) {
      const object = await read(file(EXPLICIT_LE, [modality, Buffer.alloc(zeros)]));
      expect(object.dataSet.elements, `${zeros} zeros`).to.have.length(1);
      expect(codes(object), `${zeros} zeros`).to.deep.equal(["TRAILING_BYTES"]);
    }
  });

  it("is refused where it is neither an element nor padding", async () => {
    for (const rest of [
      Buffer.from("\x01"),
      Buffer.from("\0\0\0\x01"),
      Buffer.from("trailing bytes"),
      Buffer.alloc(3, 0xff),
    ]) {
      const error = await rejection(read(file(EXPLICIT_LE, [modality, rest])));
      expect(error.code).to.be.oneOf(["TRUNCATED_ELEMENT", "INVALID_VR"]);
      expect(error.offset).to.be.at.least(file(EXPLICIT_LE, [modality]).length);
    }
  });

  it("is reported behind the end of a deflated data set", async () => {
    const stream = deflateRawSync(modality);
    const even = Buffer.alloc(stream.length % 2);
    expect(codes(await read(file(DEFLATED, [stream, even])))).to.deep.equal([]);
    for (const rest of [Buffer.alloc(2), Buffer.from("x"), uint32(7)]) {
      const object = await read(file(DEFLATED, [stream, rest]));
      expect(object.warnings).to.deep.equal([
        { code: "TRAILING_BYTES", offset: file(DEFLATED, [stream]).length },
      ]);
    }
  });
});
