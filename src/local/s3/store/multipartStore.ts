import {
  canBeFullObject,
  DEFAULT_ALGORITHM,
  type ChecksumAlgorithm,
  type ChecksumType,
} from "../checksums/checksums";
import { completeUpload, type CompleteRequest } from "./completeUpload";
import { noSuchUpload, S3Error } from "../errors";
import { checkKey, createOpaqueId } from "./keys";
import type { MultipartUpload, ObjectAttributes, ObjectVersion, UploadedPart } from "../model";
import type { ObjectStore, RequestOrigin } from "./objectStore";
import { checkCopyConditions } from "./preconditions";
import { checkRetention } from "./retention";
import { completeAttributes, storeBody, type CopySource } from "./writeObject";
import type { Bucket, OpenUpload, Storage } from "./storage";
import { bodyOf, type UploadBody } from "./uploadBody";

const MAX_PART_NUMBER = 10_000;

export interface UploadOptions {
  readonly attributes?: Partial<ObjectAttributes> | undefined;
  readonly algorithm?: ChecksumAlgorithm | undefined;
  readonly checksumType?: ChecksumType | undefined;
}

/** Bytes of a copy source, both ends included. */
export interface CopyRange {
  readonly first: number;
  readonly last: number;
}

/** Uploads in parts. A part is on the disk when it is answered; the object is there when the upload is completed. */
export class MultipartStore {
  constructor(
    private readonly storage: Storage,
    private readonly objects: ObjectStore,
  ) {}

  async create(bucketName: string, key: string, options: UploadOptions = {}): Promise<MultipartUpload> {
    checkKey(key);
    const bucket = this.storage.bucket(bucketName);
    checkRetention(bucket.configuration, options.attributes?.retention, this.storage.now());
    const upload: MultipartUpload = {
      uploadId: createOpaqueId(),
      key,
      initiated: this.storage.now().getTime(),
      attributes: completeAttributes(options.attributes, bucket.configuration.encryption),
      algorithm: options.algorithm,
      checksumType: checksumTypeOf(options),
    };
    await this.storage.saveUpload(bucket, upload);
    bucket.uploads.set(upload.uploadId, { upload, parts: new Map() });
    return upload;
  }

  /** @throws S3Error NoSuchUpload */
  find(bucketName: string, key: string, uploadId: string): OpenUpload {
    const open = this.storage.bucket(bucketName).uploads.get(uploadId);
    if (open?.upload.key !== key) throw noSuchUpload();
    return open;
  }

  /** Stores a part in the place of an earlier one with its number. */
  async putPart(
    bucketName: string,
    key: string,
    uploadId: string,
    partNumber: number,
    body: UploadBody,
  ): Promise<UploadedPart> {
    checkPartNumber(partNumber);
    const { upload } = this.find(bucketName, key, uploadId);
    checkPartChecksum(upload, body.checksum?.algorithm);
    return this.storePart(bucketName, upload, partNumber, body);
  }

  /** Copies a version, or a range of its bytes, into a part. */
  async copyPart(
    bucketName: string,
    key: string,
    uploadId: string,
    partNumber: number,
    source: CopySource,
    range?: CopyRange,
  ): Promise<{ source: ObjectVersion; part: UploadedPart }> {
    checkPartNumber(partNumber);
    const { upload } = this.find(bucketName, key, uploadId);
    const reader = this.objects.open(source.bucketName, source.key, source.versionId);
    try {
      const { version } = reader;
      checkCopyConditions(version, source.conditions ?? {});
      const { first, last } = range ?? { first: 0, last: version.sizeBytes - 1 };
      if (last >= version.sizeBytes)
        throw new S3Error("InvalidRange", "The range is not within the bytes of the copy source.", {
          fields: { ActualObjectSize: version.sizeBytes },
        });
      const sizeBytes = last - first + 1;
      const body = { ...bodyOf(reader.read(first, sizeBytes)), sizeBytes };
      return { source: version, part: await this.storePart(bucketName, upload, partNumber, body) };
    } finally {
      await reader.close();
    }
  }

  async complete(
    bucketName: string,
    key: string,
    uploadId: string,
    request: CompleteRequest,
    origin?: RequestOrigin,
  ): Promise<ObjectVersion> {
    const bucket = this.storage.bucket(bucketName);
    return this.storage.locks.run(`upload ${uploadId}`, () =>
      completeUpload(this.storage, this.objects, bucket, key, uploadId, request, origin),
    );
  }

  async abort(bucketName: string, key: string, uploadId: string): Promise<void> {
    const bucket = this.storage.bucket(bucketName);
    await this.storage.locks.run(`upload ${uploadId}`, async () => {
      const { parts } = this.find(bucketName, key, uploadId);
      await this.storage.eraseUpload(bucket, uploadId);
      bucket.uploads.delete(uploadId);
      await this.storage.blobs.remove([...parts.values()]);
    });
  }

  private async storePart(
    bucketName: string,
    upload: MultipartUpload,
    partNumber: number,
    body: UploadBody,
  ): Promise<UploadedPart> {
    const bucket = this.storage.bucket(bucketName);
    const { segment, digests } = await storeBody(this.storage, body, [upload.algorithm ?? DEFAULT_ALGORITHM]);
    const part: UploadedPart = {
      ...segment,
      partNumber,
      etag: digests.md5.toString("hex"),
      lastModified: this.storage.now().getTime(),
      checksums: Object.fromEntries(digests.checksums),
    };
    try {
      await this.storage.locks.run(`upload ${upload.uploadId}`, () => this.addPart(bucket, upload, part));
    } catch (error) {
      await this.storage.blobs.remove([segment]);
      throw error;
    }
    return part;
  }

  /** The upload may have ended while the part came in. */
  private async addPart(bucket: Bucket, upload: MultipartUpload, part: UploadedPart): Promise<void> {
    const { parts } = this.find(bucket.name, upload.key, upload.uploadId);
    const replaced = parts.get(part.partNumber);
    await this.storage.savePart(bucket, upload.uploadId, part);
    parts.set(part.partNumber, part);
    if (replaced) await this.storage.blobs.remove([replaced]);
  }
}

function checkPartNumber(partNumber: number): void {
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > MAX_PART_NUMBER)
    throw new S3Error("InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive");
}

/** CRC-64 is of whole objects only, SHA of parts only; the shorter CRCs are of parts unless asked. */
function checksumTypeOf({ algorithm, checksumType }: UploadOptions): ChecksumType {
  const preset = algorithm === undefined || algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE";
  const type = checksumType ?? preset;
  const impossible =
    type === "FULL_OBJECT" ? !canBeFullObject(algorithm ?? DEFAULT_ALGORITHM) : preset === "FULL_OBJECT";
  if (impossible)
    throw new S3Error(
      "InvalidRequest",
      `The ${type} checksum type cannot be used with the ${(algorithm ?? "default").toLowerCase()} checksum algorithm.`,
    );
  return type;
}

function checkPartChecksum(upload: MultipartUpload, actual: ChecksumAlgorithm | undefined): void {
  if (upload.algorithm === undefined || upload.algorithm === actual) return;
  if (actual === undefined && upload.checksumType === "FULL_OBJECT") return;
  throw new S3Error(
    "InvalidRequest",
    `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm.toLowerCase()}, ` +
      `actual checksum Type: ${actual?.toLowerCase() ?? "null"}`,
  );
}
