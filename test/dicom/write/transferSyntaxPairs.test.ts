import { deflateRawSync, inflateRawSync } from "node:zlib";
import { expect } from "chai";
import {
  BufferSource,
  planToBuffer,
  planWrite,
  readDicom,
  transferSyntaxOf,
  type DicomObject,
  type TransferSyntax,
} from "../../../dicom";
import { VR_TRAITS } from "../../../dicom/dictionary/vr";
import {
  BIG_ENDIAN,
  element,
  EXPLICIT,
  file,
  IMPLICIT,
  item,
  sequenceDelimiter,
  UNDEFINED,
} from "../../support/dicom/bytes";
import { describeDataSet } from "../../support/dicom/describeDataSet";
import { encapsulated, encode, everything, ONE_OF_EACH_VR, type Field } from "../../support/dicom/everyVr";

const SYNTAXES = {
  implicit: { uid: "1.2.840.10008.1.2", encoding: IMPLICIT },
  explicit: { uid: "1.2.840.10008.1.2.1", encoding: EXPLICIT },
  "big endian": { uid: "1.2.840.10008.1.2.2", encoding: BIG_ENDIAN },
  deflated: { uid: "1.2.840.10008.1.2.1.99", encoding: EXPLICIT },
};
type Name = keyof typeof SYNTAXES;
const NAMES = Object.keys(SYNTAXES) as Name[];

/** Over 64 KiB, no multiple of 8. */
const LONG_BYTES = 70_002;
const LONG_CONTENT: readonly Field[] = [
  ...everything(LONG_BYTES),
  { tag: 0x00720068, vr: "LT", value: Buffer.alloc(LONG_BYTES, "x") },
  { tag: 0x0072007a, vr: "US", value: Buffer.alloc(LONG_BYTES, "ab"), unitBytes: 2 },
  { tag: 0x00720078, vr: "UL", value: Buffer.alloc(65_536, "abcd"), unitBytes: 4 }, // too long, and held in memory
] as const;

/** Ascending, the last of a tag. */
const canonical = (fields: readonly Field[]): Field[] =>
  [...new Map(fields.map((field) => [field.tag, field])).values()].sort((a, b) => a.tag - b.tag);

function syntaxOf(name: Name): TransferSyntax {
  const syntax = transferSyntaxOf(SYNTAXES[name].uid);
  if (!syntax) throw new Error("the test names an unknown transfer syntax");
  return syntax;
}

const bytesIn = (name: Name, fields: readonly Field[]): Buffer => {
  const content = encode(canonical(fields), SYNTAXES[name].encoding);
  return file(SYNTAXES[name].uid, [name === "deflated" ? deflateRawSync(content) : content]);
};

const writeAs = async (object: DicomObject, name: Name): Promise<Buffer> =>
  Buffer.from(await planToBuffer(planWrite({ ...object, transferSyntax: syntaxOf(name) })));

/** What is compared: streams that inflate to the same are the same. */
function inflated(name: Name, bytes: Buffer): string {
  const start = file(SYNTAXES[name].uid, []).length;
  const content = bytes.subarray(start);
  const plain = name === "deflated" ? inflateRawSync(content) : content;
  return Buffer.concat([bytes.subarray(0, start), plain]).toString("hex");
}

describe("canonical files of all 34 VRs", () => {
  it("have an attribute of each VR", () => {
    const vrs = [...ONE_OF_EACH_VR.map(({ vr }) => vr), "SQ"].sort();
    expect(vrs).to.deep.equal(Object.keys(VR_TRAITS).sort());
  });

  for (const from of NAMES) {
    for (const to of NAMES) {
      it(`in ${from} become, byte by byte, the same file in ${to}`, async () => {
        for (const fields of [everything(8), LONG_CONTENT]) {
          const object = await readDicom(new BufferSource(bytesIn(from, fields)));
          expect(object.warnings).to.deep.equal([]);
          const written = inflated(to, await writeAs(object, to));
          expect(written === inflated(to, bytesIn(to, fields))).to.equal(true);
        }
      });
    }
  }

  it("stay as they are where pixel data is encapsulated, with and without offset tables", async () => {
    const table = Buffer.from("00000000" + "0c000000", "hex");
    for (const offsets of [Buffer.alloc(0), table]) {
      for (const fragments of [
        [],
        [Buffer.from("JPEG")],
        [Buffer.from("JPEG"), Buffer.alloc(0), Buffer.alloc(70_000)],
      ]) {
        const before = encode(
          everything(8).filter(({ tag }) => tag < 0x7fe00000),
          EXPLICIT,
        );
        const extended = Buffer.concat([
          element(0x7fe00001, "OV", Buffer.alloc(16)),
          element(0x7fe00002, "OV", Buffer.alloc(16, 1)),
        ]);
        const bytes = file("1.2.840.10008.1.2.4.90", [before, extended, encapsulated(offsets, fragments)]);
        const object = await readDicom(new BufferSource(bytes));
        expect(object.warnings).to.deep.equal([]);
        expect(Buffer.from(await planToBuffer(planWrite(object))).equals(bytes)).to.equal(true);
      }
    }
  });
});

