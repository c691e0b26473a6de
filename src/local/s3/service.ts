import { join } from "node:path";
import { EventOutbox, type Announcement, type OnEvent } from "./store/eventOutbox";
import { S3Error } from "./errors";
import { checkBucketName } from "./store/keys";
import type { Encryption, NotificationRule, ObjectVersion, VersioningStatus } from "./model";
import { MultipartStore } from "./store/multipartStore";
import { ObjectStore } from "./store/objectStore";
import {
  copyObject,
  putObject,
  type CopyOptions,
  type CopySource,
  type PutOptions,
} from "./store/writeObject";
import { Storage, type Bucket } from "./store/storage";
import { bodyOf, type UploadBody } from "./store/uploadBody";

export interface S3ServiceOptions {
  /** Holds everything; made where it is missing. One service at a time may use it. */
  readonly directory: string;
  /** Has to be ready at once: events that an earlier run did not deliver are delivered on creation. */
  readonly onEvent?: OnEvent | undefined;
  readonly now?: (() => Date) | undefined;
  /** Told in events; `us-east-1` unless given. */
  readonly region?: string | undefined;
}

export interface BucketOptions {
  readonly versioning?: boolean | undefined;
  readonly notifications?: readonly NotificationRule[] | undefined;
  readonly encryption?: Encryption | undefined;
  /** Needs versioning; what was given once is never taken back. */
  readonly objectLock?: boolean | undefined;
}

/** An S3 that lives in a folder. What it answers is on the disk. Failures are `S3Error`s. */
export interface S3Service {
  readonly region: string;
  readonly storage: Storage;
  readonly objects: ObjectStore;
  readonly uploads: MultipartStore;
  /** Creates a bucket, or gives one that exists this configuration; its objects stay. */
  createBucket(name: string, options?: BucketOptions): Promise<void>;
  bucket(name: string): Bucket;
  bucketNames(): string[];
  putObject(
    bucketName: string,
    key: string,
    body: UploadBody | Uint8Array | string | AsyncIterable<Uint8Array>,
    options?: PutOptions,
  ): Promise<ObjectVersion>;
  copyObject(
    source: CopySource,
    bucketName: string,
    key: string,
    options?: CopyOptions,
  ): Promise<{ source: ObjectVersion; copy: ObjectVersion }>;
  /** The whole of a version in memory: for small objects. */
  readObject(bucketName: string, key: string, versionId?: string): Promise<Buffer>;
  /** Settles when no event is on its way. Requests under way are their server's to end. */
  idle(): Promise<void>;
}

/** Opens the directory, reads back what an earlier run left, and removes what it left unfinished. */
export async function createS3Service(options: S3ServiceOptions): Promise<S3Service> {
  const { directory, onEvent = () => undefined, now = () => new Date(), region = "us-east-1" } = options;
  const storage = await Storage.open(directory, now);
  const outbox = new EventOutbox(join(directory, "events"), onEvent);
  const objects = new ObjectStore(storage, outbox, region);
  await outbox.resume((announcement) => cameAbout(storage, announcement));
  return {
    region,
    storage,
    objects,
    uploads: new MultipartStore(storage, objects),
    createBucket: (name, bucketOptions = {}) => createBucket(storage, name, bucketOptions),
    bucket: (name) => storage.bucket(name),
    bucketNames: () => [...storage.buckets.keys()].sort(),
    putObject: (bucketName, key, body, putOptions) =>
      putObject(storage, objects, bucketName, key, isUploadBody(body) ? body : bodyOf(body), putOptions),
    copyObject: (source, bucketName, key, copyOptions) =>
      copyObject(storage, objects, source, bucketName, key, copyOptions),
    readObject: (bucketName, key, versionId) => readObject(objects, bucketName, key, versionId),
    idle: () => outbox.idle(),
  };
}

async function createBucket(storage: Storage, name: string, options: BucketOptions): Promise<void> {
  checkBucketName(name);
  const existing = storage.buckets.get(name)?.configuration;
  const objectLock = (options.objectLock ?? false) || (existing?.objectLock ?? false);
  if (objectLock && options.versioning !== true)
    throw new S3Error("InvalidBucketState", "Object Lock needs versioning, which cannot be suspended then.");
  await storage.saveBucket(name, {
    versioning: versioningStatus(options.versioning ?? false, existing?.versioning),
    notifications: options.notifications ?? [],
    encryption: options.encryption ?? { algorithm: "AES256" },
    ...(objectLock && { objectLock }),
    createdAt: existing?.createdAt ?? storage.now().getTime(),
  });
}

/** A bucket that has ever kept versions cannot go back to the state before. */
function versioningStatus(enabled: boolean, before: VersioningStatus | undefined): VersioningStatus {
  if (enabled) return "enabled";
  return before === undefined || before === "unversioned" ? "unversioned" : "suspended";
}

function isUploadBody(body: object | string): body is UploadBody {
  return typeof body === "object" && "chunks" in body;
}

async function readObject(
  objects: ObjectStore,
  bucketName: string,
  key: string,
  versionId: string | undefined,
): Promise<Buffer> {
  const reader = objects.open(bucketName, key, versionId);
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of reader.read(0, reader.version.sizeBytes)) chunks.push(chunk);
    return Buffer.concat(chunks);
  } finally {
    await reader.close();
  }
}

/** Whether the change that an announcement was written for reached the disk. */
function cameAbout(storage: Storage, announcement: Announcement): boolean {
  const bucket = storage.buckets.get(announcement.bucketName);
  const version = bucket?.objects.find(announcement.key, announcement.versionId);
  return announcement.removed ? version === undefined : version?.sequencer === announcement.sequencer;
}
