import { expect } from "chai";
import fc from "fast-check";
import { s3ObjectReader } from "../../../src/aws/s3ByteSource";
import { ingestObject } from "../../../src/pipeline/ingestObject";
import { element, file } from "../../support/dicom/bytes";
import { ctElements, EXPLICIT_LE } from "../pipeline/support/ctFile";
import { RAW_VERSION } from "../pipeline/support/memoryPorts";
import { CountingS3 } from "./support/countingS3";
import { SparseBytes } from "./support/sparseBytes";

const WINDOW_BYTES = 64 * 1024;
const PIXEL_BYTES = 100_000_000;

/** A native image with private values of these sizes before its pixel data, and where that begins. */
function imageWith(valueBytes: readonly number[]) {
  const values = valueBytes.map((size, index) => element(0x00091000 + index, "OB", new Uint8Array(size)));
  const before = ctElements({ 0x7fe00010: undefined });
  const at = before.findIndex((bytes) => bytes[0] === 0x10); // group 0010
  const header = file(EXPLICIT_LE, [
    ...before.slice(0, at),
    element(0x00090010, "LO", "CREATOR "),
    ...values,
    ...before.slice(at),
  ]);
  const pixelHeader = element(0x7fe00010, "OW", "", undefined, PIXEL_BYTES);
  return {
    bytes: new SparseBytes().append(header, pixelHeader).skip(PIXEL_BYTES),
    headerBytes: header.length + pixelHeader.length,
  };
}

async function readBytesOf(bytes: SparseBytes): Promise<CountingS3> {
  const s3 = new CountingS3(bytes);
  await ingestObject(s3ObjectReader(s3), RAW_VERSION);
  return s3;
}

const roundedUp = (lengthBytes: number) => Math.ceil(lengthBytes / WINDOW_BYTES) * WINDOW_BYTES;

describe("bytes that ingestion reads", () => {
  it("are one window of an image with a short header", async () => {
    const s3 = await readBytesOf(imageWith([]).bytes);
    expect(s3.commands).to.deep.equal(["GetObjectCommand"]);
    expect(s3.readBytes).to.equal(WINDOW_BYTES);
  });

  it("are the header rounded up to a window, wherever in a window it ends", async () => {
    const least = imageWith([0]).headerBytes;
    for (const windows of [1, 2, 5])
      for (const more of [-14, -12, -10, -8, -4, -2, 0, 2, 8, 12]) {
        const headerBytes = windows * WINDOW_BYTES + more;
        // Values that are short enough to be read.
        const filled = headerBytes - least;
        const sizes = Array.from({ length: 12 }, () => Math.floor(filled / 24) * 2 - 12);
        const rest = filled - sizes.reduce((sum, size) => sum + size + 12, 0);
        const image = imageWith([rest, ...sizes]);
        expect(image.headerBytes).to.equal(headerBytes);
        expect((await readBytesOf(image.bytes)).readBytes).to.equal(roundedUp(headerBytes));
      }
  });

  it("are never more than that, however long values lie between", async () => {
    const size = fc.oneof(fc.nat(3000), fc.nat(70_000), fc.nat(400_000)).map((bytes) => bytes - (bytes % 2));
    await fc.assert(
      fc.asyncProperty(fc.array(size, { maxLength: 12 }), async (sizes) => {
        const { bytes, headerBytes } = imageWith(sizes);
        expect((await readBytesOf(bytes)).readBytes).to.be.at.most(roundedUp(headerBytes));
      }),
      { numRuns: 60 },
    );
  });
});
