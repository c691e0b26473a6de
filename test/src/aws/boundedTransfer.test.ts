import { expect } from "chai";
import { DEFAULT_VALIDATION } from "../../../src/validationPolicy";
import type { Policy } from "../../../dicom/deidentify/policy/policy";
import { s3ObjectReader } from "../../../src/aws/s3ByteSource";
import { s3OutputWriter } from "../../../src/aws/s3OutputWriter";
import { deidentifyObject } from "../../../src/pipeline/deidentifyObject";
import { validateRawObject } from "../../../src/pipeline/validateRawObject";
import { element, file, sequenceDelimiter, tagBytes, uint16, uint32 } from "../../support/dicom/bytes";
import { ctElements, EXPLICIT_LE, type CtChanges } from "../pipeline/support/ctFile";
import { FIXED_KEY, MemoryBucket, RAW_VERSION } from "../pipeline/support/memoryPorts";
import { CountingS3 } from "./support/countingS3";
import { SparseBytes } from "./support/sparseBytes";

const KB = 1000;
const MB = 1000 * KB;
const GIB = 1024 ** 3;

/** What may pass through the function beside headers. */
const ALLOWED_BYTES = 16 * MB;

/** What is looked at of each fragment, ADR 10: the header of the image in it, and its end. */
const LOOKED_AT_BYTES = 96 + 16;

const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
const BASIC: Policy = { profile: "basic", options: [], rules: [] };
const ONE_BYTE: CtChanges = {
  0x00280100: ["US", uint16(8)],
  0x00280101: ["US", uint16(8)],
  0x00280102: ["US", uint16(7)],
  0x00280103: ["US", uint16(0)],
};

interface Layout {
  readonly count: number;
  readonly fragmentBytes: number;
  /** What the tables claim of the offset of each fragment, from the first one on. */
  readonly basicTable?: (offset: number, index: number) => number;
  readonly extendedTable?: (offset: number, index: number) => number;
  /** What stands behind the last fragment. */
  readonly behind?: Uint8Array[];
}

const itemHeader = (lengthBytes: number) => Buffer.concat([tagBytes(0xfffee000), uint32(lengthBytes)]);

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

/** Start of image, a frame of 12 bits, start of the samples. */
const JPEG_START = Buffer.from("ffd8" + "ffc1000b0c00040004010111" + "00" + "ffda0008010100003f00", "hex");
const JPEG_END = Buffer.from("ffd9", "hex");

/** A compressed image of many fragments, and where the first of them is. */
function encapsulated({ count, fragmentBytes, basicTable, extendedTable, behind = [] }: Layout) {
  const offsets = Array.from({ length: count }, (_, index) => index * (fragmentBytes + 8));
  const extended =
    extendedTable && Buffer.concat(offsets.map((...at) => uint64(extendedTable(at[0], at[1]))));
  const basic = Buffer.concat(basicTable ? offsets.map((...at) => uint32(basicTable(at[0], at[1]))) : []);
  const header = file(JPEG_BASELINE, [
    ...ctElements({
      ...ONE_BYTE,
      0x00280008: ["IS", `${count}`.padEnd(6)],
      0x7fe00010: undefined,
      ...(extended && {
        0x7fe00001: ["OV", extended],
        0x7fe00002: ["OV", Buffer.concat(offsets.map(() => uint64(fragmentBytes)))],
      }),
    }),
    element(0x7fe00010, "OB", "", undefined, 0xffffffff),
    itemHeader(basic.length),
    basic,
  ]);
  const bytes = new SparseBytes().append(header);
  for (let index = 0; index < count; index++)
    bytes
      .append(itemHeader(fragmentBytes), JPEG_START)
      .skip(fragmentBytes - JPEG_START.length - JPEG_END.length)
      .append(JPEG_END);
  bytes.append(sequenceDelimiter(), ...behind);
  return { bytes, headerBytes: header.length };
}

/** An uncompressed image whose one value has as many bytes. */
function native(pixelBytes: number) {
  const header = file(EXPLICIT_LE, [
    ...ctElements({ ...ONE_BYTE, 0x7fe00010: undefined }),
    element(0x7fe00010, "OW", "", undefined, pixelBytes),
  ]);
  return { bytes: new SparseBytes().append(header).skip(pixelBytes), headerBytes: header.length };
}

async function runOn(object: SparseBytes) {
  const s3 = new CountingS3(object);
  const ports = {
    reader: s3ObjectReader(s3),
    keys: FIXED_KEY,
    output: s3OutputWriter(s3, "processed"),
    audit: new MemoryBucket().audit,
  };
  const facts = await deidentifyObject(ports, {
    version: RAW_VERSION,
    executionName: "e1",
    startedAt: new Date("2026-03-04T05:06:07.089Z"),
    policy: BASIC,
    validation: DEFAULT_VALIDATION,
    outputBucketName: "processed",
  });
  expect(facts.bytesMoved).to.equal(s3.readBytes + s3.sentBytes);
  return { s3, facts };
}

