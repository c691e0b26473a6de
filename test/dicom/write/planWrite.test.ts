import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  BufferSource,
  DataElement,
  DataSet,
  FileSource,
  planToBuffer,
  planWrite,
  readDicom,
  transferSyntaxOf,
  writePlanToFile,
  type ByteSource,
  type TransferSyntax,
} from "../../../dicom";
import { CountingSource, element, file, item, sequenceDelimiter, UNDEFINED } from "../../support/dicom/bytes";
import { describeDataSet } from "../../support/dicom/describeDataSet";
import { rejection } from "../../support/dicom/rejection";

const EXPLICIT_LE = "1.2.840.10008.1.2.1";
const IMPLICIT_LE = "1.2.840.10008.1.2";
const EXPLICIT_BE = "1.2.840.10008.1.2.2";
const DEFLATED = "1.2.840.10008.1.2.1.99";

const syntax = (uid: string): TransferSyntax => {
  const found = transferSyntaxOf(uid);
  if (!found) throw new Error("the test names an unknown transfer syntax");
  return found;
};
const modality = element(0x00080060, "CS", "CT");
const longValue = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));

/** One of each: short, long, nested both ways, binary words. */
const content = [
  modality,
  element(0x00081140, "SQ", item([element(0x00081155, "UI", "1.2\0")])),
  element(0x00081145, "SQ", Buffer.concat([item([], UNDEFINED), sequenceDelimiter()]), undefined, UNDEFINED),
  element(0x00280010, "US", Buffer.from([0, 2])),
  element(0x7fe00010, "OW", longValue),
];

describe("planWrite", () => {
  it("gives back the bytes of a file that is in order", async () => {
    const bytes = file(EXPLICIT_LE, content);
    const object = await readDicom(new BufferSource(bytes));
    expect(Buffer.from(await planToBuffer(planWrite(object))).equals(bytes)).to.equal(true);
  });

  it("says how many bytes it will write, and attributes each one to a rule", async () => {
    const object = await readDicom(new BufferSource(file(EXPLICIT_LE, content)));
    const plan = planWrite(object, ({ tag }) => (tag === 0x00080060 ? "modality" : "other"));
    expect(plan.sizeBytes).to.equal((await planToBuffer(plan)).length);
    const rules: string[] = [];
    for (const segment of plan.segments) {
      if (segment.kind === "range") {
        rules.push(segment.rule);
        continue;
      }
      rules.push(...segment.spans.map(({ rule }) => rule));
      expect(segment.spans.at(-1)?.endOffset).to.equal(segment.bytes.length);
    }
    expect(rules).to.deep.equal([
      "preamble as it was read",
      "file meta information, PS3.10 §7.1",
      "modality",
      "other",
      "other",
    ]);
  });

  it("leaves long values as ranges of the source", async () => {
    const source = new BufferSource(file(EXPLICIT_LE, content));
    const plan = planWrite(await readDicom(source));
    expect(plan.segments.filter(({ kind }) => kind === "range")).to.deep.equal([
      {
        kind: "range",
        source,
        offset: source.sizeBytes - longValue.length,
        lengthBytes: longValue.length,
        rule: "written as it was read",
      },
    ]);
  });

  for (const from of [EXPLICIT_LE, IMPLICIT_LE, EXPLICIT_BE, DEFLATED]) {
    for (const to of [EXPLICIT_LE, IMPLICIT_LE, EXPLICIT_BE, DEFLATED]) {
      it(`goes from ${syntax(from).name} to ${syntax(to).name} and back without a difference`, async () => {
        const original = await readDicom(new BufferSource(file(EXPLICIT_LE, content)));
        const through = async (object: typeof original, uid: string) =>
          readDicom(
            new BufferSource(await planToBuffer(planWrite({ ...object, transferSyntax: syntax(uid) }))),
          );
        const back = await through(await through(await through(original, from), to), EXPLICIT_LE);
        expect(await describeDataSet(back.dataSet)).to.deep.equal(await describeDataSet(original.dataSet));
        expect(back.warnings).to.be.empty;
      });
    }
  }

  it("leaves out what a data set has of group 0002, which would be read as file meta information", async () => {
    const stray = element(0x00020010, "UI", "1.2.840.10008.1.2\0");
    const object = await readDicom(new BufferSource(file(EXPLICIT_LE, [modality, stray])));
    expect(object.dataSet.elements.map(({ tag }) => tag)).to.deep.equal([0x00020010, 0x00080060]);
    const again = await readDicom(new BufferSource(await planToBuffer(planWrite(object))));
    expect(again.transferSyntax.uid).to.equal(EXPLICIT_LE);
    expect(again.dataSet.elements.map(({ tag }) => tag)).to.deep.equal([0x00080060]);
  });

  it("pads odd values and leaves group lengths out", async () => {
    const object = await readDicom(
      new BufferSource(
        file(EXPLICIT_LE, [
          element(0x00080000, "UL", "\0\0\0\0"),
          modality,
          element(0x00100020, "LO", "odd"),
        ]),
      ),
    );
    const again = await readDicom(new BufferSource(await planToBuffer(planWrite(object))));
    expect(await describeDataSet(again.dataSet)).to.deep.equal([
      ["00080060 CS", "4354"],
      ["00100020 LO", Buffer.from("odd ").toString("hex")],
    ]);
    expect(again.warnings).to.be.empty;
  });

  it("writes a value that is too long for its VR as UN, and reads it back with its VR", async () => {
    const long = Buffer.alloc(70_000, "x");
    const dataSet = new DataSet([
      DataElement.ofBytes(0x00080060, "CS", Buffer.from("CT")),
      DataElement.ofBytes(0x00104000, "LT", long),
    ]);
    const bytes = await planToBuffer(
      planWrite({ fileMeta: new DataSet([]), dataSet, transferSyntax: syntax(EXPLICIT_LE) }),
    );
    expect(Buffer.from(bytes).includes(Buffer.from("UN\0\0\x70\x11\x01\0", "latin1"))).to.equal(true);
    const again = await readDicom(new BufferSource(bytes));
    expect(again.dataSet.get(0x00104000)).to.deep.include({ vr: "LT" });
  });
});

