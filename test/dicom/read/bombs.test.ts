import { deflateRawSync } from "node:zlib";
import { expect } from "chai";
import {
  BufferSource,
  DEFAULT_LIMITS,
  DicomFormatError,
  DicomLimitError,
  DicomUsageError,
  readDicom,
  type DicomErrorCode,
  type ReadOptions,
} from "../../../dicom";
import {
  element,
  EXPLICIT,
  file,
  IMPLICIT,
  item,
  sequenceDelimiter,
  UNDEFINED,
} from "../../support/dicom/bytes";
import { rejection } from "../../support/dicom/rejection";
import { RepeatingSource } from "../../support/dicom/repeatingSource";

const EXPLICIT_LE = "1.2.840.10008.1.2.1";
const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
const DEFLATED = "1.2.840.10008.1.2.1.99";

/** As long as an object in S3 can be. */
const TERABYTES = 5 * 2 ** 40;

/** More than this is read of nothing that ends in a limit: header bytes of a million elements, and then some. */
const LITTLE = 32 * 1024 * 1024;

const modality = element(0x00080060, "CS", "CT");
const openSequence = element(0x00081140, "SQ", Buffer.alloc(0), EXPLICIT, UNDEFINED);
const openPixelData = element(0x7fe00010, "OB", Buffer.alloc(0), EXPLICIT, UNDEFINED);
const openItem = item([], UNDEFINED).subarray(0, 8);
const stray = Buffer.from("feff0de000000000", "hex");

interface Bomb {
  readonly syntax?: string;
  readonly head: Uint8Array[];
  readonly unit: Uint8Array;
  readonly code: DicomErrorCode;
}

const BOMBS: Record<string, Bomb> = {
  "billions of empty items": { head: [modality, openSequence], unit: item([]), code: "TOO_MANY_ELEMENTS" },
  "billions of items that no delimiter ends": {
    head: [modality, openSequence],
    unit: openItem,
    code: "TOO_MANY_ELEMENTS",
  },
  "billions of empty elements": {
    head: [modality],
    unit: element(0x00100020, "LO", ""),
    code: "TOO_MANY_ELEMENTS",
  },
  "billions of elements of file meta information": {
    head: [],
    unit: element(0x00020102, "OB", ""),
    code: "TOO_MANY_ELEMENTS",
  },
  "billions of empty sequences": {
    head: [modality],
    unit: element(0x00081140, "SQ", ""),
    code: "TOO_MANY_ELEMENTS",
  },
  "billions of delimiters that end nothing": {
    head: [modality],
    unit: sequenceDelimiter(),
    code: "TOO_MANY_ELEMENTS",
  },
  "billions of such delimiters inside an item": {
    head: [modality, openSequence, Buffer.from("feff00e0feffffff", "hex")],
    unit: stray,
    code: "TOO_MANY_ELEMENTS",
  },
  "billions of empty fragments": {
    syntax: JPEG_BASELINE,
    head: [modality, openPixelData],
    unit: item([]),
    code: "TOO_MANY_FRAGMENTS",
  },
  "billions of short fragments": {
    syntax: JPEG_BASELINE,
    head: [modality, openPixelData],
    unit: item([Buffer.alloc(16)]),
    code: "TOO_MANY_FRAGMENTS",
  },
  "sequences that nest without end": {
    head: [modality],
    unit: Buffer.concat([openSequence, openItem]),
    code: "NESTING_TOO_DEEP",
  },
  "values of VR UN that nest without end": {
    head: [modality, element(0x00091001, "UN", Buffer.alloc(0), EXPLICIT, UNDEFINED), openItem],
    unit: Buffer.concat([element(0x00091001, "UN", Buffer.alloc(0), IMPLICIT, UNDEFINED), openItem]),
    code: "NESTING_TOO_DEEP",
  },
};

