import { PutObjectCommand, S3ServiceException, type S3Client } from "@aws-sdk/client-s3";
import { PlanSource } from "../../dicom/write/planSource";
import type { WritePlan } from "../../dicom/write/writePlan";
import { OutputConflictError } from "../pipeline/errors";
import type { CurrentOutput, OutputWriter, WrittenOutput } from "../pipeline/ports";
import { abortOpenUploads, currentOutput, hexOf } from "./currentOutput";
import type { UploadTarget, WriteCondition } from "./multipartUpload";
import { scannedBytesOf, streamedOutput, wholeOutput } from "./outputBytes";
import { outputFormOf, type OutputForm } from "./outputForm";
import { formatOrigin } from "./outputMetadata";
import { recognizeOutput } from "./recognizeOutput";
import { partBytesFor, uploadInParts } from "./uploadInParts";
import { uploadWithCopies } from "./uploadWithCopies";

const DICOM_CONTENT_TYPE = "application/dicom";

/** What S3 answers where the key holds another object than the condition says, or the upload is no more. */
const CONFLICTS = new Set(["PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey", "NoSuchUpload"]);

/**
 * Writes outputs into one bucket. Long ranges of objects in S3 are copied by S3 itself, so that a large object costs
 * no more transfer than its header. S3 shows an object only once a request or a multipart upload is complete, and only in the
 * place of the one that it is to replace; what fails on the way, a check of the plan too, leaves nothing. Memory: the output
 * below 8 MiB and where it is deflated, else four parts.
 */
export function s3OutputWriter(client: Pick<S3Client, "send">, bucketName: string): OutputWriter {
  return {
    current: (objectKey) => currentOutput(client, bucketName, objectKey),
    recognize: recognizeOutput,
    async write(objectKey, plan, { origin, replaces, signal }) {
      const metadata = formatOrigin(origin);
      const condition = conditionOf(replaces);
      const target = { bucketName, objectKey, contentType: DICOM_CONTENT_TYPE, metadata, condition, signal };
      return write(client, target, plan).catch((error: unknown) => {
        const isConflict = error instanceof S3ServiceException && CONFLICTS.has(error.name);
        throw isConflict ? new OutputConflictError({ cause: error }) : error;
      });
    },
    async removeUnfinished(objectKey, plan) {
      if (outputFormOf(plan).kind !== "whole") await abortOpenUploads(client, bucketName, objectKey);
    },
  };
}

function conditionOf(replaces: CurrentOutput | undefined): WriteCondition {
  return replaces === undefined ? { IfNoneMatch: "*" } : { IfMatch: replaces.eTag };
}

function write(
  client: Pick<S3Client, "send">,
  target: UploadTarget,
  plan: WritePlan,
): Promise<WrittenOutput> {
  const form = outputFormOf(plan);
  if (form.kind === "whole") return putWhole(client, target, plan);
  return form.kind === "copied"
    ? putWithCopies(client, target, plan, form)
    : putStreamed(client, target, plan);
}

async function putWhole(
  client: Pick<S3Client, "send">,
  { bucketName, objectKey, contentType, metadata, condition, signal }: UploadTarget,
  plan: WritePlan,
): Promise<WrittenOutput> {
  const { bytes, sha256, scannedBytes } = await wholeOutput(plan);
  signal?.throwIfAborted();
  const { VersionId } = await client.send(
    new PutObjectCommand({
      Bucket: bucketName,
      Key: objectKey,
      Body: bytes,
      ContentType: contentType,
      Metadata: metadata,
      // S3 refuses other bytes than those that the audit record vouches for.
      ChecksumSHA256: sha256.toString("base64"),
      ...condition,
    }),
  );
  const checksum = { algorithm: "SHA-256", value: sha256.toString("hex") } as const;
  const { length: sizeBytes } = bytes;
  return { versionId: VersionId, sizeBytes, sentBytes: sizeBytes, scannedBytes, checksum };
}

async function putWithCopies(
  client: Pick<S3Client, "send">,
  target: UploadTarget,
  plan: WritePlan,
  { parts }: Extract<OutputForm, { kind: "copied" }>,
): Promise<WrittenOutput> {
  const watch = plan.checks?.watch();
  await plan.checks?.verify(new PlanSource(plan));
  const { versionId, crc64Nvme, sentBytes } = await uploadWithCopies(client, target, parts, watch);
  const checksum = { algorithm: "CRC-64/NVME", value: hexOf(crc64Nvme) } as const;
  return { versionId, sizeBytes: plan.sizeBytes, sentBytes, scannedBytes: scannedBytesOf(watch), checksum };
}

async function putStreamed(
  client: Pick<S3Client, "send">,
  target: UploadTarget,
  plan: WritePlan,
): Promise<WrittenOutput> {
  const { chunks, result } = await streamedOutput(plan);
  const versionId = await uploadInParts(client, target, chunks, partBytesFor(plan.sizeBytes));
  const { sizeBytes, scannedBytes, sha256 } = result();
  const checksum = { algorithm: "SHA-256", value: sha256.toString("hex") } as const;
  return { versionId, sizeBytes, sentBytes: sizeBytes, scannedBytes, checksum };
}
