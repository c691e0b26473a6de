import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { createHash } from "node:crypto";
import { planChunks, planToBuffer } from "../../dicom/write/executePlan";
import type { WritePlan } from "../../dicom/write/writePlan";
import type { OutputWriter, WrittenOutput } from "../pipeline/ports";
import { uploadInParts } from "./uploadInParts";

const MIB = 1024 * 1024;

/** Smaller outputs go in one request. */
const SINGLE_REQUEST_BYTES = 8 * MIB;

/** S3 takes 10,000 parts per upload, each of at least 5 MiB but the last. */
const PART_COUNT_LIMIT = 10_000;
const SMALLEST_PART_BYTES = 8 * MIB;

export const DICOM_CONTENT_TYPE = "application/dicom";

/**
 * Writes outputs into one bucket. S3 shows an object only once a request or a multipart upload is
 * complete; what fails on the way leaves nothing. Memory: the output below 8 MiB, else four parts.
 */
export function s3OutputWriter(client: Pick<S3Client, "send">, bucketName: string): OutputWriter {
  return {
    write: (objectKey, plan) =>
      plan.sizeBytes < SINGLE_REQUEST_BYTES
        ? putWhole(client, bucketName, objectKey, plan)
        : putInParts(client, bucketName, objectKey, plan),
  };
}

async function putWhole(
  client: Pick<S3Client, "send">,
  bucketName: string,
  objectKey: string,
  plan: WritePlan,
): Promise<WrittenOutput> {
  const bytes = await planToBuffer(plan);
  const sha256 = createHash("sha256").update(bytes).digest();
  const { VersionId } = await client.send(
    new PutObjectCommand({
      Bucket: bucketName,
      Key: objectKey,
      Body: bytes,
      ContentType: DICOM_CONTENT_TYPE,
      // S3 refuses other bytes than those that the audit record vouches for.
      ChecksumSHA256: sha256.toString("base64"),
    }),
  );
  return { versionId: VersionId, sizeBytes: bytes.length, sha256: sha256.toString("hex") };
}

async function putInParts(
  client: Pick<S3Client, "send">,
  bucketName: string,
  objectKey: string,
  plan: WritePlan,
): Promise<WrittenOutput> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  async function* hashedChunks(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of planChunks(plan)) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
  }
  const partBytes = Math.max(SMALLEST_PART_BYTES, Math.ceil(plan.sizeBytes / PART_COUNT_LIMIT / MIB) * MIB);
  const target = { bucketName, objectKey, contentType: DICOM_CONTENT_TYPE };
  const versionId = await uploadInParts(client, target, hashedChunks(), partBytes);
  return { versionId, sizeBytes, sha256: hash.digest("hex") };
}