describe("bytes that pass through the function", () => {
  const layout = { count: 10_000, fragmentBytes: 100 * KB };
  const truth = (offset: number) => offset;

  const tables: Record<string, Pick<Layout, "basicTable" | "extendedTable">> = {
    "a Basic Offset Table": { basicTable: truth },
    "an Extended Offset Table": { extendedTable: truth },
    "an empty table": {},
    "a table that is wrong in every place but one": {
      basicTable: (offset, index) => (index === 100 ? offset : offset + 2),
    },
    "a table whose every other place is wrong, and in no order": {
      basicTable: (offset, index) => (index % 2 === 0 ? offset : 1_000_000_000 - offset),
    },
    "a table that points behind the end": { extendedTable: (offset) => offset + 2 ** 60 },
  };

  for (const [name, table] of Object.entries(tables)) {
    it(`are the header and less than 16 MB of 10,000 fragments of 100 KB with ${name}`, async () => {
      const { bytes, headerBytes } = encapsulated({ ...layout, ...table });
      const { s3 } = await runOn(bytes);
      const lookedAt = layout.count * LOOKED_AT_BYTES;
      expect(s3.readBytes + s3.sentBytes).to.be.at.most(2 * headerBytes + lookedAt + ALLOWED_BYTES);
      expect(s3.readBytes).to.be.at.most(headerBytes + lookedAt + ALLOWED_BYTES);
      expect(s3.copied.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0)).to.be.above(990 * MB);
    });
  }

  it("are fetched side by side where a table is right, and in turn where there is none", async () => {
    const withTable = await runOn(encapsulated({ ...layout, basicTable: truth }).bytes);
    expect(withTable.s3.rounds).to.be.below(1000);
    expect(withTable.s3.mostAtOnce).to.be.within(16, 50);
    const withoutTable = await runOn(encapsulated(layout).bytes);
    expect(withoutTable.s3.rounds).to.be.above(9_000);
  });

  it("are as few when the object is validated", async () => {
    const { bytes, headerBytes } = encapsulated({ ...layout, basicTable: truth });
    const s3 = new CountingS3(bytes);
    await validateRawObject(s3ObjectReader(s3), RAW_VERSION, DEFAULT_VALIDATION);
    expect(s3.readBytes).to.be.at.most(headerBytes + 5 * MB);
  });

  it("are the same for an image of 4 GiB as for one of 64 MiB, and none of them many at a time", async () => {
    const [small, large] = [await runOn(native(GIB / 16).bytes), await runOn(native(4 * GIB - 2).bytes)];
    expect(large.s3.readBytes).to.equal(small.s3.readBytes);
    expect(large.s3.sentBytes).to.equal(small.s3.sentBytes);
    expect(large.s3.readBytes + large.s3.sentBytes).to.be.at.most(ALLOWED_BYTES);
    expect(large.s3.largestBytes).to.be.at.most(5 * 1024 * 1024);
    expect(large.s3.mostAtOnce).to.equal(4); // copies, each of 128 MiB
  });

  it("are few for fragments of any size, however many bytes they are together", async () => {
    for (const fragmentBytes of [600 * KB, 20 * MB, 1000 * MB]) {
      const count = Math.ceil(6e9 / fragmentBytes);
      const { bytes, headerBytes } = encapsulated({ count, fragmentBytes });
      const { s3 } = await runOn(bytes);
      const lookedAt = count * LOOKED_AT_BYTES;
      expect(s3.readBytes + s3.sentBytes).to.be.at.most(2 * headerBytes + lookedAt + ALLOWED_BYTES);
      expect(s3.count("GetObjectCommand")).to.be.at.most(3 * count + 20);
    }
  });

  it("are all bytes of an object with more fragments than can be asked for, and are told so", async () => {
    const { bytes } = encapsulated({ count: 60_000, fragmentBytes: 10 * KB });
    const { s3, facts } = await runOn(bytes);
    expect(s3.count("GetObjectCommand")).to.be.below(1000);
    expect(facts.bytesMoved).to.be.above(bytes.sizeBytes);
  });

  it("are those that an offset table jumps over, too", async () => {
    // The pixel data ends early; a name and a private element follow, which the table passes off as a fragment.
    const half = layout.count / 2;
    const hidden = [
      element(0x00100010, "PN", "HIDDEN^NAME "),
      element(0x7fe10010, "LO", "CREATOR "),
      element(0x7fe11010, "OB", "", undefined, 0xffffffff),
    ];
    const hiddenBytes = hidden.reduce((sum, { length }) => sum + length, 0);
    const rest = Array.from({ length: 20 }, () => [itemHeader(1000), Buffer.alloc(1000, 1)]).flat();
    const { bytes } = encapsulated({
      ...layout,
      count: half,
      basicTable: (offset, index) => (index < half - 10 ? offset : offset + 8 + hiddenBytes),
      behind: [...hidden, ...rest, sequenceDelimiter()],
    });
    const { s3 } = await runOn(bytes);
    expect(s3.sent.includes("HIDDEN")).to.equal(false);
    const hiddenAt = bytes.sizeBytes - 8 - 20 * 1008 - hiddenBytes;
    for (const { offset, lengthBytes } of s3.copied) expect(offset + lengthBytes).to.be.below(hiddenAt);
    expect(s3.copied.length).to.be.above(2);
  });
});
