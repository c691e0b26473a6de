import { expect } from "chai";
import fc from "fast-check";
import { BufferSource } from "../../../dicom/bytes/byteSource";
import type { Vr } from "../../../dicom/dictionary/vr";
import { DicomUsageError } from "../../../dicom/errors";
import { bytesOf, DataElement } from "../../../dicom/model/dataElement";
import { DataSet, Item } from "../../../dicom/model/dataSet";
import { characterSetOf } from "../../../dicom/text/characterSet";
import { parseNumber } from "../../../dicom/text/decimal";
import { readBigInts, readTags, writeNumbers } from "../../../dicom/text/numbers";
import { characterSetFor, firstText, readNumbers, readText, writeText } from "../../../dicom/text/values";

const TAG = 0x00100010;
const CHARACTER_SET = 0x00080005;
const empty = new DataSet([]);

function element(vr: Vr, content: string | number[], bigEndian = false): DataElement {
  const chunk = typeof content === "string" ? Buffer.from(content, "latin1") : Uint8Array.from(content);
  return new DataElement(TAG, vr, { kind: "bytes", chunk, start: 0, lengthBytes: chunk.length, bigEndian });
}

function bytesIn(written: DataElement): number[] {
  if (written.value.kind !== "bytes") throw new Error("not a short value");
  return Array.from(bytesOf(written.value));
}

describe("values as text", () => {
  const cases: [Vr, string, string[]][] = [
    ["LO", " A B \\ C ", ["A B", "C"]],
    ["SH", "A\\", ["A", ""]],
    ["SH", "\\\\", ["", "", ""]],
    ["CS", "ORIGINAL\\PRIMARY ", ["ORIGINAL", "PRIMARY"]],
    ["AE", " AE TITLE ", ["AE TITLE"]],
    ["DS", " 1.5 \\ -2 ", ["1.5", "-2"]],
    ["UI", "1.2.3\0", ["1.2.3"]],
    ["UI", "1.2\\1.3\0", ["1.2", "1.3"]],
    ["DT", "20200101 ", ["20200101"]],
    ["PN", "Doe^Jane \\Roe^Joe\0", ["Doe^Jane", "Roe^Joe"]],
    ["UC", " A\\B ", [" A", "B"]],
    ["LT", "  two\\words \r\n ", ["  two\\words \r\n"]],
    ["ST", " A ", [" A"]],
    ["UT", "A\\B", ["A\\B"]],
    ["UR", "http://host/a ", ["http://host/a"]],
    ["LO", "", []],
    ["LO", "  ", []],
    ["UI", "\0", []],
    ["OB", "AB", []],
    ["UN", "AB", []],
  ];
  for (const [vr, content, values] of cases)
    it(`reads ${vr} ${JSON.stringify(content)} as ${JSON.stringify(values)}`, () => {
      expect(readText(element(vr, content), empty)).to.deep.equal(values);
    });

  it("decodes by the data set's own character set, and without one by the enclosing data set's", () => {
    const terms = writeText(CHARACTER_SET, "CS", ["ISO_IR 144"]);
    const root = new DataSet([terms]);
    const item = new Item([], root);
    const other = new Item([writeText(CHARACTER_SET, "CS", ["ISO_IR 100"])], root);
    expect(readText(element("LO", "\xe4"), root)).to.deep.equal(["ф"]);
    expect(readText(element("LO", "\xe4"), item)).to.deep.equal(["ф"]);
    expect(readText(element("LO", "\xe4"), other)).to.deep.equal(["ä"]);
    expect(readText(element("CS", "\xe4"), root)).to.deep.equal(["ä"]);
    expect(characterSetFor(root)).to.equal(characterSetFor(item));
  });

  it("splits between characters, never inside one", () => {
    const dataSet = new DataSet([writeText(CHARACTER_SET, "CS", ["GBK"])]);
    expect(readText(element("LO", "\x81\\\\A"), dataSet)).to.deep.equal(["乗", "A"]);
    const japanese = new DataSet([writeText(CHARACTER_SET, "CS", ["", "ISO 2022 IR 87"])]);
    expect(readText(element("LO", "\x1b$B!\\\x1b(B\\A"), japanese)).to.deep.equal(["＋", "A"]);
  });

  it("gives numbers in decimal and tags in hex", () => {
    expect(readText(element("US", [1, 0, 0, 1]), empty)).to.deep.equal(["1", "256"]);
    expect(readText(element("SV", [255, 255, 255, 255, 255, 255, 255, 255]), empty)).to.deep.equal(["-1"]);
    expect(readText(element("AT", [0x10, 0x00, 0x20, 0x00]), empty)).to.deep.equal(["00100020"]);
  });

  it("gives nothing of values in the source and of sequences", () => {
    const source = new BufferSource(Buffer.from("ABCD"));
    const range = { kind: "range", source, offset: 0, lengthBytes: 4, bigEndian: false } as const;
    expect(readText(new DataElement(TAG, "LT", range), empty)).to.deep.equal([]);
    expect(readNumbers(new DataElement(TAG, "US", range))).to.deep.equal([]);
    expect(readText(DataElement.ofItems(TAG, [new Item([])]), empty)).to.deep.equal([]);
  });

  it("gives the first value, and nothing for an absent or empty element", () => {
    const dataSet = new DataSet([writeText(0x00080060, "CS", ["MR", "CT"]), writeText(0x00081030, "LO", [])]);
    expect(firstText(dataSet, 0x00080060)).to.equal("MR");
    expect(firstText(dataSet, 0x00081030)).to.equal(undefined);
    expect(firstText(dataSet, 0x00100010)).to.equal(undefined);
  });
});

