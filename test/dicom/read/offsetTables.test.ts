import { expect } from "chai";
import { BufferSource, readDicom } from "../../../dicom";
import { KEPT_OFFSETS } from "../../../dicom/read/stepFragments";
import { element, file, item, sequenceDelimiter, uint32 } from "../../support/dicom/bytes";

const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
const FRAGMENT_BYTES = 5000;

/** Remembers what it was told to expect. */
class TellingSource extends BufferSource {
  readonly told: { offsets: number[]; lengthBytes: number }[] = [];

  expectReads(offsets: Float64Array, lengthBytes: number): void {
    this.told.push({ offsets: [...offsets], lengthBytes });
  }
}

const uint64s = (values: readonly number[]) => Buffer.from(BigUint64Array.from(values, BigInt).buffer);

/** Pixel data of fragments that all have the same size; tables as they are given. */
function imageOf(count: number, basicTable: readonly number[], extendedTable?: readonly number[]) {
  const header = file(JPEG_BASELINE, [
    element(0x00080060, "CS", "XC"),
    ...(extendedTable ? [element(0x7fe00001, "OV", uint64s(extendedTable))] : []),
    element(0x7fe00010, "OB", "", undefined, 0xffffffff),
    item(basicTable.map((offset) => uint32(offset))),
  ]);
  const fragments = Array.from({ length: count }, () => item([Buffer.alloc(FRAGMENT_BYTES)]));
  const source = new TellingSource(Buffer.concat([header, ...fragments, sequenceDelimiter()]));
  return { source, first: header.length };
}

const offsetsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => index * (FRAGMENT_BYTES + 8));

describe("offset tables", () => {
  const count = 40; // more than one read of 64 KiB

  it("tell a source where items are likely to be asked for", async () => {
    for (const image of [imageOf(count, offsetsOf(count)), imageOf(count, [], offsetsOf(count))]) {
      await readDicom(image.source);
      const places = offsetsOf(count).map((offset) => image.first + offset);
      // Those in the first read are not asked for any more.
      const offsets = places.filter((place) => place + 8 > 64 * 1024);
      expect(image.source.told).to.deep.equal([{ offsets, lengthBytes: 8 }]);
    }
  });

  it("tell nothing where there are none, or of places that are not there", async () => {
    for (const table of [[], [0xfffffff0, 0xfffffff8]]) {
      const { source } = imageOf(count, table);
      await readDicom(source);
      expect(source.told).to.deep.equal([]);
    }
    const { source } = imageOf(count, [], [2 ** 52]);
    await readDicom(source);
    expect(source.told).to.deep.equal([]);
  });

  it("tell places in order, whatever order they have them in", async () => {
    const { source, first } = imageOf(count, [200_008, 150_000, 100_000]);
    await readDicom(source);
    expect(source.told.map(({ offsets }) => offsets)).to.deep.equal([
      [100_000, 150_000, 200_008].map((offset) => first + offset),
    ]);
  });

  it("are left alone where they are too long to be of use", async () => {
    const { source } = imageOf(count, new Array<number>(KEPT_OFFSETS + 1).fill(100_000));
    await readDicom(source);
    expect(source.told).to.deep.equal([]);
  });

  it("do not change what is read, however wrong they are", async () => {
    const right = await readDicom(imageOf(count, offsetsOf(count)).source);
    const wrong = await readDicom(
      imageOf(
        count,
        offsetsOf(count).map((offset) => offset * 7),
      ).source,
    );
    const [one, other] = [right, wrong].map(({ dataSet }) => dataSet.get("PixelData")?.value);
    expect(one).to.deep.include({ kind: "fragments", fragmentCount: count });
    const theirOwn = { source: undefined, offsetTable: undefined };
    expect({ ...other, ...theirOwn }).to.deep.equal({ ...one, ...theirOwn });
  });

  it("are kept with the pixel data, where they are not too long", async () => {
    const tableOf = async (table: readonly number[]) => {
      const value = (await readDicom(imageOf(2, table).source)).dataSet.get("PixelData")?.value;
      return value?.kind === "fragments" && value.offsetTable && [...value.offsetTable];
    };
    expect(await tableOf([0, 7])).to.deep.equal([0, 7]);
    expect(await tableOf([])).to.equal(undefined);
    expect(await tableOf(new Array<number>(KEPT_OFFSETS + 1).fill(0))).to.equal(undefined);
    // Longer than what is read at once.
    const long = Array.from({ length: KEPT_OFFSETS }, (_, index) => index);
    expect(await tableOf(long)).to.deep.equal(long);
  });
});
