import {
  AbortMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  S3ServiceException,
  type HeadObjectCommandOutput,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { Checksum, CurrentOutput } from "../pipeline/ports";
import { parseOrigin } from "./outputMetadata";

/** The object that a reader of the key gets now; `undefined` where there is none. */
export async function currentOutput(
  client: Pick<S3Client, "send">,
  bucketName: string,
  objectKey: string,
): Promise<CurrentOutput | undefined> {
  try {
    const head = await client.send(
      new HeadObjectCommand({ Bucket: bucketName, Key: objectKey, ChecksumMode: "ENABLED" }),
    );
    const { ETag: eTag, ContentLength: sizeBytes, VersionId: versionId, Metadata } = head;
    if (eTag === undefined || sizeBytes === undefined) throw new Error("S3 answered neither ETag nor size");
    return { eTag, sizeBytes, versionId, checksum: checksumOf(head), origin: parseOrigin(Metadata) };
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
    throw error;
  }
}

function checksumOf({
  ChecksumSHA256,
  ChecksumCRC64NVME,
  ChecksumType,
}: HeadObjectCommandOutput): Checksum | undefined {
  if (ChecksumType !== "FULL_OBJECT") return undefined;
  if (ChecksumSHA256 !== undefined) return { algorithm: "SHA-256", value: hexOf(ChecksumSHA256) };
  if (ChecksumCRC64NVME !== undefined) return { algorithm: "CRC-64/NVME", value: hexOf(ChecksumCRC64NVME) };
  return undefined;
}

/** S3 tells checksums in base64. */
export function hexOf(base64: string): string {
  return Buffer.from(base64, "base64").toString("hex");
}

/**
 * Aborts the uploads that are open under a key: of attempts whose process was ended, or whose answer was lost. One that somebody
 * is still at ends there as a conflict, after which that somebody looks again. What fails here is left to the lifecycle rule.
 */
export async function abortOpenUploads(
  client: Pick<S3Client, "send">,
  bucketName: string,
  objectKey: string,
): Promise<void> {
  try {
    const { Uploads = [] } = await client.send(
      new ListMultipartUploadsCommand({ Bucket: bucketName, Prefix: objectKey }),
    );
    for (const { Key, UploadId } of Uploads)
      if (Key === objectKey)
        await client.send(new AbortMultipartUploadCommand({ Bucket: bucketName, Key, UploadId }));
  } catch {
    return;
  }
}