describe("files that are not canonical", () => {
  const first = element(0x00080060, "CS", "CT");
  const inUn = item([
    element(0x00081155, "UI", "1.2\0", IMPLICIT),
    element(0x00280010, "US", "\x01\0", IMPLICIT),
  ]);
  const cases: Record<string, Uint8Array[]> = {
    "odd lengths": [first, element(0x00100020, "LO", "odd"), element(0x00720065, "OB", "abc")],
    "odd lengths inside items": [first, element(0x00081140, "SQ", item([element(0x00081155, "UI", "1.2")]))],
    "UN of undefined length": [
      first,
      element(0x00091001, "UN", Buffer.concat([inUn, sequenceDelimiter()]), EXPLICIT, UNDEFINED),
    ],
    "UN of defined length that is a sequence": [first, element(0x00081140, "UN", inUn)],
    "UN that is a number": [first, element(0x00280010, "UN", "\x01\x02")],
    "UN that is long": [first, element(0x00720078, "UN", Buffer.alloc(80_000, "abcd"))],
    "an unknown VR": [first, Buffer.from("72006500" + "5a5a0000" + "04000000" + "00010203", "hex")],
    "group lengths": [element(0x00080000, "UL", "\x0a\0\0\0"), first, element(0x00100000, "UL", "\0\0\0\0")],
    "elements out of order and repeated": [
      element(0x00100020, "LO", "B "),
      first,
      element(0x00100010, "PN", "A "),
      element(0x00100010, "PN", "C "),
    ],
    "a missing item delimiter": [
      first,
      element(
        0x00081140,
        "SQ",
        Buffer.concat([item([first], UNDEFINED).subarray(0, -8), sequenceDelimiter()]),
        EXPLICIT,
        UNDEFINED,
      ),
    ],
    "a missing sequence delimiter": [
      first,
      element(0x00081140, "SQ", item([first], UNDEFINED), EXPLICIT, UNDEFINED),
      element(0x00100020, "LO", "ID"),
    ],
  };
  for (const [name, content] of Object.entries(cases)) {
    it(`keep their data set with ${name}, in every pair of transfer syntaxes`, async () => {
      const original = await readDicom(new BufferSource(file(SYNTAXES.explicit.uid, content)));
      const written = await readDicom(new BufferSource(await writeAs(original, "explicit")));
      expect(written.warnings).to.deep.equal([]);
      const expected = (await describeDataSet(original.dataSet)).filter(isWritten).map(padded);
      expect(await describeDataSet(written.dataSet)).to.deep.equal(expected);
      for (const from of NAMES) {
        for (const to of NAMES) {
          const once = await readDicom(new BufferSource(await writeAs(original, from)));
          const twice = await readDicom(new BufferSource(await writeAs(once, to)));
          const back = await readDicom(new BufferSource(await writeAs(twice, "explicit")));
          expect(await describeDataSet(back.dataSet), `${from} → ${to}`).to.deep.equal(expected);
        }
      }
    });
  }

  /** Group lengths are not. */
  function isWritten(described: unknown): boolean {
    return !String((described as unknown[])[0]).startsWith("0000", 4);
  }

  /** Of a described element, with values of even length. */
  function padded(described: unknown): unknown {
    const [head, content] = described as [string, unknown];
    if (Array.isArray(content)) return [head, content.map((one) => (one as unknown[]).map(padded))];
    const vr = head.slice(9) as keyof typeof VR_TRAITS;
    const padding = Buffer.of(VR_TRAITS[vr].padding).toString("hex");
    return [head, (content as string).length % 4 === 0 ? content : `${content as string}${padding}`];
  }
});
