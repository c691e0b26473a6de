import { createHash } from "node:crypto";
import { noSuchKey, noSuchVersion, S3Error } from "../errors";
import type { EventOutbox } from "./eventOutbox";
import { checkKey, createOpaqueId } from "./keys";
import type { Encryption, ObjectAttributes, ObjectVersion, Retention, Segment, Tag } from "../model";
import { createEvent, matchesRule, type EventName } from "./notifications";
import { checkWriteConditions, type WriteConditions } from "./preconditions";
import { checkRemovable, checkReplaceable, checkRetention } from "./retention";
import type { Bucket, Storage } from "./storage";
import type { StoredChecksum } from "../checksums/checksums";

/** A version whose bytes are on the disk and which nobody sees yet. */
export interface DraftVersion {
  readonly attributes: ObjectAttributes;
  readonly etag: string;
  readonly sizeBytes: number;
  readonly segments: readonly Segment[];
  readonly checksum?: StoredChecksum | undefined;
  readonly uploadId?: string | undefined;
}

/** Who asked, for the record of events. */
export interface RequestOrigin {
  readonly requestId: string;
}

export interface DeleteOutcome {
  /** Id of the version that was removed or made; absent where there is nothing to say. */
  readonly versionId?: string | undefined;
  /** Whether a delete marker was made or removed. */
  readonly deleteMarker: boolean;
}

export interface DeleteConditions extends WriteConditions {
  /** Whether the sender asked, and may, lift a retention in governance mode. */
  readonly bypassGovernance?: boolean | undefined;
}

const NO_ORIGIN: RequestOrigin = { requestId: "local" };

