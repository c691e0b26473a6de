import { expect } from "chai";
import {
  BufferSource,
  deidentify,
  inspectFragments,
  planToBuffer,
  readDicom,
  type ByteSource,
} from "../../../dicom";
import { file, item, sequenceDelimiter, tagBytes, uint32 } from "../../support/dicom/bytes";
import {
  ADOBE,
  ascii,
  box,
  EOI,
  hex,
  j2k,
  JFIF,
  JP2,
  jpeg,
  JXL,
  MRFX,
  PLANE,
  PLANE_BYTES,
  remark,
  RLE_FRAME,
  rleFrame,
  segment,
  tilePart,
  uint32be,
} from "../../support/dicom/codestreams";
import { BASIC, KEY } from "../../support/dicom/deidentified";
import { ctElements } from "../../src/pipeline/support/ctFile";

const BASELINE = "1.2.840.10008.1.2.4.50";
const JPEG_2000 = "1.2.840.10008.1.2.4.90";
const JPEG_XL = "1.2.840.10008.1.2.4.110";
const RLE = "1.2.840.10008.1.2.5";
const SECRET = "SENTINEL^PATIENT born 1950-01-01";

function image(
  transferSyntax: string,
  fragments: readonly Uint8Array[],
  offsetTable: Uint8Array = Buffer.alloc(0),
): Buffer {
  const even = fragments.map((bytes) => (bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, hex("00")])));
  return file(transferSyntax, [
    ...ctElements({ 0x7fe00010: undefined }),
    Buffer.concat([tagBytes(0x7fe00010), ascii("OB\0\0"), uint32(0xffffffff)]),
    ...[offsetTable, ...even].map((bytes) => item([bytes])),
    sequenceDelimiter(),
  ]);
}

async function outputOf(bytes: Uint8Array, source: ByteSource = new BufferSource(bytes)) {
  const object = await readDicom(source);
  const fragments = await inspectFragments(object);
  const result = deidentify(object, { policy: BASIC, key: KEY, fragments });
  const output = Buffer.from(await planToBuffer(result.plan));
  expect(output.length).to.equal(result.plan.sizeBytes);
  const again = (await readDicom(new BufferSource(output))).dataSet.get("PixelData")?.value;
  if (again?.kind !== "fragments") throw new Error("the output has no fragments");
  return { output, result, pixels: output.subarray(again.offset, again.offset + again.lengthBytes) };
}

/** The fragments as the source has them. */
function fragmentsIn(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.indexOf(Buffer.concat([ascii("OB\0\0"), uint32(0xffffffff)])) + 8, -8);
}

const problemOf = async (bytes: Uint8Array, source?: ByteSource) =>
  (await inspectFragments(await readDicom(source ?? new BufferSource(bytes))))?.problem;

