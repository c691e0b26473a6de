import { checkKey } from "./keys";
import { DEFAULT_ALGORITHM, type ChecksumAlgorithm, type StoredChecksum } from "../checksums/checksums";
import { S3Error } from "../errors";
import type { Encryption, ObjectAttributes, ObjectVersion, Retention, Segment, StorageClass } from "../model";
import { etagOf, type ObjectStore, type RequestOrigin } from "./objectStore";
import {
  checkCopyConditions,
  checkWriteConditions,
  type ReadConditions,
  type WriteConditions,
} from "./preconditions";
import { checkRetention } from "./retention";
import type { Storage } from "./storage";
import { BodyReader, bodyOf, type BodyDigests, type UploadBody } from "./uploadBody";

/** Largest body of one PutObject, UploadPart or CopyObject. */
const MAX_PUT_BYTES = 5 * 1024 ** 3;

export interface PutOptions {
  readonly attributes?: Partial<ObjectAttributes> | undefined;
  /** What to keep a checksum with, where the body comes with none. */
  readonly algorithm?: ChecksumAlgorithm | undefined;
  readonly conditions?: WriteConditions | undefined;
  readonly origin?: RequestOrigin | undefined;
}

/** Which version to copy, and how. */
export interface CopySource {
  readonly bucketName: string;
  readonly key: string;
  readonly versionId?: string | undefined;
  readonly conditions?: ReadConditions | undefined;
}

export interface CopyOptions extends Omit<PutOptions, "attributes"> {
  /** Instead of the source's, where given. */
  readonly attributes?: Pick<ObjectAttributes, "headers" | "metadata"> | undefined;
  readonly tags?: ObjectAttributes["tags"] | undefined;
  readonly encryption?: Encryption | undefined;
  readonly retention?: Retention | undefined;
  readonly storageClass?: StorageClass | undefined;
}

/** @throws S3Error EntityTooLarge before anything is read */
function checkPutSize(sizeBytes: number | undefined): void {
  if (sizeBytes !== undefined && sizeBytes > MAX_PUT_BYTES)
    throw new S3Error("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", {
      fields: { ProposedSize: sizeBytes, MaxSizeAllowed: MAX_PUT_BYTES },
    });
}

/** Streams a body into a blob; where it is not what its sender said, nothing stays. */
export async function storeBody(
  storage: Storage,
  body: UploadBody,
  algorithms: readonly ChecksumAlgorithm[],
): Promise<{ segment: Segment; digests: BodyDigests }> {
  checkPutSize(body.sizeBytes);
  const reader = new BodyReader(body, algorithms);
  const segment = await storage.blobs.write(reader.chunks());
  return { segment, digests: reader.digests };
}

/** Stores an object in one piece. */
export async function putObject(
  storage: Storage,
  objects: ObjectStore,
  bucketName: string,
  key: string,
  body: UploadBody,
  options: PutOptions = {},
): Promise<ObjectVersion> {
  checkKey(key);
  const bucket = storage.bucket(bucketName);
  // Said again when the object is committed; here it saves the transfer.
  checkWriteConditions(bucket.objects.latest(key), options.conditions ?? {});
  checkRetention(bucket.configuration, options.attributes?.retention, storage.now());
  const algorithm = body.checksum?.algorithm ?? options.algorithm ?? DEFAULT_ALGORITHM;
  const attributes = completeAttributes(options.attributes, bucket.configuration.encryption);
  const { segment, digests } = await storeBody(storage, body, [algorithm]);
  try {
    return await objects.commit(
      bucketName,
      key,
      {
        attributes,
        etag: etagOf(digests.md5, attributes.encryption, segment),
        sizeBytes: segment.sizeBytes,
        segments: [segment],
        checksum: wholeChecksum(algorithm, digests),
      },
      "ObjectCreated:Put",
      options.conditions,
      options.origin,
    );
  } catch (error) {
    await storage.blobs.remove([segment]);
    throw error;
  }
}

/** Copies a version to a new object in one piece, bytes and attributes. */
export async function copyObject(
  storage: Storage,
  objects: ObjectStore,
  source: CopySource,
  bucketName: string,
  key: string,
  options: CopyOptions = {},
): Promise<{ source: ObjectVersion; copy: ObjectVersion }> {
  checkKey(key);
  const bucket = storage.bucket(bucketName);
  checkWriteConditions(bucket.objects.latest(key), options.conditions ?? {});
  checkRetention(bucket.configuration, options.retention, storage.now());
  const reader = objects.open(source.bucketName, source.key, source.versionId);
  const { version } = reader;
  try {
    checkCopyConditions(version, source.conditions ?? {});
    const algorithm = options.algorithm ?? version.checksum?.algorithm ?? DEFAULT_ALGORITHM;
    const { headers, metadata } = options.attributes ?? version;
    const encryption = options.encryption ?? bucket.configuration.encryption;
    const body = { ...bodyOf(reader.read(0, version.sizeBytes)), sizeBytes: version.sizeBytes };
    const { segment, digests } = await storeBody(storage, body, [algorithm]);
    try {
      const draft = {
        // A lock is of a version, not of its copies.
        attributes: {
          ...{ headers, metadata, encryption, tags: options.tags ?? version.tags },
          ...(options.retention && { retention: options.retention }),
          ...(options.storageClass && { storageClass: options.storageClass }),
        },
        etag: etagOf(digests.md5, encryption, segment),
        sizeBytes: segment.sizeBytes,
        segments: [segment],
        checksum: wholeChecksum(algorithm, digests),
      };
      const { conditions, origin } = options;
      const copy = await objects.commit(bucketName, key, draft, "ObjectCreated:Copy", conditions, origin);
      return { source: version, copy };
    } catch (error) {
      await storage.blobs.remove([segment]);
      throw error;
    }
  } finally {
    await reader.close();
  }
}

export function completeAttributes(
  attributes: Partial<ObjectAttributes> | undefined,
  encryption: Encryption,
): ObjectAttributes {
  return { headers: {}, metadata: {}, tags: [], encryption, ...attributes };
}

function wholeChecksum(algorithm: ChecksumAlgorithm, digests: BodyDigests): StoredChecksum {
  return { algorithm, type: "FULL_OBJECT", value: digests.checksums.get(algorithm) ?? "" };
}