describe("writePlanToFile", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "plan-"));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it("writes from one file to another", async () => {
    const input = join(directory, "in.dcm");
    await writeFile(input, file(EXPLICIT_LE, content));
    const source = await FileSource.open(input);
    const sizeBytes = await writePlanToFile(planWrite(await readDicom(source)), join(directory, "out.dcm"));
    await source.close();
    const output = await readFile(join(directory, "out.dcm"));
    expect(output.equals(file(EXPLICIT_LE, content))).to.equal(true);
    expect(sizeBytes).to.equal(output.length);
  });

  it("leaves nothing where the source becomes shorter while it is copied", async () => {
    const bytes = file(EXPLICIT_LE, content);
    const plan = planWrite(await readDicom(new CountingSource(bytes.subarray(0, -5000), bytes.length)));
    expect((await rejection(writePlanToFile(plan, join(directory, "out.dcm")))).code).to.equal(
      "SOURCE_CHANGED",
    );
    expect(await readdir(directory)).to.be.empty;
  });

  it("passes on the failure of a source while deflating", async () => {
    const failing: ByteSource = { sizeBytes: 1000, read: () => Promise.reject(new Error("gone")) };
    const value = { kind: "range", source: failing, offset: 0, lengthBytes: 1000, bigEndian: false } as const;
    const dataSet = new DataSet([new DataElement(0x7fe00010, "OW", value)]);
    const plan = planWrite({ fileMeta: new DataSet([]), dataSet, transferSyntax: syntax(DEFLATED) });
    const failure = await writePlanToFile(plan, join(directory, "out.dcm")).catch((error: unknown) => error);
    expect(failure).to.have.property("message", "gone");
    expect(await readdir(directory)).to.be.empty;
  });
});