describe("text around compressed pixels", () => {
  const secret = ascii(SECRET);
  const kinds: Record<string, readonly [syntax: string, fragments: Uint8Array[]]> = {
    "a JPEG comment": [BASELINE, [jpeg(JFIF, segment(0xfffe, secret), ADOBE)]],
    "an Exif segment": [BASELINE, [jpeg(segment(0xffe1, Buffer.concat([ascii("Exif\0\0"), secret])))]],
    "a Photoshop segment of 60 KB": [BASELINE, [jpeg(segment(0xffed, Buffer.alloc(60_000, `${SECRET} `)))]],
    "a thumbnail": [
      BASELINE,
      [jpeg(segment(0xffe0, Buffer.concat([ascii("JFIF\0"), hex("0102 00 0001 0001 01 20"), secret])))],
    ],
    "an Adobe segment that is too long": [
      BASELINE,
      [jpeg(segment(0xffee, Buffer.concat([ascii("Adobe"), secret])))],
    ],
    "a JPEG-LS segment": ["1.2.840.10008.1.2.4.80", [jpeg(MRFX, segment(0xffe8, secret))]],
    "a comment over two fragments": [
      BASELINE,
      [jpeg(segment(0xfffe, secret)).subarray(0, 20), jpeg(segment(0xfffe, secret)).subarray(20)],
    ],
    "a comment in the third frame": [BASELINE, [jpeg(), jpeg(), jpeg(segment(0xfffe, secret))]],
    "bytes behind the end of a JPEG image": [BASELINE, [Buffer.concat([jpeg(), secret])]],
    "a JPEG 2000 comment": [JPEG_2000, [j2k([remark(SECRET)])]],
    "a comment of a tile-part": [JPEG_2000, [j2k([], [tilePart(), tilePart(remark(SECRET))])]],
    "bytes behind a codestream": [JPEG_2000, [j2k([], [tilePart()], Buffer.concat([hex("ffd9"), secret]))]],
    "an XML box": [
      JPEG_2000,
      [Buffer.concat([...JP2, box("xml ", secret), box("jp2c", j2k([])), box("uuid", secret)])],
    ],
    "a box in the header": [
      JPEG_2000,
      [
        Buffer.concat([
          ...JP2,
          box("jp2h", Buffer.concat([box("ihdr", Buffer.alloc(14)), box("uuid", secret)])),
          box("jp2c", j2k([remark(SECRET)])),
        ]),
      ],
    ],
    "an Exif box of JPEG XL": [
      JPEG_XL,
      [Buffer.concat([...JXL, box("Exif", secret), box("jxlc", hex("ff0a00"))])],
    ],
  };
  for (const [name, [syntax, fragments]] of Object.entries(kinds)) {
    it(`goes: ${name}, and nothing else changes`, async () => {
      const bytes = image(syntax, fragments);
      const before = fragmentsIn(bytes);
      const { output, pixels, result } = await outputOf(bytes);
      expect(before.includes("SENTINEL")).to.equal(true);
      expect(output.includes("SENTINEL") || output.includes("1950-01-01")).to.equal(false);
      expect(pixels.length).to.equal(before.length);
      const changed = pixels.filter((byte, index) => byte !== before[index]).length;
      const secretBytes = name.includes("60 KB") ? 60_000 : 2 * SECRET.length + 8;
      expect(changed).to.be.at.most(secretBytes + 12);
      expect(
        result.changes.some(({ keyword, action }) => keyword === "PixelData" && action === "C"),
      ).to.equal(true);
    });
  }

  describe("in RLE", () => {
    const kinds: Record<string, Uint8Array> = {
      "before the first segment": rleFrame(
        [secret, PLANE, PLANE],
        [64 + SECRET.length, 64 + SECRET.length + PLANE_BYTES],
      ),
      "between the segments": rleFrame([PLANE, secret, PLANE], [64, 64 + PLANE_BYTES + SECRET.length]),
      "behind the last segment": Buffer.concat([RLE_FRAME, secret]),
      "a chunk behind it": Buffer.concat([RLE_FRAME, Buffer.alloc(100_000), secret]),
      "in offsets that are not used": rleFrame([PLANE, PLANE], [64, 64 + PLANE_BYTES], secret),
      "in a literal run, beyond the last sample": rleFrame(
        [PLANE, hex("f2 01"), Buffer.of(SECRET.length), hex("07"), secret],
        [64, 64 + PLANE_BYTES],
      ),
    };
    for (const [name, frame] of Object.entries(kinds)) {
      it(`becomes zeros ${name}, in place`, async () => {
        const even = frame.length % 2 === 0 ? frame : Buffer.concat([frame, hex("00")]);
        const bytes = image(RLE, [RLE_FRAME, even]);
        const before = fragmentsIn(bytes);
        const at = before.indexOf(SECRET);
        const { pixels, result } = await outputOf(bytes);
        expect(at).to.be.greaterThan(64);
        const expected = Buffer.concat([
          before.subarray(0, at),
          Buffer.alloc(SECRET.length),
          before.subarray(at + SECRET.length),
        ]);
        expect(pixels.equals(expected)).to.equal(true);
        expect(result.changes.some(({ keyword }) => keyword === "PixelData")).to.equal(true);
      });
    }

    it("is looked for in every frame, by windows where reads are dear", async () => {
      const bytes = image(RLE, [
        RLE_FRAME,
        ...new Array<Uint8Array>(20).fill(Buffer.concat([RLE_FRAME, secret])),
      ]);
      const largest: number[] = [];
      const dear = {
        sizeBytes: bytes.length,
        read: (offset: number, lengthBytes: number) => {
          largest.push(lengthBytes);
          return Promise.resolve(bytes.subarray(offset, offset + lengthBytes));
        },
        expectReads: () => undefined,
      };
      for (const source of [new BufferSource(bytes), dear]) {
        const { patches = [] } = (await inspectFragments(await readDicom(source))) ?? {};
        expect(patches).to.have.length(20);
      }
      expect(Math.max(...largest)).to.be.at.most(4 * 1024 * 1024);
    });
  });

  it("stays where a decoder needs it, or every image of its encoder has it", async () => {
    const frames: readonly (readonly [string, Uint8Array])[] = [
      [BASELINE, jpeg(JFIF, ADOBE)],
      ["1.2.840.10008.1.2.4.80", jpeg(MRFX)],
      [BASELINE, jpeg(segment(0xfffe, ascii("LEAD Technologies Inc. V1.01\0")))],
      [JPEG_2000, j2k([remark("Kakadu-v5.2.1"), remark("Created by OpenJPEG version 2.3.1")])],
      [JPEG_2000, Buffer.concat([...JP2, box("jp2h", box("ihdr", Buffer.alloc(14))), box("jp2c", j2k([]))])],
      [JPEG_XL, hex("ff0a 0102 0304")],
      [RLE, RLE_FRAME],
      [RLE, Buffer.concat([RLE_FRAME, Buffer.alloc(70_000)])],
      [RLE, rleFrame([PLANE, PLANE], [64 + PLANE_BYTES, 64])], // the second comes first
    ];
    for (const [syntax, frame] of frames) {
      const bytes = image(syntax, [frame, frame], uint32(0));
      const { pixels, result } = await outputOf(bytes);
      expect(pixels.equals(fragmentsIn(bytes)), syntax).to.equal(true);
      expect(result.plan.segments.filter(({ kind }) => kind === "range")).to.have.length(1);
    }
  });

  it("holds an object in which it cannot be told apart", async () => {
    const broken: Record<string, readonly [string, Uint8Array[]]> = {
      "no image": [BASELINE, [ascii("SENTINEL")]],
      "no end": [BASELINE, [jpeg().subarray(0, -2)]],
      "no samples": [BASELINE, [Buffer.concat([hex("ffd8"), JFIF, EOI])]],
      "a segment that is too long": [BASELINE, [Buffer.concat([hex("ffd8 ffe1 ffff"), Buffer.alloc(20)])]],
      "a header that is cut": [JPEG_2000, [hex("ff4f ff51 0029 0000")]],
      "a box that is too long": [JPEG_2000, [Buffer.concat([...JP2, uint32be(99), ascii("xml ")])]],
      "an RLE header that is cut": [RLE, [RLE_FRAME.subarray(0, 60)]],
      "an RLE segment too few": [RLE, [rleFrame([PLANE], [64])]],
      "an RLE segment too many": [RLE, [rleFrame([PLANE, PLANE, PLANE], [64, 74, 84])]],
      "an RLE segment without its last run": [RLE, [RLE_FRAME.subarray(0, -7)]],
      "an RLE run that is cut": [RLE, [RLE_FRAME.subarray(0, -2)]],
      "an RLE segment behind the frame": [RLE, [rleFrame([PLANE, PLANE], [64, 4000])]],
      "an RLE segment in the header": [RLE, [rleFrame([PLANE, PLANE], [60, 74])]],
      "RLE segments in one place": [RLE, [rleFrame([PLANE, PLANE], [64, 64])]],
      "RLE segments that overlap": [RLE, [rleFrame([PLANE, PLANE], [64, 68])]],
      "megabytes of text in RLE": [RLE, [Buffer.concat([RLE_FRAME, Buffer.alloc(2_000_000, 0x41)])]],
      "megabytes of text": [JPEG_XL, [Buffer.concat([...JXL, box("xml ", Buffer.alloc(2_000_000, 0x41))])]],
    };
    for (const [name, [syntax, fragments]] of Object.entries(broken)) {
      const bytes = image(syntax, fragments);
      expect(await problemOf(bytes), name).to.be.a("string");
      let code: unknown;
      await outputOf(bytes).catch((error: unknown) => (code = (error as { code?: unknown }).code));
      expect(code, name).to.equal("FRAGMENTS_CANNOT_BE_CLEANED");
    }
  });

  it("is looked for where reading noted no places of fragments", async () => {
    const object = await readDicom(
      new BufferSource(image(BASELINE, [jpeg(), jpeg(segment(0xfffe, secret))], uint32(0))),
    );
    const pixelData = object.dataSet.get("PixelData");
    if (pixelData?.value.kind !== "fragments") throw new Error("no fragments");
    const { fragmentOffsets, ...value } = pixelData.value;
    expect(fragmentOffsets).to.have.length(2);
    const dataSet = object.dataSet.with(
      Object.assign(Object.create(Object.getPrototypeOf(pixelData) as object), pixelData, {
        value,
      }) as typeof pixelData,
    );
    const [noted, again] = [await inspectFragments(object), await inspectFragments({ ...object, dataSet })];
    expect(again?.patches).to.deep.equal(noted?.patches);
  });

  it("is looked for with a bounded number of bytes where reads are dear", async () => {
    const frame = j2k([remark("Kakadu-v5.2.1")]);
    const dear = (count: number) => {
      const bytes = image(JPEG_2000, new Array<Uint8Array>(count).fill(frame));
      let readBytes = 0;
      let largestBytes = 0;
      const source = {
        sizeBytes: bytes.length,
        read: (offset: number, lengthBytes: number) => {
          const read = bytes.subarray(offset, offset + lengthBytes);
          readBytes += read.length;
          largestBytes = Math.max(largestBytes, read.length);
          return Promise.resolve(read);
        },
        expectReads: () => undefined,
      };
      return { source, readBytes: () => readBytes, largestBytes: () => largestBytes };
    };
    const some = dear(3000); // 96 bytes of each, and what is longer
    const object = await readDicom(some.source);
    const before = some.readBytes();
    expect((await inspectFragments(object))?.problem).to.equal(undefined);
    expect(some.readBytes() - before).to.be.at.most(3000 * (96 + 512));
    expect(some.largestBytes()).to.be.at.most(64 * 1024);
    const many = dear(11_000);
    expect(await problemOf(new Uint8Array(), many.source)).to.equal(undefined);
    expect(many.largestBytes()).to.be.within(512 * 1024, 4 * 1024 * 1024); // read through, a window at a time
  });
});