describe("values as numbers", () => {
  const cases: [Vr, number[], number[], number[]][] = [
    // VR, little endian, big endian, values
    ["US", [0xff, 0xff, 1, 0], [0xff, 0xff, 0, 1], [65535, 1]],
    ["SS", [0xff, 0xff, 0, 0x80], [0xff, 0xff, 0x80, 0], [-1, -32768]],
    ["UL", [1, 0, 0, 0xff], [0xff, 0, 0, 1], [0xff000001]],
    ["SL", [0xfe, 0xff, 0xff, 0xff], [0xff, 0xff, 0xff, 0xfe], [-2]],
    ["FL", [0, 0, 0xc0, 0x3f], [0x3f, 0xc0, 0, 0], [1.5]],
    ["FD", [0, 0, 0, 0, 0, 0, 0xf8, 0x3f], [0x3f, 0xf8, 0, 0, 0, 0, 0, 0], [1.5]],
    ["OW", [1, 0, 2, 0], [0, 1, 0, 2], [1, 2]],
    ["OB", [1, 2], [1, 2], [1, 2]],
    ["SV", [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], Array<number>(8).fill(0xff), [-1]],
    ["UV", [1, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 1], [1]],
  ];
  for (const [vr, little, big, values] of cases)
    it(`reads ${vr} in both byte orders`, () => {
      expect(readNumbers(element(vr, little))).to.deep.equal(values);
      expect(readNumbers(element(vr, big, true))).to.deep.equal(values);
    });

  it("reads tags in both byte orders, as pairs of words", () => {
    expect(readTags(element("AT", [0x10, 0x00, 0x20, 0x01]))).to.deep.equal([0x00100120]);
    expect(readTags(element("AT", [0x00, 0x10, 0x01, 0x20], true))).to.deep.equal([0x00100120]);
    expect(readTags(element("AT", [0xfe, 0xff, 0x00, 0xe0]))).to.deep.equal([0xfffee000]);
    expect(readTags(element("US", [1, 2, 3, 4]))).to.deep.equal([]);
  });

  it("reads 64 bits exactly as bigint", () => {
    expect(readBigInts(element("UV", Array<number>(8).fill(0xff)))).to.deep.equal([2n ** 64n - 1n]);
    expect(readBigInts(element("SV", [0, 0, 0, 0, 0, 0, 0, 0x80]))).to.deep.equal([-(2n ** 63n)]);
  });

  it("leaves out bytes that make no whole number", () => {
    expect(readNumbers(element("UL", [1, 0, 0, 0, 2, 0]))).to.deep.equal([1]);
  });

  it("reads decimal strings, and NaN where there is no number", () => {
    expect(readNumbers(element("DS", "1.5\\-2e3\\+.5\\ 7 "))).to.deep.equal([1.5, -2000, 0.5, 7]);
    expect(readNumbers(element("IS", "12\\x\\\\0x10\\3"))).to.deep.equal([12, NaN, NaN, NaN, 3]);
    expect(parseNumber("Infinity")).to.deep.equal(NaN);
  });

  it("reads back what writeNumbers writes, padded to even length", () => {
    expect(readNumbers(writeNumbers(TAG, "FD", [1.5, -0.1]))).to.deep.equal([1.5, -0.1]);
    expect(bytesIn(writeNumbers(TAG, "US", [258]))).to.deep.equal([2, 1]);
    expect(bytesIn(writeNumbers(TAG, "OB", [1]))).to.deep.equal([1, 0]);
    expect(() => writeNumbers(TAG, "LO", [1]))
      .to.throw(DicomUsageError)
      .with.property("code", "INVALID_ARGUMENT");
  });
});

describe("text as values", () => {
  it("joins values and pads to even length by the VR", () => {
    expect(bytesIn(writeText(TAG, "LO", ["A", "B"]))).to.deep.equal([0x41, 0x5c, 0x42, 0x20]);
    expect(bytesIn(writeText(TAG, "UI", ["1.2"]))).to.deep.equal([0x31, 0x2e, 0x32, 0x00]);
    expect(bytesIn(writeText(TAG, "LO", []))).to.deep.equal([]);
  });

  it("encodes by the character set, with question marks for what it cannot say", () => {
    expect(bytesIn(writeText(TAG, "LO", ["é王"]))).to.deep.equal([0x3f, 0x3f]);
    expect(bytesIn(writeText(TAG, "LO", ["é王"], characterSetOf(["ISO_IR 100"])))).to.deep.equal([
      0xe9, 0x3f,
    ]);
    const utf8 = writeText(TAG, "LO", ["é王"], characterSetOf(["ISO_IR 192"]));
    expect(bytesIn(utf8)).to.deep.equal([0xc3, 0xa9, 0xe7, 0x8e, 0x8b, 0x20]);
    expect(bytesIn(writeText(TAG, "CS", ["é"], characterSetOf(["ISO_IR 192"])))).to.deep.equal([0x3f, 0x20]);
  });

  it("refuses VRs that hold no text", () => {
    expect(() => writeText(TAG, "US", ["1"]))
      .to.throw(DicomUsageError)
      .with.property("code", "INVALID_ARGUMENT");
    expect(() => writeText(TAG, "SQ", [])).to.throw(DicomUsageError);
  });

  it("reads back what it wrote", () => {
    const dataSet = new DataSet([writeText(CHARACTER_SET, "CS", ["ISO_IR 192"])]);
    const value = fc
      .string({ unit: "grapheme", minLength: 1 })
      .map((text) => text.replace(/[\\\0]/g, "").trim())
      .filter((text) => text !== "");
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const written = writeText(TAG, "LO", values, characterSetFor(dataSet));
        expect(readText(written, dataSet)).to.deep.equal(values);
      }),
    );
  });
});
