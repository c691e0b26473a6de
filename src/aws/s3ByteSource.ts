import { DEFAULT_LIMITS, type Limits } from "../../dicom/limits";
import {
  GetObjectCommand,
  S3ServiceException,
  type GetObjectCommandOutput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { SourceError } from "../pipeline/errors";
import type { CountingSource, ObjectVersion, RawObjectReader, ReadPattern } from "../pipeline/ports";

const KIB = 1024;

/** Bytes of the request that opens an object, and the bound up to which reading on and on doubles the next ones. */
const WINDOWS: Readonly<Record<ReadPattern, { firstBytes: number; lastBytes: number }>> = {
  header: { firstBytes: 64 * KIB, lastBytes: 64 * KIB },
  whole: { firstBytes: 64 * KIB, lastBytes: 4096 * KIB },
};

/** A gap up to this size is cheaper to transfer than another request is to wait for. */
const SHORT_GAP_BYTES = 512 * KIB;

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
 * One version of an S3 object, read by ranges. Holds one window of bytes; its size doubles while reads
 * follow one another, so that a long walk costs few requests, and a jump costs what was asked for. Reads
 * longer than the window pass it by. Memory: at most two windows and what the caller asked for.
 */
export class S3ByteSource implements CountingSource {
  private countedBytes: number;
  private window: Window;
  private windowBytes: number;

  private constructor(
    private readonly client: Pick<S3Client, "send">,
    /** What is read. */
    readonly object: ObjectVersion,
    private readonly lastWindowBytes: number,
    /** Of that version; reads and copies hold S3 to it. */
    readonly eTag: string | undefined,
    readonly sizeBytes: number,
    first: Uint8Array,
  ) {
    this.countedBytes = first.length;
    this.window = { offset: 0, bytes: first };
    this.windowBytes = first.length;
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
    const { firstBytes, lastBytes } = WINDOWS[pattern];
    const answer = await getRange(client, object, 0, firstBytes, undefined);
    const { bytes, sizeBytes, eTag } = answer ?? { bytes: new Uint8Array(), sizeBytes: 0, eTag: undefined };
    return new S3ByteSource(client, object, lastBytes, eTag, sizeBytes, bytes);
  }

  get transferredBytes(): number {
    return this.countedBytes;
  }

  async read(offset: number, lengthBytes: number): Promise<Uint8Array> {
    const end = Math.min(offset + lengthBytes, this.sizeBytes);
    if (offset >= end) return new Uint8Array();
    const inWindow = this.fromWindow(offset, end);
    if (inWindow.length === end - offset) return inWindow;
    const rest = await this.fetch(offset + inWindow.length, end);
    return inWindow.length === 0 ? rest : Buffer.concat([inWindow, rest]);
  }

  /** The part of the range that the window starts with, maybe none. */
  private fromWindow(offset: number, end: number): Uint8Array {
    const start = offset - this.window.offset;
    if (start < 0 || start >= this.window.bytes.length) return new Uint8Array();
    return this.window.bytes.subarray(start, end - this.window.offset);
  }

  private async fetch(offset: number, end: number): Promise<Uint8Array> {
    const gap = offset - (this.window.offset + this.window.bytes.length);
    const walking = gap >= 0 && gap <= SHORT_GAP_BYTES;
    this.windowBytes = walking
      ? Math.min(Math.max(this.windowBytes, end - offset) * 2, this.lastWindowBytes)
      : 0;
    const wantedBytes = Math.min(Math.max(end - offset, this.windowBytes), this.sizeBytes - offset);
    const answer = await getRange(this.client, this.object, offset, wantedBytes, this.eTag);
    if (answer?.sizeBytes !== this.sizeBytes) throw new SourceError("SOURCE_CHANGED");
    if (answer.bytes.length !== wantedBytes) throw new SourceError("SOURCE_TRUNCATED");
    this.countedBytes += wantedBytes;
    // What is longer than a window belongs to the caller alone; only its end is remembered.
    this.window =
      wantedBytes > this.lastWindowBytes
        ? { offset: offset + wantedBytes, bytes: new Uint8Array() }
        : { offset, bytes: answer.bytes };
    return answer.bytes.subarray(0, end - offset);
  }
}

interface RangeAnswer {
  readonly bytes: Uint8Array;
  readonly sizeBytes: number;
  readonly eTag: string | undefined;
}

/** One ranged GET; `undefined` where the object has no byte at `offset`. */
async function getRange(
  client: Pick<S3Client, "send">,
  { bucketName, objectKey, versionId }: ObjectVersion,
  offset: number,
  lengthBytes: number,
  eTag: string | undefined,
): Promise<RangeAnswer | undefined> {
  let output: GetObjectCommandOutput;
  try {
    output = await client.send(
      new GetObjectCommand({
        Bucket: bucketName,
        Key: objectKey,
        VersionId: versionId,
        Range: `bytes=${offset}-${offset + lengthBytes - 1}`,
        ...(eTag !== undefined && { IfMatch: eTag }),
      }),
    );
  } catch (error) {
    if (isEmptyObject(error)) return undefined;
    throw sourceErrorOf(error) ?? error;
  }
  const sizeBytes = Number(/\/(\d+)$/.exec(output.ContentRange ?? "")?.[1] ?? NaN);
  if (!Number.isSafeInteger(sizeBytes) || !output.Body) throw new SourceError("SOURCE_TRUNCATED");
  return { bytes: await output.Body.transformToByteArray(), sizeBytes, eTag: output.ETag };
}

function isEmptyObject(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === "InvalidRange";
}

/** What a failure of S3 says about the source; `undefined` where it says nothing. */
export function sourceErrorOf(error: unknown): SourceError | undefined {
  if (!(error instanceof S3ServiceException)) return undefined;
  const status = error.$metadata.httpStatusCode;
  if (status === 412) return new SourceError("SOURCE_CHANGED", { cause: error });
  // 405 is the answer for a version that is a delete marker.
  if (status === 404 || status === 405) return new SourceError("SOURCE_VANISHED", { cause: error });
  return undefined;
}
