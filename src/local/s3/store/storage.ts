import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { BlobStore } from "./blobStore";
import { S3Error } from "../errors";
import { isPending, readJson, writeJson } from "./jsonFile";
import { KeyedLock } from "./keyedLock";
import { hashOfKey } from "./keys";
import type { BucketConfiguration, MultipartUpload, ObjectVersion, UploadedPart } from "../model";
import { ObjectIndex } from "./objectIndex";

/** One bucket: what is on the disk, as held in memory. */
export interface Bucket {
  readonly name: string;
  configuration: BucketConfiguration;
  readonly objects: ObjectIndex;
  readonly uploads: Map<string, OpenUpload>;
}

export interface OpenUpload {
  readonly upload: MultipartUpload;
  readonly parts: Map<number, UploadedPart>;
}

/**
 * The data directory. A file of JSON, written atomically, describes each bucket, version, upload and part;
 * bytes lie in blobs that those name. Opening reads all descriptions again and sweeps what no one names.
 *
 *     buckets/<bucket>/bucket.json
 *     buckets/<bucket>/objects/<hash of key>/<version>.json
 *     buckets/<bucket>/uploads/<upload>/upload.json, <part>.json
 *     blobs/<first two>/<blob>
 *     events/<sequencer>.json
 */
export class Storage {
  readonly buckets = new Map<string, Bucket>();
  readonly locks = new KeyedLock();
  readonly blobs: BlobStore;
  private lastSequence = 0n;

  private constructor(
    readonly directory: string,
    readonly now: () => Date,
  ) {
    this.blobs = new BlobStore(join(directory, "blobs"));
  }

  static async open(directory: string, now: () => Date): Promise<Storage> {
    const storage = new Storage(directory, now);
    const buckets = join(directory, "buckets");
    await mkdir(buckets, { recursive: true });
    for (const name of await readdir(buckets)) {
      const bucket = await storage.loadBucket(name);
      if (bucket) storage.buckets.set(name, bucket);
    }
    await storage.blobs.sweep(new Set(storage.usedBlobs()));
    return storage;
  }

  /** @throws S3Error NoSuchBucket */
  bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (!bucket) throw new S3Error("NoSuchBucket", "The specified bucket does not exist");
    return bucket;
  }

  async saveBucket(name: string, configuration: BucketConfiguration): Promise<void> {
    await writeJson(join(this.bucketFolder(name), "bucket.json"), configuration);
    const bucket = this.buckets.get(name);
    if (bucket) bucket.configuration = configuration;
    else this.buckets.set(name, { name, configuration, objects: new ObjectIndex(), uploads: new Map() });
  }

  /** Microseconds of the clock, or one more than the last where that has not moved on, as 18 hex digits. */
  nextSequencer(): string {
    const clock = BigInt(this.now().getTime()) * 1000n;
    this.lastSequence = clock > this.lastSequence ? clock : this.lastSequence + 1n;
    return this.lastSequence.toString(16).toUpperCase().padStart(18, "0");
  }

  async saveVersion(bucket: Bucket, version: ObjectVersion): Promise<void> {
    await writeJson(this.versionPath(bucket, version), version);
  }

  async eraseVersion(bucket: Bucket, version: ObjectVersion): Promise<void> {
    await rm(this.versionPath(bucket, version), { force: true });
  }

  async saveUpload(bucket: Bucket, upload: MultipartUpload): Promise<void> {
    await writeJson(join(this.uploadFolder(bucket, upload.uploadId), "upload.json"), upload);
  }

  async savePart(bucket: Bucket, uploadId: string, part: UploadedPart): Promise<void> {
    await writeJson(join(this.uploadFolder(bucket, uploadId), `${part.partNumber}.json`), part);
  }

  async eraseUpload(bucket: Bucket, uploadId: string): Promise<void> {
    await rm(this.uploadFolder(bucket, uploadId), { recursive: true, force: true });
  }

  private async loadBucket(name: string): Promise<Bucket | undefined> {
    const folder = this.bucketFolder(name);
    const configuration = (await readJson(join(folder, "bucket.json")).catch(ignoreMissing)) as
      BucketConfiguration | undefined;
    if (!configuration) return undefined;
    const versions: ObjectVersion[] = [];
    const objects = join(folder, "objects");
    for (const hash of await listFolder(objects))
      versions.push(...((await readFolder(join(objects, hash))) as ObjectVersion[]));
    for (const { sequencer } of versions) {
      const sequence = BigInt(`0x${sequencer}`);
      if (sequence > this.lastSequence) this.lastSequence = sequence;
    }
    const completed = new Set(versions.map((version) => version.uploadId));
    const uploads = new Map<string, OpenUpload>();
    for (const folderName of await listFolder(join(folder, "uploads"))) {
      const open = await this.loadUpload(join(folder, "uploads", folderName));
      // A crash may have come between the object and the end of its upload, whose parts are now the object's.
      if (!open || completed.has(open.upload.uploadId))
        await rm(join(folder, "uploads", folderName), { recursive: true, force: true });
      else uploads.set(open.upload.uploadId, open);
    }
    return { name, configuration, objects: new ObjectIndex(versions), uploads };
  }

  private async loadUpload(folder: string): Promise<OpenUpload | undefined> {
    const upload = (await readJson(join(folder, "upload.json")).catch(ignoreMissing)) as
      MultipartUpload | undefined;
    if (!upload) return undefined;
    const parts = (await readFolder(folder, "upload.json")) as UploadedPart[];
    return { upload, parts: new Map(parts.map((part) => [part.partNumber, part])) };
  }

  private *usedBlobs(): Generator<string, void, undefined> {
    for (const bucket of this.buckets.values()) {
      for (const versions of bucket.objects.all())
        for (const version of versions) for (const segment of version.segments) yield segment.blobId;
      for (const open of bucket.uploads.values()) for (const part of open.parts.values()) yield part.blobId;
    }
  }

  private bucketFolder(name: string): string {
    return join(this.directory, "buckets", name);
  }

  /** Ids of uploads are case-sensitive, not every file system is. */
  private uploadFolder(bucket: Bucket, uploadId: string): string {
    return join(this.bucketFolder(bucket.name), "uploads", hashOfKey(uploadId));
  }

  /** The null version has one place, so that writing it replaces the one before in one step. */
  private versionPath(bucket: Bucket, version: ObjectVersion): string {
    const name = version.versionId === "null" ? "null" : version.sequencer;
    return join(this.bucketFolder(bucket.name), "objects", hashOfKey(version.key), `${name}.json`);
  }
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}

async function listFolder(path: string): Promise<string[]> {
  return (await readdir(path).catch(ignoreMissing)) ?? [];
}

/** All descriptions in a folder; half-written ones are removed. */
async function readFolder(path: string, except?: string): Promise<unknown[]> {
  const values: unknown[] = [];
  for (const name of await listFolder(path))
    if (isPending(name)) await rm(join(path, name), { force: true });
    else if (name !== except) values.push(await readJson(join(path, name)));
  return values;
}