describe("what would cost more than it may", () => {
  for (const [name, { syntax = EXPLICIT_LE, head, unit, code }] of Object.entries(BOMBS)) {
    it(`refuses ${name}, having read little of them`, async () => {
      const source = new RepeatingSource(file(syntax, head), unit, TERABYTES);
      const error = await rejection(readDicom(source));
      expect(error).to.be.instanceOf(DicomLimitError).with.property("code", code);
      expect(error.offset).to.be.a("number");
      expect(source.bytesRead).to.be.below(LITTLE);
    });
  }

  it("refuses them in salvage, too: what goes beyond a bound is not broken", async () => {
    const source = new RepeatingSource(file(EXPLICIT_LE, [modality, openSequence]), item([]), TERABYTES);
    const options: ReadOptions = { onFormatError: "salvage", limits: { elements: 1000 } };
    expect((await rejection(readDicom(source, options))).code).to.equal("TOO_MANY_ELEMENTS");
  });

  it("refuses a header of short values that is larger than its limit", async () => {
    const unit = element(0x00104000, "LT", "x".repeat(2000));
    const source = new RepeatingSource(file(EXPLICIT_LE, [modality]), unit, TERABYTES);
    expect((await rejection(readDicom(source))).code).to.equal("HEADER_TOO_LARGE");
    expect(source.bytesRead).to.be.below(DEFAULT_LIMITS.headerBytes * 1.1);
  });

  it("refuses terabytes of zeros behind the last element", async () => {
    const source = new RepeatingSource(file(EXPLICIT_LE, [modality]), Buffer.alloc(8), TERABYTES);
    const error = await rejection(readDicom(source, { limits: { headerBytes: 1024 * 1024 } }));
    expect(error.code).to.equal("HEADER_TOO_LARGE");
    expect(source.bytesRead).to.be.below(2 * 1024 * 1024);
  });

  it("refuses lengths of 4 GB that nothing is behind, without asking for it", async () => {
    const longest = 0xfffffffe;
    const claims = {
      "a value": [modality, element(0x00104000, "UT", "", EXPLICIT, longest)],
      "a sequence": [modality, element(0x00081140, "SQ", "", EXPLICIT, longest)],
      "an item": [modality, openSequence, item([], longest)],
      "an element inside an item": [
        modality,
        element(0x00081140, "SQ", item([element(0x7fe00010, "OW", "", EXPLICIT, longest)])),
      ],
      "a fragment": [modality, openPixelData, item([], longest)],
      "the offset table": [modality, element(0x7fe00010, "OB", item([], longest), EXPLICIT, UNDEFINED)],
    };
    for (const [name, content] of Object.entries(claims)) {
      const bytes = file(EXPLICIT_LE, [...content, Buffer.alloc(64)]);
      const source = new RepeatingSource(bytes, Buffer.alloc(8), bytes.length);
      const error = await rejection(readDicom(source));
      expect(error, name).to.be.instanceOf(DicomFormatError);
      expect(source.bytesRead, name).to.be.at.most(2 * bytes.length);
    }
  });

  it("reads a hundred thousand elements and as many fragments, which are within bounds", async () => {
    const elements = Buffer.alloc(8 * 100_000, element(0x00100020, "LO", ""));
    const many = await readDicom(new BufferSource(file(EXPLICIT_LE, [modality, elements])));
    expect(many.dataSet.elements).to.have.length(2);
    const fragments = Buffer.alloc(10 * 100_000, item([Buffer.from("ab")]));
    const content = [modality, openPixelData, fragments, sequenceDelimiter()];
    const { dataSet } = await readDicom(new BufferSource(file(JPEG_BASELINE, content)));
    expect(dataSet.get("PixelData")?.value).to.include({ fragmentCount: 99_999, lengthBytes: 1_000_000 });
  });

  it("puts any number of elements into order", async () => {
    const count = 200_000;
    const descending = Array.from({ length: count }, (_, index) =>
      element(0x00190000 + 2 * 0x10000 * (index >> 15) + 0xffff - (index & 0x7fff), "OB", ""),
    );
    const { dataSet } = await readDicom(new BufferSource(file(EXPLICIT_LE, [modality, ...descending])));
    expect(dataSet.elements).to.have.length(count + 1);
    expect(
      dataSet.elements.every(({ tag }, index, all) => index === 0 || tag > (all[index - 1]?.tag ?? 0)),
    ).to.equal(true);
  });

  it("refuses deflate bombs at the limit of what they inflate to", async () => {
    const zeros = element(0x7fe00010, "OW", Buffer.alloc(16 * 1024 * 1024));
    const bomb = file(DEFLATED, [deflateRawSync(Buffer.concat([modality, zeros]))]);
    expect(bomb.length).to.be.below(32 * 1024);
    for (const onFormatError of ["throw", "salvage"] as const) {
      const options: ReadOptions = { onFormatError, limits: { inflatedBytes: 1024 * 1024 } };
      expect((await rejection(readDicom(new BufferSource(bomb), options))).code).to.equal(
        "INFLATED_SIZE_TOO_LARGE",
      );
    }
  });

  it("refuses a deflated stream that is longer than what it may inflate to, without reading it", async () => {
    const source = new RepeatingSource(file(DEFLATED, []), Buffer.from("abc"), TERABYTES);
    expect((await rejection(readDicom(source))).code).to.equal("INFLATED_SIZE_TOO_LARGE");
    expect(source.bytesRead).to.be.below(1024 * 1024);
  });

  it("refuses bounds that are none", async () => {
    const source = new BufferSource(file(EXPLICIT_LE, [modality]));
    for (const limits of [
      { depth: 257 },
      { depth: NaN },
      { elements: -1 },
      { headerBytes: undefined as unknown as number },
    ])
      expect(await rejection(readDicom(source, { limits })))
        .to.be.instanceOf(DicomUsageError)
        .with.property("code", "INVALID_ARGUMENT");
  });
});
