import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { createHash } from "node:crypto";
import { BufferSource, type ByteSource } from "../../dicom/bytes/byteSource";
import { planToBuffer, watchedChunks } from "../../dicom/write/executePlan";
import type { OutputWatch } from "../../dicom/write/outputChecks";
import { PlanSource } from "../../dicom/write/planSource";
import type { WritePlan } from "../../dicom/write/writePlan";
import type { OutputWriter, WrittenOutput } from "../pipeline/ports";
import type { UploadTarget } from "./multipartUpload";
import { outputParts, PART_COUNT_LIMIT } from "./outputParts";
import { readPieces } from "./readPieces";
import { S3ByteSource } from "./s3ByteSource";
import { partBytesFor, uploadInParts } from "./uploadInParts";
import { uploadWithCopies } from "./uploadWithCopies";

const MIB = 1024 * 1024;

/** Smaller outputs go in one request. */
const SINGLE_REQUEST_BYTES = 8 * MIB;

const DICOM_CONTENT_TYPE = "application/dicom";

/**
 * Writes outputs into one bucket. Long ranges of objects in S3 are copied by S3 itself, so that a large object costs
 * no more transfer than its header. S3 shows an object only once a request or a multipart upload is complete; what
 * fails on the way, a check of the plan too, leaves nothing. Memory: the output below 8 MiB and where it is deflated,
 * else four parts.
 */
export function s3OutputWriter(client: Pick<S3Client, "send">, bucketName: string): OutputWriter {
  return {
    write: (objectKey, plan, signal) => {
      const target = { bucketName, objectKey, contentType: DICOM_CONTENT_TYPE, signal };
      // A deflated header can be read again only where all of it is at hand.
      if (plan.sizeBytes < SINGLE_REQUEST_BYTES || plan.deflateFrom !== undefined)
        return putWhole(client, target, plan);
      return canBeCut(plan) ? putWithCopies(client, target, plan) : putStreamed(client, target, plan);
    },
  };
}

/** Whether the output's parts can be told from the plan alone. */
function canBeCut({ deflateFrom, segments }: WritePlan): boolean {
  const isPlain = segments.every(
    (segment) => segment.kind === "literal" || segment.swapUnitBytes === undefined,
  );
  return deflateFrom === undefined && isPlain;
}

function isInS3(source: ByteSource): source is S3ByteSource {
  return source instanceof S3ByteSource;
}

async function putWhole(
  client: Pick<S3Client, "send">,
  { bucketName, objectKey, contentType, signal }: UploadTarget,
  plan: WritePlan,
): Promise<WrittenOutput> {
  const watch = plan.checks?.watch();
  const bytes = await bytesOf(plan, watch);
  const sha256 = createHash("sha256").update(bytes).digest();
  signal?.throwIfAborted();
  const { VersionId } = await client.send(
    new PutObjectCommand({
      Bucket: bucketName,
      Key: objectKey,
      Body: bytes,
      ContentType: contentType,
      // S3 refuses other bytes than those that the audit record vouches for.
      ChecksumSHA256: sha256.toString("base64"),
    }),
  );
  const checksum = { algorithm: "SHA-256", value: sha256.toString("hex") } as const;
  const { length: sizeBytes } = bytes;
  return {
    versionId: VersionId,
    sizeBytes,
    sentBytes: sizeBytes,
    scannedBytes: scannedBytesOf(watch),
    checksum,
  };
}

/** The output, checked. */
async function bytesOf(plan: WritePlan, watch: OutputWatch | undefined): Promise<Uint8Array> {
  if (!canBeCut(plan)) return planToBuffer(plan, watch);
  const bytes = await readPieces(plan.segments, watch);
  watch?.end();
  await plan.checks?.verify(new BufferSource(bytes));
  return bytes;
}

/** None where a plan has no checks: it was made by hand. */
function scannedBytesOf(watch: OutputWatch | undefined): number {
  return watch?.seenBytes ?? 0;
}

async function putWithCopies(
  client: Pick<S3Client, "send">,
  target: UploadTarget,
  plan: WritePlan,
): Promise<WrittenOutput> {
  const parts = outputParts(plan, isInS3);
  // Where all bytes pass through here, the stronger checksum is to be had.
  const isCopied = parts.some(({ kind }) => kind === "copied");
  if (!isCopied || parts.length > PART_COUNT_LIMIT) return putStreamed(client, target, plan);
  const watch = plan.checks?.watch();
  await plan.checks?.verify(new PlanSource(plan));
  const { versionId, crc64Nvme, sentBytes } = await uploadWithCopies(client, target, parts, watch);
  const checksum = {
    algorithm: "CRC-64/NVME",
    value: Buffer.from(crc64Nvme, "base64").toString("hex"),
  } as const;
  return { versionId, sizeBytes: plan.sizeBytes, sentBytes, scannedBytes: scannedBytesOf(watch), checksum };
}

async function putStreamed(
  client: Pick<S3Client, "send">,
  target: UploadTarget,
  plan: WritePlan,
): Promise<WrittenOutput> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const watch = plan.checks?.watch();
  await plan.checks?.verify(new PlanSource(plan));
  async function* hashedChunks(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of watchedChunks(plan, watch)) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
    if (sizeBytes !== plan.sizeBytes) throw new Error("the output has another size than its plan");
  }
  const versionId = await uploadInParts(client, target, hashedChunks(), partBytesFor(plan.sizeBytes));
  return {
    versionId,
    sizeBytes,
    sentBytes: sizeBytes,
    scannedBytes: scannedBytesOf(watch),
    checksum: { algorithm: "SHA-256", value: hash.digest("hex") },
  };
}
