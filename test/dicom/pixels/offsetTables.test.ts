import { expect } from "chai";
import {
  BufferSource,
  deidentify,
  inspectFragments,
  planToBuffer,
  readDicom,
  type DataSet,
} from "../../../dicom";
import { element, file, item, sequenceDelimiter, tagBytes, uint32 } from "../../support/dicom/bytes";
import { BASIC, KEY } from "../../support/dicom/deidentified";
import { ctElements, EXPLICIT_LE } from "../../src/pipeline/support/ctFile";

const BASELINE = "1.2.840.10008.1.2.4.50";

const hex = (text: string): Buffer => Buffer.from(text.replace(/ /g, ""), "hex");
const words = (...values: number[]) => Buffer.concat(values.map((value) => uint32(value)));
const longs = (...values: number[]) => Buffer.concat(values.map((value) => words(value, 0)));

/** 30 bytes: the frame after it begins at 38. */
const FRAME = hex("ffd8 ffc0 000b 08 0004 0004 01 01 11 00 ffda 0008 01 01 00 00 3f 00 1234 ffd9 00");
const FRAGMENT_BYTES = 8 + FRAME.length;

interface Tables {
  readonly basic?: Uint8Array;
  readonly extended?: Uint8Array;
  readonly lengths?: Uint8Array;
  readonly total?: Uint8Array;
}

const tables = ({ extended, lengths, total }: Tables) => [
  ...(extended ? [element(0x7fe00001, "OV", extended)] : []),
  ...(lengths ? [element(0x7fe00002, "OV", lengths)] : []),
  ...(total ? [element(0x7fe00003, "UV", total)] : []),
];

/** Three frames, a fragment each. */
const image = (said: Tables) =>
  file(BASELINE, [
    ...ctElements({ 0x7fe00010: undefined }),
    ...tables(said),
    Buffer.concat([tagBytes(0x7fe00010), Buffer.from("OB\0\0"), uint32(0xffffffff)]),
    ...[said.basic ?? Buffer.alloc(0), FRAME, FRAME, FRAME].map((bytes) => item([bytes])),
    sequenceDelimiter(),
  ]);

async function outputOf(bytes: Uint8Array): Promise<{ dataSet: DataSet; output: Buffer }> {
  const object = await readDicom(new BufferSource(bytes));
  const fragments = await inspectFragments(object);
  const output = await planToBuffer(deidentify(object, { policy: BASIC, key: KEY, fragments }).plan);
  return { dataSet: (await readDicom(new BufferSource(output))).dataSet, output: Buffer.from(output) };
}

async function basicTableAfter(basic: Buffer): Promise<number[]> {
  const { dataSet, output } = await outputOf(image({ basic }));
  const value = dataSet.get("PixelData")?.value;
  if (value?.kind !== "fragments") throw new Error("the output has no fragments");
  return Array.from({ length: value.offsetTableBytes / 4 }, (_, index) =>
    output.readUInt32LE(value.offset + 8 + 4 * index),
  );
}

const tagsOf = ({ elements }: DataSet) =>
  elements.map(({ tag }) => tag).filter((tag) => tag > 0x7fe00000 && tag < 0x7fe00004);

describe("offset tables", () => {
  it("that say where fragments are stay", async () => {
    const starts = [0, FRAGMENT_BYTES, 2 * FRAGMENT_BYTES];
    expect(await basicTableAfter(words(...starts))).to.deep.equal(starts);
    const { dataSet } = await outputOf(
      image({
        extended: longs(...starts),
        lengths: longs(FRAME.length, FRAME.length - 1, FRAME.length),
        total: longs(3 * FRAME.length),
      }),
    );
    expect(tagsOf(dataSet)).to.deep.equal([0x7fe00001, 0x7fe00002, 0x7fe00003]);
  });

  it("have the nearest fragment in place of anything else", async () => {
    const starts = [0, FRAGMENT_BYTES, 2 * FRAGMENT_BYTES];
    expect(await basicTableAfter(words(8, FRAGMENT_BYTES + 8, 2 * FRAGMENT_BYTES - 2))).to.deep.equal(starts);
    const name = Buffer.from("DOE^JOHN\0\0\0\0", "latin1");
    const after = await basicTableAfter(name);
    expect(after.every((entry) => starts.includes(entry))).to.equal(true);
    expect((await outputOf(image({ basic: name }))).output.includes("DOE^JOHN")).to.equal(false);
  });

  it("of more entries than fragments are not tables: the object is held", async () => {
    const inspection = await inspectFragments(
      await readDicom(new BufferSource(image({ basic: words(0, 1, 2, 3) }))),
    );
    expect(inspection?.problem).to.match(/more entries/);
  });

  const starts = longs(0, FRAGMENT_BYTES, 2 * FRAGMENT_BYTES);
  const wrong: Record<string, Tables> = {
    "offsets of no fragment": { extended: longs(0, 1, 2) },
    "text instead of offsets": { extended: Buffer.from("DOE^JOHN") },
    "lengths of other fragments": { extended: starts, lengths: longs(1, 2, 3) },
    "lengths without offsets": { lengths: longs(FRAME.length) },
    "more entries than fragments": { extended: longs(0, 0, 0, 0) },
    "another total length": { total: Buffer.from("DOE^JOHN") },
  };
  for (const [what, said] of Object.entries(wrong))
    it(`go where the extended ones have ${what}`, async () => {
      expect(tagsOf((await outputOf(image(said))).dataSet)).to.deep.equal([]);
    });

  it("go from native pixel data", async () => {
    const said = tables({ extended: longs(0), lengths: longs(32), total: longs(32) });
    const pixels = element(0x7fe00010, "OW", Buffer.alloc(32));
    const { dataSet } = await outputOf(
      file(EXPLICIT_LE, [...ctElements({ 0x7fe00010: undefined }), ...said, pixels]),
    );
    expect(tagsOf(dataSet)).to.deep.equal([]);
    expect(dataSet.has("PixelData")).to.equal(true);
  });
});
