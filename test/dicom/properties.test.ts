import { expect } from "chai";
import fc from "fast-check";
import {
  BufferSource,
  bytesOf,
  DataElement,
  DataSet,
  DicomError,
  firstText,
  formatDicomJson,
  fromDicomJson,
  Item,
  planToBuffer,
  planWrite,
  readDicom,
  toDicomJson,
  transferSyntaxOf,
  type TransferSyntax,
} from "../../dicom";
import { dataSets, encapsulatedDataSets, namesInItems, publicDataSets } from "../support/dicom/arbitrary";
import { describeDataSet } from "../support/dicom/describeDataSet";
import { describeObject } from "../support/dicom/describeObject";

const [IMPLICIT, EXPLICIT, BIG_ENDIAN, DEFLATED, JPEG_2000] = [
  "1.2.840.10008.1.2",
  "1.2.840.10008.1.2.1",
  "1.2.840.10008.1.2.2",
  "1.2.840.10008.1.2.1.99",
  "1.2.840.10008.1.2.4.90",
].map((uid) => transferSyntaxOf(uid) as TransferSyntax) as [
  TransferSyntax,
  TransferSyntax,
  TransferSyntax,
  TransferSyntax,
  TransferSyntax,
];
const explicitSyntaxes = fc.constantFrom(EXPLICIT, BIG_ENDIAN, DEFLATED);
const nativeSyntaxes = fc.constantFrom(IMPLICIT, EXPLICIT, BIG_ENDIAN, DEFLATED);
const WINDOWS = [1, 2, 7, 64 * 1024];

const write = (dataSet: DataSet, transferSyntax: TransferSyntax) =>
  planToBuffer(planWrite({ fileMeta: new DataSet([]), dataSet, transferSyntax }));
const read = (bytes: Uint8Array, windowBytes?: number) =>
  readDicom(new BufferSource(bytes), windowBytes === undefined ? {} : { windowBytes });
/** Described from what explicit VR little endian makes of it, in which numbers can be compared. */
const plainly = async (dataSet: DataSet) =>
  describeDataSet((await read(await write(dataSet, EXPLICIT))).dataSet);

describe("reading and writing any data set", () => {
  it("gives back what was generated", async () => {
    await fc.assert(
      fc.asyncProperty(dataSets, async (dataSet) => {
        const { dataSet: again, warnings } = await read(await write(dataSet, EXPLICIT));
        expect(warnings).to.deep.equal([]);
        expect(await describeDataSet(again)).to.deep.equal(await describeDataSet(dataSet));
      }),
      { numRuns: 200 },
    );
  });

  it("gives back what was written, whatever the transfer syntax and the read window", async () => {
    const examples = fc.oneof(
      fc.tuple(dataSets, explicitSyntaxes),
      fc.tuple(publicDataSets, nativeSyntaxes),
      fc.tuple(encapsulatedDataSets, fc.constant(JPEG_2000)),
    );
    await fc.assert(
      fc.asyncProperty(examples, async ([dataSet, transferSyntax]) => {
        const bytes = await write(dataSet, transferSyntax);
        const object = await read(bytes);
        expect(object.warnings).to.deep.equal([]);
        expect(await plainly(object.dataSet)).to.deep.equal(await plainly(dataSet));
        for (const windowBytes of WINDOWS)
          expect(describeObject(await read(bytes, windowBytes))).to.deep.equal(describeObject(object));
      }),
      { numRuns: 200 },
    );
  });

  it("goes through every pair of native transfer syntaxes", async () => {
    await fc.assert(
      fc.asyncProperty(publicDataSets, nativeSyntaxes, nativeSyntaxes, async (dataSet, from, to) => {
        const there = await read(await write(dataSet, from));
        const back = await read(await write(there.dataSet, to));
        expect(await plainly(back.dataSet)).to.deep.equal(await plainly(dataSet));
      }),
      { numRuns: 200 },
    );
  });

  it("gives the same bytes the second time", async () => {
    const examples = fc.oneof(
      fc.tuple(dataSets, nativeSyntaxes),
      fc.tuple(encapsulatedDataSets, fc.constant(JPEG_2000)),
    );
    await fc.assert(
      fc.asyncProperty(examples, async ([dataSet, transferSyntax]) => {
        const once = await write(dataSet, transferSyntax);
        const again = await planToBuffer(planWrite(await read(once)));
        expect(Buffer.from(again).equals(once)).to.equal(true);
      }),
      { numRuns: 200 },
    );
  });

  it("keeps text in the character set of its data set or item, in every transfer syntax", async () => {
    await fc.assert(
      fc.asyncProperty(namesInItems, nativeSyntaxes, async ({ outer, items }, transferSyntax) => {
        const sequence = DataElement.ofItems(
          0x00081140,
          items.map(({ elements }) => new Item(elements)),
        );
        const [characterSet, name] = outer.elements as [DataElement, DataElement];
        const { dataSet } = await read(
          await write(new DataSet([characterSet, sequence, name]), transferSyntax),
        );
        expect(firstText(dataSet, "PatientName")).to.equal(outer.text);
        const texts = dataSet.items("ReferencedImageSequence").map((one) => firstText(one, "PatientName"));
        expect(texts).to.deep.equal(items.map(({ text }) => text));
        // JSON says the same, and back.
        const json = formatDicomJson(toDicomJson(dataSet));
        const again = fromDicomJson(JSON.parse(json));
        expect(firstText(again, "PatientName")).to.equal(outer.text);
        expect(
          again.items("ReferencedImageSequence").map((one) => firstText(one, "PatientName")),
        ).to.deep.equal(texts);
      }),
      { numRuns: 200 },
    );
  });

  it("does not look into values: they are the bytes that were given", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (value) => {
        const padded = Buffer.concat([value, Buffer.alloc(value.length % 2)]);
        const { dataSet } = await read(
          await write(new DataSet([DataElement.ofBytes(0x00091001, "OB", padded)]), EXPLICIT),
        );
        const again = dataSet.get(0x00091001)?.value;
        expect(again?.kind === "bytes" && Buffer.compare(bytesOf(again), padded)).to.equal(0);
      }),
      { numRuns: 100 },
    );
  });

  it("ends in a data set or a DicomError after any damage", async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 });
    const examples = fc.oneof(
      fc.tuple(dataSets, nativeSyntaxes),
      fc.tuple(encapsulatedDataSets, fc.constant(JPEG_2000)),
    );
    await fc.assert(
      fc.asyncProperty(examples, damage, fc.nat(), async ([dataSet, syntax], hits, cut) => {
        const bytes = Uint8Array.from(await write(dataSet, syntax));
        for (const [at, value] of hits) bytes[132 + (at % (bytes.length - 132))] = value;
        const damaged = cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes;
        for (const onFormatError of ["throw", "salvage"] as const) {
          try {
            await planToBuffer(planWrite(await readDicom(new BufferSource(damaged), { onFormatError })));
          } catch (error) {
            expect(error).to.be.instanceOf(DicomError);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
