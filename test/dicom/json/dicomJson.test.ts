import { expect } from "chai";
import { BufferSource } from "../../../dicom/bytes/byteSource";
import type { Tag } from "../../../dicom/dictionary/tag";
import type { Vr } from "../../../dicom/dictionary/vr";
import { toDicomJson, type DicomJsonElement } from "../../../dicom/json/dicomJson";
import { formatDicomJson } from "../../../dicom/json/formatDicomJson";
import { DataElement } from "../../../dicom/model/dataElement";
import { DataSet, Item } from "../../../dicom/model/dataSet";
import { writeNumbers } from "../../../dicom/text/numbers";
import { writeText } from "../../../dicom/text/values";

const TAG: Tag = 0x00101010;
const source = new BufferSource(Buffer.alloc(100));

function short(vr: Vr, content: string | number[], bigEndian = false): DataElement {
  const chunk = typeof content === "string" ? Buffer.from(content, "latin1") : Uint8Array.from(content);
  return new DataElement(TAG, vr, { kind: "bytes", chunk, start: 0, lengthBytes: chunk.length, bigEndian });
}

function jsonOf(element: DataElement): DicomJsonElement | undefined {
  return Object.values(toDicomJson(new DataSet([element])))[0];
}

describe("the DICOM JSON Model", () => {
  const cases: [Vr, string | number[], Omit<DicomJsonElement, "vr">][] = [
    ["LO", "A \\\\ B ", { Value: ["A", null, "B"] }],
    ["LO", "", {}],
    ["LO", "  ", {}],
    ["LT", "a\\b ", { Value: ["a\\b"] }],
    ["UI", "1.2.840\0", { Value: ["1.2.840"] }],
    ["DA", "20240229", { Value: ["20240229"] }],
    ["DS", "1.50\\-2E3\\\\+7 ", { Value: [1.5, -2000, null, 7] }],
    ["DS", "0.12345678901234567890", { Value: ["0.12345678901234567890"] }],
    ["DS", "1e999\\abc", { Value: ["1e999", "abc"] }],
    ["IS", "-12\\9007199254740993", { Value: [-12, "9007199254740993"] }],
    ["PN", "Doe^Jane\\\\=X", { Value: [{ Alphabetic: "Doe^Jane" }, null, { Ideographic: "X" }] }],
    ["PN", "A=B=C", { Value: [{ Alphabetic: "A", Ideographic: "B", Phonetic: "C" }] }],
    ["PN", "A \0=B\0= ", { Value: [{ Alphabetic: "A", Ideographic: "B" }] }],
    ["AT", [0x10, 0x00, 0x0a, 0xab], { Value: ["0010AB0A"] }],
    ["US", [0xff, 0xff, 1, 0], { Value: [65535, 1] }],
    ["SS", [0xff, 0xff], { Value: [-1] }],
    ["UL", [0xff, 0xff, 0xff, 0xff], { Value: [4294967295] }],
    ["SL", [0xff, 0xff, 0xff, 0xff], { Value: [-1] }],
    ["FL", [0, 0, 0xc0, 0x3f], { Value: [1.5] }],
    ["FL", [0, 0, 0xc0, 0x7f], { Value: ["NaN"] }],
    ["FD", [0, 0, 0, 0, 0, 0, 0xf0, 0x7f], { Value: ["Infinity"] }],
    ["FD", [0, 0, 0, 0, 0, 0, 0xf0, 0xff], { Value: ["-Infinity"] }],
    ["UV", [1, 0, 0, 0, 0, 0, 0, 0], { Value: [1] }],
    ["UV", [0, 0, 0, 0, 0, 0, 0x20, 0], { Value: ["9007199254740992"] }],
    ["UV", [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], { Value: ["18446744073709551615"] }],
    ["SV", [0, 0, 0, 0, 0, 0, 0, 0x80], { Value: ["-9223372036854775808"] }],
    ["SV", [1, 0, 0, 0, 0, 0, 0, 0x80], { Value: ["-9223372036854775807"] }],
    ["OB", [1, 2], { InlineBinary: "AQI=" }],
    ["UN", [1, 2], { InlineBinary: "AQI=" }],
    ["OW", [1, 2], { InlineBinary: "AQI=" }],
    ["OB", [], {}],
  ];
  for (const [vr, content, json] of cases)
    it(`writes ${vr} ${JSON.stringify(content)} as ${JSON.stringify(json)}`, () => {
      expect(jsonOf(short(vr, content))).to.deep.equal({ vr, ...json });
    });

  it("turns big endian to little endian in numbers and binary values", () => {
    expect(jsonOf(short("US", [0, 1], true))?.Value).to.deep.equal([1]);
    expect(jsonOf(short("OW", [1, 2, 3, 4], true))?.InlineBinary).to.equal("AgEEAw==");
    expect(jsonOf(short("OL", [1, 2, 3, 4], true))?.InlineBinary).to.equal("BAMCAQ==");
    expect(jsonOf(short("OD", [1, 2, 3, 4, 5, 6, 7, 8], true))?.InlineBinary).to.equal("CAcGBQQDAgE=");
    expect(jsonOf(short("OB", [1, 2], true))?.InlineBinary).to.equal("AQI=");
  });

  it("turns whole words around, and leaves a byte behind them, as writing a file does", () => {
    expect(jsonOf(short("OW", [1, 2, 3], true))?.InlineBinary).to.equal("AgED");
  });

  it("gives values that are left in the source a URI", () => {
    const range = new DataElement(TAG, "OW", {
      kind: "range",
      source,
      offset: 12,
      lengthBytes: 34,
      bigEndian: false,
    });
    const fragments = new DataElement(0x7fe00010, "OB", {
      kind: "fragments",
      source,
      offset: 50,
      lengthBytes: 20,
      offsetTableBytes: 0,
      fragmentCount: 1,
    });
    expect(toDicomJson(new DataSet([range, fragments]))).to.deep.equal({
      "00101010": { vr: "OW", BulkDataURI: "offset=12&length=34" },
      "7FE00010": { vr: "OB", BulkDataURI: "offset=50&length=20&offsetTable=0&fragments=1" },
    });
    const bulkDataUri = ({ offset }: { offset: number }) => `bulk/${offset}`;
    expect(toDicomJson(new DataSet([range]), { bulkDataUri })["00101010"]?.BulkDataURI).to.equal("bulk/12");
  });

  it("nests items, with the character set of the data set around them, and leaves empty sequences without a value", () => {
    const root = new DataSet([writeText(0x00080005, "CS", ["ISO_IR 144"])]);
    const item = new Item([short("LO", "\xe4")], root);
    const sequences = [
      DataElement.ofItems(0x00081140, [item, new Item([], root)]),
      DataElement.ofItems(0x00082112, []),
    ];
    expect(toDicomJson(new DataSet([...root.elements, ...sequences]))).to.deep.equal({
      "00080005": { vr: "CS", Value: ["ISO_IR 144"] },
      "00081140": { vr: "SQ", Value: [{ "00101010": { vr: "LO", Value: ["ф"] } }, {}] },
      "00082112": { vr: "SQ" },
    });
  });

  it("leaves group lengths out, at every level", () => {
    const length = writeNumbers(0x00080000, "UL", [4]);
    const sequence = DataElement.ofItems(0x00081140, [new Item([length])]);
    expect(toDicomJson(new DataSet([length, sequence]))).to.deep.equal({
      "00081140": { vr: "SQ", Value: [{}] },
    });
  });
});

