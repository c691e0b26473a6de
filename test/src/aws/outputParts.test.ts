import { expect } from "chai";
import fc from "fast-check";
import { FrameMask } from "../../../dicom/bytes/byteMask";
import { BufferSource, planToBuffer, type ByteSource, type Segment, type WritePlan } from "../../../dicom";
import {
  LARGEST_PART_BYTES,
  outputParts,
  PART_COUNT_LIMIT,
  SMALLEST_PART_BYTES,
} from "../../../src/aws/outputParts";
import { readPieces } from "../../../src/aws/readPieces";

const MIB = 1024 * 1024;

/** A source of any size without bytes: parts are told from sizes alone. */
class RemoteSource implements ByteSource {
  constructor(readonly sizeBytes: number) {}
  read(): Promise<Uint8Array> {
    return Promise.reject(new Error("nobody should read"));
  }
}

const isRemote = (source: ByteSource): source is RemoteSource => source instanceof RemoteSource;

const literal = (lengthBytes: number): Segment => ({
  kind: "literal",
  bytes: new Uint8Array(lengthBytes),
  spans: [],
});
const range = (source: ByteSource, offset: number, lengthBytes: number): Segment => {
  return { kind: "range", source, offset, lengthBytes, rule: "test" };
};
const planOf = (segments: readonly Segment[]): WritePlan => ({
  segments,
  sizeBytes: segments.reduce(
    (sum, segment) => sum + (segment.kind === "literal" ? segment.bytes.length : segment.lengthBytes),
    0,
  ),
});

describe("outputParts", () => {
  it("sends the header with what fills its part, and copies the rest, whatever its size", () => {
    for (const gibibytes of [0.1, 1, 4, 5, 6, 100, 5 * 1024, 46 * 1024]) {
      const pixels = new RemoteSource(gibibytes * 1024 * MIB);
      const parts = outputParts(
        planOf([literal(10_000), range(pixels, 10_000, pixels.sizeBytes - 10_000), literal(8)]),
        isRemote,
      );
      const sentBytes = parts.reduce((sum, part) => sum + (part.kind === "sent" ? part.lengthBytes : 0), 0);
      expect(sentBytes).to.equal(SMALLEST_PART_BYTES + 8);
      expect(parts.length).to.be.at.most(PART_COUNT_LIMIT);
      for (const { lengthBytes } of parts.slice(0, -1))
        expect(lengthBytes).to.be.within(SMALLEST_PART_BYTES, LARGEST_PART_BYTES);
    }
  });

  it("sends short ranges, and those of other sources", () => {
    const other = new BufferSource(new Uint8Array(20 * MIB));
    const parts = outputParts(
      planOf([range(other, 0, 20 * MIB), range(new RemoteSource(4 * MIB), 0, 4 * MIB)]),
      isRemote,
    );
    expect(parts.map(({ kind }) => kind)).to.deep.equal(["sent", "sent", "sent"]);
  });

  it("sends ranges that are masked, whose parts are masked at their own place", async () => {
    const bytes = Buffer.alloc(20 * MIB, 7);
    const source = new BufferSource(bytes);
    const mask = new FrameMask({ offset: 100, count: 4, frameBits: 40 * MIB }, [
      { start: 16, end: 8 * MIB, pattern: Uint8Array.of(1, 2, 3) },
    ]);
    const plan = planOf([literal(1000), { ...range(source, 100, 20 * MIB - 100), mask } as Segment]);
    const parts = outputParts(plan, (one): one is BufferSource => one === source);
    expect(parts.map(({ kind }) => kind)).to.deep.equal(["sent", "sent", "sent"]);
    const sent = await Promise.all(parts.map((part) => readPieces(part.kind === "sent" ? part.pieces : [])));
    expect(Buffer.concat(sent).equals(await planToBuffer(plan))).to.equal(true);
    expect(bytes.every((byte) => byte === 7)).to.equal(true); // the source itself is not touched
  });

  it("keeps every byte in its place, and every part but the last to a size that S3 takes", async () => {
    const segment = fc.oneof(
      fc.integer({ min: 1, max: 3 * MIB }).map((size) => ({ size, remote: false, long: false })),
      fc.integer({ min: 1, max: 400 * MIB }).map((size) => ({ size, remote: true, long: size > 5 * MIB })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 8 }), async (kinds) => {
        const segments = kinds.map(({ size, remote }) =>
          remote ? range(new RemoteSource(size), 0, size) : literal(size),
        );
        const plan = planOf(segments);
        const parts = outputParts(plan, isRemote);
        expect(parts.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0)).to.equal(plan.sizeBytes);
        for (const part of parts.slice(0, -1)) expect(part.lengthBytes).to.be.at.least(SMALLEST_PART_BYTES);
        for (const part of parts) if (part.kind === "sent") expect(part.lengthBytes).to.be.at.most(8 * MIB); // held in memory
        const offsets = new Map<ByteSource, number>();
        for (const part of parts) {
          const ranges =
            part.kind === "copied" ? [part] : part.pieces.filter((piece) => piece.kind === "range");
          for (const { source, offset, lengthBytes } of ranges) {
            expect(offset).to.equal(offsets.get(source) ?? 0);
            offsets.set(source, offset + lengthBytes);
          }
          if (part.kind === "sent" && part.pieces.every(({ kind }) => kind === "literal")) {
            const bytes = await planToBuffer({ segments: part.pieces, sizeBytes: part.lengthBytes });
            expect(bytes.length).to.equal(part.lengthBytes);
          }
        }
        for (const [source, end] of offsets) expect(end).to.equal(source.sizeBytes);
      }),
      { numRuns: 60 },
    );
  });
});
