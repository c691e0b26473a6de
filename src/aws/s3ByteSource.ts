import type { S3Client } from "@aws-sdk/client-s3";
import { DEFAULT_LIMITS, type Limits } from "../../dicom/limits";
import { SourceError } from "../pipeline/errors";
import type { CountingSource, ObjectVersion, RawObjectReader, ReadPattern } from "../pipeline/ports";
import { ExpectedReads } from "./expectedReads";
import { getRange } from "./getRange";
import { createReadAhead, FIRST_REQUEST_BYTES, type ReadAhead } from "./readAhead";

/** Opens versions of objects for reading by ranged GETs. */
export function s3ObjectReader(
  client: Pick<S3Client, "send">,
  limits: Limits = DEFAULT_LIMITS,
): RawObjectReader {
  return { limits, open: (object, pattern) => S3ByteSource.open(client, object, pattern) };
}

interface Window {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/**
 * One version of an S3 object, read by ranges. A read that says how few bytes are enough is part of a walk, one
 * at a time: it is answered from a window, whose size `ReadAhead` decides. Any other read fetches what it asks for and
 * the window does not have, and no more; several of them may be on their way. Memory: at most two windows of 4 MiB
 * and what the caller asked for.
 */
export class S3ByteSource implements CountingSource {
  private countedBytes: number;
  private window: Window;
  private expected: ExpectedReads | undefined;
  private readonly readAhead: ReadAhead;

  private constructor(
    private readonly client: Pick<S3Client, "send">,
    /** What is read. */
    readonly object: ObjectVersion,
    pattern: ReadPattern,
    /** Of that version; reads and copies hold S3 to it. */
    readonly eTag: string | undefined,
    readonly sizeBytes: number,
    readonly modifiedMs: number | undefined,
    first: Uint8Array,
  ) {
    this.countedBytes = first.length;
    this.window = { offset: 0, bytes: first };
    this.readAhead = createReadAhead(pattern, sizeBytes, first.length);
  }

  /**
   * Costs one request, whose bytes are kept as the first window.
   *
   * @throws SourceError `SOURCE_VANISHED` where the version is not there
   */
  static async open(
    client: Pick<S3Client, "send">,
    object: ObjectVersion,
    pattern: ReadPattern,
  ): Promise<S3ByteSource> {
    const answer = await getRange(client, object, 0, FIRST_REQUEST_BYTES, undefined);
    const { bytes = new Uint8Array(), sizeBytes = 0, eTag, modifiedMs } = answer ?? {};
    return new S3ByteSource(client, object, pattern, eTag, sizeBytes, modifiedMs, bytes);
  }

  get transferredBytes(): number {
    return this.countedBytes;
  }

  async read(offset: number, lengthBytes: number, leastBytes?: number): Promise<Uint8Array> {
    const end = Math.min(offset + lengthBytes, this.sizeBytes);
    if (offset >= end) return new Uint8Array();
    if (leastBytes !== undefined) return this.walk(offset, end, Math.min(offset + leastBytes, end));
    const held = this.fromWindow(offset, end);
    if (held.length === end - offset) return held;
    const rest = await this.fetch(offset + held.length, end);
    return held.length === 0 ? rest : Buffer.concat([held, rest]);
  }

  /** They are fetched when the walk comes to the first of them, where that is better than to read through. */
  expectReads(offsets: Float64Array, lengthBytes: number): void {
    this.expected = new ExpectedReads(offsets, lengthBytes, (offset, bytes) =>
      this.fetch(offset, offset + bytes),
    );
  }

  private async walk(offset: number, end: number, leastEnd: number): Promise<Uint8Array> {
    const { readAhead } = this;
    const neededBytes = leastEnd - offset;
    readAhead.reading(offset);
    let answer = this.fromWindow(offset, end);
    if (answer.length < neededBytes) {
      const place =
        this.expected && readAhead.prefersPlaces(offset)
          ? await this.expected.take(offset, neededBytes)
          : undefined;
      if (place) {
        // It was fetched for itself: nothing of it counts as read ahead, nor as used.
        readAhead.answered(offset, 0, 0);
        return place.subarray(0, end - offset);
      }
      const from = offset + answer.length;
      const fetched = await this.fetch(from, Math.min(readAhead.endOf(from, leastEnd), this.sizeBytes));
      this.window = { offset: from, bytes: fetched };
      const rest = fetched.subarray(0, end - from);
      answer = answer.length === 0 ? rest : Buffer.concat([answer, rest]);
    }
    readAhead.answered(offset, answer.length, neededBytes);
    return answer;
  }

  /** The part of the range that the window starts with, maybe none. */
  private fromWindow(offset: number, end: number): Uint8Array {
    const start = offset - this.window.offset;
    if (start < 0 || start >= this.window.bytes.length) return new Uint8Array();
    return this.window.bytes.subarray(start, end - this.window.offset);
  }

  private async fetch(offset: number, end: number): Promise<Uint8Array> {
    const wantedBytes = end - offset;
    const answer = await getRange(this.client, this.object, offset, wantedBytes, this.eTag);
    if (answer?.sizeBytes !== this.sizeBytes) throw new SourceError("SOURCE_CHANGED");
    if (answer.bytes.length !== wantedBytes) throw new SourceError("SOURCE_TRUNCATED");
    this.countedBytes += wantedBytes;
    return answer.bytes;
  }
}