/** An object version open for reading; to be closed. */
export interface ObjectReader {
  readonly version: ObjectVersion;
  read(offset: number, lengthBytes: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Versions of objects: their coming, going and tags. Changes of one key happen one after the other. */
export class ObjectStore {
  constructor(
    private readonly storage: Storage,
    private readonly outbox: EventOutbox,
    private readonly region: string,
  ) {}

  /**
   * The version asked for, or the latest.
   * @throws S3Error NoSuchKey, NoSuchVersion; MethodNotAllowed where the version is a delete marker
   */
  find(bucketName: string, key: string, versionId?: string): ObjectVersion {
    const { objects } = this.storage.bucket(bucketName);
    const version = versionId === undefined ? objects.latest(key) : objects.find(key, versionId);
    if (!version) throw versionId === undefined ? noSuchKey() : noSuchVersion();
    if (!version.deleteMarker) return version;
    const headers = { "x-amz-delete-marker": "true", "x-amz-version-id": version.versionId };
    if (versionId === undefined) throw noSuchKey(headers);
    throw new S3Error("MethodNotAllowed", "The specified method is not allowed against this resource.", {
      headers: { ...headers, allow: "DELETE" },
      fields: { Method: "GET", ResourceType: "DeleteMarker" },
    });
  }

  open(bucketName: string, key: string, versionId?: string): ObjectReader {
    const version = this.find(bucketName, key, versionId);
    const release = this.storage.blobs.pin(version.segments);
    return {
      version,
      read: (offset, lengthBytes) => this.storage.blobs.read(version.segments, offset, lengthBytes),
      close: release,
    };
  }

  /** Makes a draft the latest version; where that is refused the draft's bytes are not removed. */
  async commit(
    bucketName: string,
    key: string,
    draft: DraftVersion,
    eventName: EventName,
    conditions: WriteConditions = {},
    origin: RequestOrigin = NO_ORIGIN,
  ): Promise<ObjectVersion> {
    checkKey(key);
    const bucket = this.storage.bucket(bucketName);
    return this.storage.locks.run(`${bucketName}/${key}`, async () => {
      checkWriteConditions(bucket.objects.latest(key), conditions);
      const version = this.versionOf(bucket, key, { ...draft, deleteMarker: false });
      await this.announced(bucket, version, eventName, origin, () => this.insert(bucket, version));
      return version;
    });
  }

  /** Removes a version, or without one: makes a delete marker where versions are kept, else removes the object. */
  async delete(
    bucketName: string,
    key: string,
    versionId?: string,
    conditions: DeleteConditions = {},
    origin: RequestOrigin = NO_ORIGIN,
  ): Promise<DeleteOutcome> {
    checkKey(key);
    const bucket = this.storage.bucket(bucketName);
    return this.storage.locks.run(`${bucketName}/${key}`, async () => {
      checkWriteConditions(bucket.objects.latest(key), conditions);
      if (versionId === undefined && bucket.configuration.versioning !== "unversioned")
        return this.insertMarker(bucket, key, origin);
      const version = bucket.objects.find(key, versionId ?? "null");
      if (version) checkRemovable(version, this.storage.now(), conditions.bypassGovernance ?? false);
      if (version)
        await this.announced(bucket, version, "ObjectRemoved:Delete", origin, () =>
          this.erase(bucket, version),
        );
      return { versionId, deleteMarker: version?.deleteMarker ?? false };
    });
  }

  /** Replaces all tags of a version. @throws S3Error as `find` */
  async setTags(
    bucketName: string,
    key: string,
    versionId: string | undefined,
    tags: readonly Tag[],
    origin: RequestOrigin = NO_ORIGIN,
  ): Promise<ObjectVersion> {
    const bucket = this.storage.bucket(bucketName);
    return this.storage.locks.run(`${bucketName}/${key}`, async () => {
      const version: ObjectVersion = { ...this.find(bucketName, key, versionId), tags };
      const eventName = tags.length > 0 ? "ObjectTagging:Put" : "ObjectTagging:Delete";
      await this.announced(bucket, version, eventName, origin, async () => {
        await this.storage.saveVersion(bucket, version);
        bucket.objects.replace(version);
      });
      return version;
    });
  }

  /** Gives a version another retention, or none. @throws S3Error as `find`; AccessDenied where it is locked */
  async setRetention(
    bucketName: string,
    key: string,
    versionId: string | undefined,
    retention: Retention | undefined,
    bypassGovernance: boolean,
  ): Promise<void> {
    const bucket = this.storage.bucket(bucketName);
    checkRetention(bucket.configuration, retention, this.storage.now());
    await this.storage.locks.run(`${bucketName}/${key}`, async () => {
      const present = this.find(bucketName, key, versionId);
      checkReplaceable(present, retention, this.storage.now(), bypassGovernance);
      const version: ObjectVersion = { ...present, retention };
      await this.storage.saveVersion(bucket, version);
      bucket.objects.replace(version);
    });
  }

  private async insertMarker(bucket: Bucket, key: string, origin: RequestOrigin): Promise<DeleteOutcome> {
    const attributes: ObjectAttributes = {
      headers: {},
      metadata: {},
      tags: [],
      encryption: { algorithm: "AES256" },
    };
    const marker = this.versionOf(bucket, key, {
      attributes,
      etag: "",
      sizeBytes: 0,
      segments: [],
      deleteMarker: true,
    });
    await this.announced(bucket, marker, "ObjectRemoved:DeleteMarkerCreated", origin, () =>
      this.insert(bucket, marker),
    );
    return { versionId: marker.versionId, deleteMarker: true };
  }

  private versionOf(
    bucket: Bucket,
    key: string,
    draft: DraftVersion & { deleteMarker: boolean },
  ): ObjectVersion {
    const { attributes, ...rest } = draft;
    return {
      ...rest,
      ...attributes,
      key,
      versionId: bucket.configuration.versioning === "enabled" ? createOpaqueId() : "null",
      sequencer: this.storage.nextSequencer(),
      lastModified: this.storage.now().getTime(),
    };
  }

  private async insert(bucket: Bucket, version: ObjectVersion): Promise<void> {
    const replaced = bucket.objects.find(version.key, version.versionId);
    await this.storage.saveVersion(bucket, version);
    if (replaced) bucket.objects.remove(replaced);
    bucket.objects.add(version);
    if (replaced) await this.storage.blobs.remove(replaced.segments);
  }

  private async erase(bucket: Bucket, version: ObjectVersion): Promise<void> {
    await this.storage.eraseVersion(bucket, version);
    bucket.objects.remove(version);
    await this.storage.blobs.remove(version.segments);
  }

  /** Makes a change, and tells of it once it is on the disk. */
  private async announced(
    bucket: Bucket,
    version: ObjectVersion,
    name: EventName,
    origin: RequestOrigin,
    change: () => Promise<void>,
  ): Promise<void> {
    const rules = bucket.configuration.notifications.filter((rule) => matchesRule(rule, name, version.key));
    if (rules.length === 0) return change();
    const created = name.startsWith("ObjectCreated:") || name === "ObjectRemoved:DeleteMarkerCreated";
    const sequencer = created ? version.sequencer : this.storage.nextSequencer();
    const context = {
      region: this.region,
      bucketName: bucket.name,
      requestId: origin.requestId,
      time: this.storage.now().getTime(),
      sequencer,
    };
    const announcement = {
      bucketName: bucket.name,
      key: version.key,
      versionId: version.versionId,
      sequencer: version.sequencer,
      removed: name === "ObjectRemoved:Delete",
      deliveries: rules.map((rule) => ({
        target: rule.target,
        event: createEvent(rule, name, version, context),
      })),
    };
    await this.outbox.announce(sequencer, announcement);
    try {
      await change();
    } catch (error) {
      await this.outbox.withdraw(sequencer);
      throw error;
    }
    this.outbox.deliver(sequencer, announcement);
  }
}

/** The entity tag of bytes with this MD5. Under KMS it is no MD5 on AWS, so it is none here. */
export function etagOf(md5: Buffer, encryption: Encryption, segment: Segment): string {
  if (encryption.algorithm === "AES256") return md5.toString("hex");
  return createHash("md5").update(md5).update(segment.blobId).digest("hex");
}
