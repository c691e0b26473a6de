import { expect } from "chai";
import { BufferSource, DicomFormatError, DicomLimitError, readDicom, type DicomObject } from "../../../dicom";
import {
  BIG_ENDIAN,
  element,
  EXPLICIT,
  file,
  IMPLICIT,
  item,
  sequenceDelimiter,
  UNDEFINED,
  uint16,
} from "../../support/dicom/bytes";
import { describeDataSet } from "../../support/dicom/describeDataSet";
import { rejection } from "../../support/dicom/rejection";

const EXPLICIT_LE = "1.2.840.10008.1.2.1";
const IMPLICIT_LE = "1.2.840.10008.1.2";
const EXPLICIT_BE = "1.2.840.10008.1.2.2";
const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";

const read = (syntax: string, content: Uint8Array[]): Promise<DicomObject> =>
  readDicom(new BufferSource(file(syntax, content)));
const codes = (object: DicomObject) => object.warnings.map(({ code }) => code);

/** A data set starts with some attribute of group 0008. */
const first = element(0x00080060, "CS", "CT");

describe("reading a data set", () => {
  it("reads explicit VR little endian with short and long length fields", async () => {
    const object = await read(EXPLICIT_LE, [first, element(0x00080120, "UR", "urn:a ")]);
    expect(await describeDataSet(object.dataSet)).to.deep.equal([
      ["00080060 CS", "4354"],
      ["00080120 UR", "75726e3a6120"],
    ]);
    expect(object.warnings).to.be.empty;
  });

  it("takes the VR from the dictionary in implicit VR", async () => {
    const object = await read(IMPLICIT_LE, [
      element(0x00080060, "CS", "CT", IMPLICIT),
      element(0x00191001, "UN", "ab", IMPLICIT),
      element(0x00280103, "US", uint16(1), IMPLICIT),
      element(0x00280106, "US", uint16(0xffff), IMPLICIT),
    ]);
    expect(object.dataSet.elements.map(({ vr }) => vr)).to.deep.equal(["CS", "UN", "US", "SS"]);
  });

  it("reads big endian numbers in their byte order", async () => {
    const object = await read(EXPLICIT_BE, [
      element(0x00080060, "CS", "CT", BIG_ENDIAN),
      element(0x00280010, "US", uint16(512, true), BIG_ENDIAN),
    ]);
    const value = object.dataSet.get(0x00280010)?.value;
    expect(value).to.include({ kind: "bytes", bigEndian: true, lengthBytes: 2 });
  });

  for (const length of [undefined, UNDEFINED]) {
    const name = length === undefined ? "defined" : "undefined";
    it(`reads nested sequences of ${name} length, with an empty item`, async () => {
      const inner = element(0x00081199, "SQ", item([element(0x00081155, "UI", "1.2\0")]));
      const items = Buffer.concat([
        item([inner], length),
        item([], length),
        length ? sequenceDelimiter() : Buffer.alloc(0),
      ]);
      const object = await read(EXPLICIT_LE, [
        first,
        element(0x00081140, "SQ", items, undefined, length),
        element(0x00100020, "LO", "ID"),
      ]);
      expect((await describeDataSet(object.dataSet)).slice(1)).to.deep.equal([
        ["00081140 SQ", [[["00081199 SQ", [[["00081155 UI", "312e3200"]]]]], []]],
        ["00100020 LO", "4944"],
      ]);
      expect(object.warnings).to.be.empty;
    });
  }

  it("reads UN of undefined length as implicit VR little endian, even in big endian", async () => {
    const content = Buffer.concat([
      item([element(0x00081155, "UI", "1.2\0", IMPLICIT)]),
      sequenceDelimiter(),
    ]);
    const object = await read(EXPLICIT_BE, [
      element(0x00080060, "CS", "CT", BIG_ENDIAN),
      element(0x00091001, "UN", content, BIG_ENDIAN, UNDEFINED),
    ]);
    expect((await describeDataSet(object.dataSet))[1]).to.deep.equal([
      "00091001 SQ",
      [[["00081155 UI", "312e3200"]]],
    ]);
  });

  it("reads a known sequence of VR UN and defined length", async () => {
    const object = await read(EXPLICIT_LE, [
      first,
      element(0x00081140, "UN", item([element(0x00081155, "UI", "1.2\0", IMPLICIT)])),
    ]);
    expect((await describeDataSet(object.dataSet))[1]).to.deep.equal([
      "00081140 SQ",
      [[["00081155 UI", "312e3200"]]],
    ]);
  });

  it("keeps the fragments of encapsulated pixel data as one range", async () => {
    const fragments = Buffer.concat([item([]), item([Buffer.from("JPEG")]), item([Buffer.from("more")])]);
    const object = await read(JPEG_BASELINE, [
      first,
      element(0x7fe00010, "OB", Buffer.concat([fragments, sequenceDelimiter()]), undefined, UNDEFINED),
    ]);
    expect(object.dataSet.get(0x7fe00010)?.value).to.include({
      kind: "fragments",
      lengthBytes: fragments.length,
      offsetTableBytes: 0,
      fragmentCount: 2,
    });
  });

  it("reads an unknown VR with a 32-bit length and says so", async () => {
    const object = await read(EXPLICIT_LE, [
      first,
      Buffer.concat([Buffer.from([0x09, 0x00, 0x01, 0x10]), Buffer.from("ZZ\0\0\x02\0\0\0ab", "latin1")]),
      element(0x00100020, "LO", "ID"),
    ]);
    expect(object.dataSet.elements.map(({ vr }) => vr)).to.deep.equal(["CS", "UN", "LO"]);
    expect(codes(object)).to.deep.equal(["UNKNOWN_VR"]);
  });

  it("puts elements into order and keeps the last of a repeated tag", async () => {
    const object = await read(EXPLICIT_LE, [
      first,
      element(0x00100020, "LO", "B "),
      element(0x00100010, "PN", "A "),
      element(0x00100010, "PN", "C "),
    ]);
    expect(await describeDataSet(object.dataSet)).to.deep.equal([
      ["00080060 CS", "4354"],
      ["00100010 PN", "4320"],
      ["00100020 LO", "4220"],
    ]);
    expect(codes(object)).to.deep.equal(["ELEMENT_OUT_OF_ORDER", "DUPLICATE_ELEMENT"]);
  });

  it("goes past missing item delimiters inside a sequence", async () => {
    const cut = item([element(0x00081155, "UI", "1.2\0")], UNDEFINED).subarray(0, -8);
    const object = await read(EXPLICIT_LE, [
      first,
      element(0x00081140, "SQ", Buffer.concat([cut, cut, sequenceDelimiter()]), undefined, UNDEFINED),
    ]);
    expect((await describeDataSet(object.dataSet))[1]).to.deep.equal([
      "00081140 SQ",
      [[["00081155 UI", "312e3200"]], [["00081155 UI", "312e3200"]]],
    ]);
    expect(codes(object)).to.deep.equal(["MISSING_DELIMITER", "MISSING_DELIMITER"]);
  });

  it("takes zeros behind the last element for padding", async () => {
    const object = await read(EXPLICIT_LE, [first, Buffer.alloc(20)]);
    expect(codes(object)).to.deep.equal(["TRAILING_BYTES"]);
    expect(object.dataSet.elements).to.have.length(1);
  });

  it("refuses what follows such zeros, which would get lost otherwise", async () => {
    const error = await rejection(
      read(EXPLICIT_LE, [first, Buffer.alloc(20), element(0x00100020, "LO", "ID")]),
    );
    expect(error.code).to.equal("TRUNCATED_ELEMENT");
  });

  it("warns once of each deviation, whatever the read window", async () => {
    const odd = Buffer.concat([
      Buffer.from([0x09, 0x00, 0x01, 0x10]),
      Buffer.from("ZZ\0\0\x03\0\0\0abc", "latin1"),
    ]);
    const source = new BufferSource(
      file(EXPLICIT_LE, [first, odd, element(0x00100020, "LO", "ID"), Buffer.alloc(9)]),
    );
    for (const windowBytes of [1, 2, 7, 64, 1024]) {
      const object = await readDicom(source, { windowBytes });
      expect(codes(object), `window of ${windowBytes}`).to.deep.equal([
        "UNKNOWN_VR",
        "ODD_LENGTH",
        "TRAILING_BYTES",
      ]);
    }
  });

  it("reports offset, tag and path of a value that goes beyond its item", async () => {
    const bad = element(0x00081155, "UI", "1.2\0", undefined, 500);
    const error = await rejection(
      read(EXPLICIT_LE, [first, element(0x00081140, "SQ", item([bad])), Buffer.alloc(600)]),
    );
    expect(error).to.be.instanceOf(DicomFormatError);
    expect(error).to.include({ code: "LENGTH_OUT_OF_BOUNDS", tag: "00081155", path: "00081140[0].00081155" });
    expect(error.offset).to.equal(file(EXPLICIT_LE, [first]).length + 12 + 8);
  });

  it("says nothing of the bytes that stand where a tag should be", async () => {
    // PatientName is longer than its length field says: what follows is the rest of the name.
    for (const [syntax, encoding] of [
      [EXPLICIT_LE, EXPLICIT],
      [IMPLICIT_LE, IMPLICIT],
    ] as const) {
      const modality = element(0x00080060, "CS", "CT", encoding);
      const name = element(0x00100010, "PN", "MARTINEZ^ELIZABETH", encoding, 8);
      const error = await rejection(read(syntax, [modality, name, Buffer.alloc(20, "A")]));
      expect(error).to.include({ tag: undefined, path: "unknown" });
      const { message, code } = error;
      expect(`${code} ${message}`).not.to.match(/5E45|455E|4C49|494C|\d{8}/);
    }
  });

  it("lets go of a read of which a short value between long ones uses little", async () => {
    const long = element(0x00191001, "OB", Buffer.alloc(70_000));
    const object = await read(EXPLICIT_LE, [
      first,
      long,
      element(0x00280010, "US", uint16(1)),
      long.fill(0x1b, 0, 1),
    ]);
    const value = object.dataSet.get(0x00280010)?.value;
    expect(value?.kind === "bytes" && value.chunk.buffer.byteLength).to.equal(2);
  });

  it("refuses sequences that nest beyond the limit, however deep the file goes", async () => {
    let content: Buffer = Buffer.alloc(0);
    for (let depth = 0; depth < 10_000; depth++) {
      content = Buffer.concat([element(0x00081140, "SQ", Buffer.alloc(0), undefined, UNDEFINED), content]);
      content = Buffer.concat([
        content.subarray(0, 12),
        Buffer.from("feff00e0ffffffff", "hex"),
        content.subarray(12),
      ]);
    }
    const error = await rejection(read(EXPLICIT_LE, [first, content]));
    expect(error).to.be.instanceOf(DicomLimitError);
    expect(error.code).to.equal("NESTING_TOO_DEEP");
  });

  it("refuses more elements and items than the limit", async () => {
    const items = Buffer.concat(Array.from({ length: 50 }, () => item([])));
    const source = new BufferSource(file(EXPLICIT_LE, [first, element(0x00081140, "SQ", items)]));
    const error = await rejection(readDicom(source, { limits: { elements: 20 } }));
    expect(error.code).to.equal("TOO_MANY_ELEMENTS");
  });

  it("refuses headers that are larger than the limit", async () => {
    const content = Array.from({ length: 10 }, (_, index) =>
      element(0x00101001 + index, "UT", "x".repeat(1000)),
    );
    const error = await rejection(
      readDicom(new BufferSource(file(EXPLICIT_LE, [first, ...content])), { limits: { headerBytes: 5000 } }),
    );
    expect(error.code).to.equal("HEADER_TOO_LARGE");
  });
});