describe("the text of the DICOM JSON Model", () => {
  const item = new Item([writeText(0x30060026, "LO", ["ROI"]), writeText(0x30060084, "IS", ["1", "", "2"])]);
  const dataSet = new DataSet([
    writeText(0x00080060, "CS", ["RTSTRUCT"]),
    writeText(0x00100010, "PN", ["Doe^Jane"]),
    DataElement.ofItems(0x00101002, [new Item([])]),
    writeText(0x0020000d, "UI", []),
    DataElement.ofItems(0x30060020, [item]),
  ]);
  const json = toDicomJson(dataSet);

  it("has the attributes in ascending order, also those whose tag reads as a whole number", () => {
    expect(Object.keys(json)[0]).to.equal("30060020");
    const tags = Array.from(formatDicomJson(json).matchAll(/"([0-9A-F]{8})":/g), (match) => match[1]);
    expect(tags).to.deep.equal([
      "00080060",
      "00100010",
      "00101002",
      "0020000D",
      "30060020",
      "30060026",
      "30060084",
    ]);
  });

  it("says the same as the object, on one line or indented", () => {
    expect(JSON.parse(formatDicomJson(json))).to.deep.equal(json);
    expect(formatDicomJson(json)).not.to.match(/\s/);
    expect(JSON.parse(formatDicomJson(json, 2))).to.deep.equal(json);
  });

  it("is indented by level", () => {
    expect(formatDicomJson(toDicomJson(new DataSet([writeText(0x00100010, "PN", ["A"])])), 2)).to.equal(
      [
        "{",
        '  "00100010": {',
        '    "vr": "PN",',
        '    "Value": [',
        "      {",
        '        "Alphabetic": "A"',
        "      }",
        "    ]",
        "  }",
        "}",
      ].join("\n"),
    );
    expect(formatDicomJson({}, 2)).to.equal("{}");
  });
});
