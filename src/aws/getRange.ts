import {
  GetObjectCommand,
  S3ServiceException,
  type GetObjectCommandOutput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { SourceError } from "../pipeline/errors";
import type { ObjectVersion } from "../pipeline/ports";

interface RangeAnswer {
  readonly bytes: Uint8Array;
  /** Of the whole object. */
  readonly sizeBytes: number;
  readonly eTag: string | undefined;
  /** When the version was put, milliseconds since the epoch. */
  readonly modifiedMs: number | undefined;
}

/** The SDK tries again what fails up to the answer's head; a body that breaks off is ours to ask for again. */
const BODY_ATTEMPTS = 4;

/**
 * One ranged GET; `undefined` where the object has no byte at `offset`.
 *
 * @param eTag that the version has to have, where it is known
 * @throws SourceError where the version is not there, or has another ETag
 */
export async function getRange(
  client: Pick<S3Client, "send">,
  version: ObjectVersion,
  offset: number,
  lengthBytes: number,
  eTag: string | undefined,
): Promise<RangeAnswer | undefined> {
  for (let attempt = 1; ; attempt++) {
    const output = await requestRange(client, version, offset, lengthBytes, eTag);
    if (output === undefined) return undefined;
    const { Body, ContentRange, LastModified, ETag } = output;
    const sizeBytes = Number(/\/(\d+)$/.exec(ContentRange ?? "")?.[1] ?? NaN);
    if (!Number.isSafeInteger(sizeBytes) || !Body) throw new SourceError("SOURCE_TRUNCATED");
    try {
      const bytes = await Body.transformToByteArray();
      return { bytes, sizeBytes, eTag: ETag, modifiedMs: LastModified?.getTime() };
    } catch (error) {
      if (attempt === BODY_ATTEMPTS) throw error;
    }
  }
}

async function requestRange(
  client: Pick<S3Client, "send">,
  { bucketName, objectKey, versionId }: ObjectVersion,
  offset: number,
  lengthBytes: number,
  eTag: string | undefined,
): Promise<GetObjectCommandOutput | undefined> {
  try {
    return await client.send(
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
