import { createHash } from "node:crypto";
import {
  combineChecksums,
  DEFAULT_ALGORITHM,
  type ChecksumAlgorithm,
  type ChecksumType,
  type StoredChecksum,
} from "../checksums/checksums";
import { noSuchUpload, S3Error } from "../errors";
import type { MultipartUpload, ObjectVersion, UploadedPart } from "../model";
import type { ObjectStore, RequestOrigin } from "./objectStore";
import type { WriteConditions } from "./preconditions";
import type { Bucket, Storage } from "./storage";

/** Smallest part but for the last. */
const MIN_PART_BYTES = 5 * 1024 ** 2;

export interface CompletePart {
  readonly partNumber: number;
  readonly etag: string;
  readonly checksums?: Readonly<Partial<Record<ChecksumAlgorithm, string>>> | undefined;
}

export interface CompleteRequest {
  readonly parts: readonly CompletePart[];
  readonly conditions?: WriteConditions | undefined;
  /** Of the whole object, as the uploader knows it. */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string } | undefined;
  readonly checksumType?: ChecksumType | undefined;
  readonly sizeBytes?: number | undefined;
}

/**
 * Makes an object of the parts named, which stay where they are on the disk; others are removed.
 * Asking again for an upload that was completed is answered with its object.
 */
export async function completeUpload(
  storage: Storage,
  objects: ObjectStore,
  bucket: Bucket,
  key: string,
  uploadId: string,
  request: CompleteRequest,
  origin: RequestOrigin | undefined,
): Promise<ObjectVersion> {
  const open = bucket.uploads.get(uploadId);
  if (open?.upload.key !== key) {
    const completed = bucket.objects.versions(key).find((version) => version.uploadId === uploadId);
    if (completed) return completed;
    throw noSuchUpload();
  }
  const { upload } = open;
  const parts = chooseParts(open.parts, request.parts, upload);
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  if (request.sizeBytes !== undefined && request.sizeBytes !== sizeBytes)
    throw new S3Error(
      "InvalidRequest",
      "The provided 'x-amz-mp-object-size' header does not match what was computed.",
    );
  const checksum = wholeChecksum(upload, parts);
  checkWholeChecksum(checksum, request);
  const version = await objects.commit(
    bucket.name,
    key,
    {
      attributes: upload.attributes,
      etag: etagOfParts(parts),
      sizeBytes,
      segments: parts.map((part) => ({ blobId: part.blobId, sizeBytes: part.sizeBytes })),
      checksum,
      uploadId,
    },
    "ObjectCreated:CompleteMultipartUpload",
    request.conditions,
    origin,
  );
  bucket.uploads.delete(uploadId);
  await storage.eraseUpload(bucket, uploadId);
  const used = new Set(parts.map((part) => part.blobId));
  await storage.blobs.remove([...open.parts.values()].filter((part) => !used.has(part.blobId)));
  return version;
}

function chooseParts(
  uploaded: ReadonlyMap<number, UploadedPart>,
  named: readonly CompletePart[],
  upload: MultipartUpload,
): UploadedPart[] {
  if (named.length === 0)
    throw new S3Error("MalformedXML", "The XML you provided was not well-formed or did not validate.");
  if (named.some((part, index) => part.partNumber <= (named[index - 1]?.partNumber ?? 0)))
    throw new S3Error("InvalidPartOrder", "The list of parts was not in ascending order.");
  const parts = named.map((part) => {
    const found = uploaded.get(part.partNumber);
    if (
      !found ||
      found.etag !== part.etag.replace(/^"(.*)"$/, "$1") ||
      !agreesOnChecksums(found, part, upload)
    )
      throw new S3Error(
        "InvalidPart",
        "One or more of the specified parts could not be found, or its entity tag or checksum is another.",
        { fields: { PartNumber: part.partNumber } },
      );
    return found;
  });
  const small = parts.slice(0, -1).find((part) => part.sizeBytes < MIN_PART_BYTES);
  if (small)
    throw new S3Error("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
      fields: { ProposedSize: small.sizeBytes, MinSizeAllowed: MIN_PART_BYTES, PartNumber: small.partNumber },
    });
  return parts;
}

function agreesOnChecksums(found: UploadedPart, named: CompletePart, upload: MultipartUpload): boolean {
  const claims = Object.entries(named.checksums ?? {}) as [ChecksumAlgorithm, string][];
  if (upload.checksumType === "COMPOSITE" && upload.algorithm && !named.checksums?.[upload.algorithm])
    throw new S3Error(
      "InvalidRequest",
      `The upload was created using a ${upload.algorithm.toLowerCase()} checksum. The complete request must ` +
        `include the checksum for each part. It was missing for part ${named.partNumber} in the request.`,
    );
  return claims.every(([algorithm, value]) => found.checksums[algorithm] === value);
}

function wholeChecksum(upload: MultipartUpload, parts: readonly UploadedPart[]): StoredChecksum {
  const algorithm = upload.algorithm ?? DEFAULT_ALGORITHM;
  return combineChecksums(
    algorithm,
    upload.checksumType,
    parts.map((part) => ({ value: part.checksums[algorithm] ?? "", sizeBytes: part.sizeBytes })),
  );
}

function checkWholeChecksum(checksum: StoredChecksum, request: CompleteRequest): void {
  if (request.checksumType !== undefined && request.checksumType !== checksum.type)
    throw new S3Error("InvalidRequest", "The checksum type is not the one that the upload was created with.");
  if (request.checksum === undefined) return;
  const { algorithm, value } = request.checksum;
  if (algorithm !== checksum.algorithm)
    throw new S3Error(
      "InvalidRequest",
      "The checksum algorithm is not the one that the upload was created with.",
    );
  if (value !== checksum.value && value !== checksum.value.replace(/-\d+$/, ""))
    throw new S3Error("BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`);
}

/** MD5 of the parts' MD5s, with their number. */
function etagOfParts(parts: readonly UploadedPart[]): string {
  const hash = createHash("md5");
  for (const part of parts) hash.update(part.etag, "hex");
  return `${hash.digest("hex")}-${parts.length}`;
}
