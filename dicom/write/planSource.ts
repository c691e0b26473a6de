import type { ByteSource } from "../bytes/byteSource";
import { readExactly } from "../bytes/readExactly";
import { DicomUsageError } from "../errors";
import type { Segment, WritePlan } from "./writePlan";

/** The bytes of a planned output before deflation, where nothing of them is written yet. */
export class PlanSource implements ByteSource {
  private readonly starts: number[] = [];

  constructor(private readonly plan: WritePlan) {
    let start = 0;
    for (const segment of plan.segments) {
      this.starts.push(start);
      start += sizeOf(segment);
    }
  }

  get sizeBytes(): number {
    return this.plan.sizeBytes;
  }

  /** @throws DicomUsageError `INVALID_ARGUMENT` for ranges whose byte order turns around, which are not read here */
  async read(offset: number, lengthBytes: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let at = offset;
    const end = Math.min(offset + lengthBytes, this.sizeBytes);
    for (let index = this.indexAt(offset); at < end; index++) {
      const segment = this.plan.segments[index];
      if (!segment) break;
      const from = at - (this.starts[index] ?? 0);
      const piece = await readPiece(segment, from, Math.min(sizeOf(segment) - from, end - at));
      pieces.push(piece);
      at += piece.length;
    }
    return pieces.length === 1 ? (pieces[0] ?? new Uint8Array()) : Buffer.concat(pieces);
  }

  private indexAt(offset: number): number {
    const next = this.starts.findIndex((start) => start > offset);
    return next < 0 ? this.starts.length - 1 : next - 1;
  }
}

function sizeOf(segment: Segment): number {
  return segment.kind === "literal" ? segment.bytes.length : segment.lengthBytes;
}

async function readPiece(segment: Segment, from: number, lengthBytes: number): Promise<Uint8Array> {
  if (segment.kind === "literal") return segment.bytes.subarray(from, from + lengthBytes);
  if (segment.swapUnitBytes !== undefined)
    throw new DicomUsageError("INVALID_ARGUMENT", "what is turned around is not read from a plan");
  return readExactly(segment.source, segment.offset + from, lengthBytes);
}
