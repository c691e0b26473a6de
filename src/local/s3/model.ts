import type { ChecksumAlgorithm, ChecksumType, StoredChecksum } from "./checksums/checksums";

/** A stretch of an object's bytes, in a file of its own: the whole of a plain object, or one part. */
export interface Segment {
  readonly blobId: string;
  readonly sizeBytes: number;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Declared only: nothing on this disk is encrypted. It is answered, and decides which KMS permissions are asked for. */
export interface Encryption {
  readonly algorithm: "AES256" | "aws:kms";
  readonly kmsKeyId?: string | undefined;
}

/** Until when a version can be neither removed nor replaced. Past its end it says nothing any more. */
export interface Retention {
  /** Governance can be lifted by who may `s3:BypassGovernanceRetention`; compliance by nobody. */
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  /** Milliseconds since the epoch. */
  readonly retainUntil: number;
}

/** System headers that are kept and answered as they came. */
export const STORED_HEADERS = [
  "content-type",
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "expires",
] as const;

/** Declared only: all of it is on the one disk. What is archived cannot be read, as nothing here restores it. */
export const STORAGE_CLASSES = [
  "STANDARD",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER_IR",
  "GLACIER",
  "DEEP_ARCHIVE",
] as const;

export type StorageClass = (typeof STORAGE_CLASSES)[number];

export type StoredHeader = (typeof STORED_HEADERS)[number];

/** What an uploader says about an object beside its bytes. */
export interface ObjectAttributes {
  readonly headers: Readonly<Partial<Record<StoredHeader, string>>>;
  /** User metadata without its `x-amz-meta-`, names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  readonly encryption: Encryption;
  readonly retention?: Retention | undefined;
  /** `STANDARD` where absent. */
  readonly storageClass?: StorageClass | undefined;
}

/** One version of an object, or a delete marker. Immutable: a change of tags or retention replaces it. */
export interface ObjectVersion extends ObjectAttributes {
  readonly key: string;
  /** `null` for what was written while versioning was not enabled. */
  readonly versionId: string;
  /** Upper-case hex of fixed length; grows with each write to the service. */
  readonly sequencer: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  readonly deleteMarker: boolean;
  /** Without quotation marks. */
  readonly etag: string;
  readonly sizeBytes: number;
  readonly segments: readonly Segment[];
  readonly checksum?: StoredChecksum | undefined;
  /** Present where it was uploaded in parts. */
  readonly uploadId?: string | undefined;
}

export interface UploadedPart extends Segment {
  readonly partNumber: number;
  readonly etag: string;
  readonly lastModified: number;
  /** Base64, of the upload's algorithm (or the default one) and of the one that the part came with. */
  readonly checksums: Readonly<Partial<Record<ChecksumAlgorithm, string>>>;
}

export interface MultipartUpload {
  readonly uploadId: string;
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly initiated: number;
  readonly attributes: ObjectAttributes;
  /** `undefined` where the uploader named none: then parts may come with any. */
  readonly algorithm?: ChecksumAlgorithm | undefined;
  readonly checksumType: ChecksumType;
}

/** Which events of a bucket go where, as in the notification configuration of S3. */
export interface NotificationRule {
  /** Such as `s3:ObjectCreated:*` or `s3:ObjectRemoved:Delete`. */
  readonly events: readonly string[];
  /** Compared with the key as it is, in its case. */
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
  /** Handed to `onEvent`; usually the ARN of a queue or function. */
  readonly target: string;
  readonly id?: string | undefined;
}

export type VersioningStatus = "unversioned" | "enabled" | "suspended";

export interface BucketConfiguration {
  readonly versioning: VersioningStatus;
  readonly notifications: readonly NotificationRule[];
  /** What objects get whose uploader asks for nothing. */
  readonly encryption: Encryption;
  /** Whether versions can be locked. Stays once it is. */
  readonly objectLock?: boolean | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}
