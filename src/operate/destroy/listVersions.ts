import {
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  NoSuchBucket,
  type ListMultipartUploadsCommandOutput,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from "@aws-sdk/client-s3";

/** One version of an object, or a delete marker. */
export interface StoredVersion {
  readonly key: string;
  readonly versionId: string;
  readonly sizeBytes: number;
  readonly kind: "current" | "noncurrent" | "deleteMarker";
}

export interface OpenUpload {
  readonly key: string;
  readonly uploadId: string;
}

/** All versions and delete markers of a bucket, a page (1,000 at most) at a time; none where the bucket is gone. */
export async function* listVersions(s3: S3Client, bucketName: string): AsyncGenerator<StoredVersion[]> {
  let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
  while (next) {
    const page: Partial<ListObjectVersionsCommandOutput> = await s3
      .send(new ListObjectVersionsCommand({ Bucket: bucketName, ...next }))
      .catch(goneIsEmpty);
    const stored = (kind?: StoredVersion["kind"]) => (entry: Entry) => ({
      key: entry.Key ?? "",
      versionId: entry.VersionId ?? "null",
      sizeBytes: entry.Size ?? 0,
      kind: kind ?? (entry.IsLatest === true ? ("current" as const) : ("noncurrent" as const)),
    });
    const versions = [
      ...(page.Versions ?? []).map(stored()),
      ...(page.DeleteMarkers ?? []).map(stored("deleteMarker")),
    ];
    if (versions.length > 0) yield versions;
    next = page.IsTruncated
      ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
      : undefined;
  }
}

/** Uploads in parts that were neither completed nor aborted. */
export async function* listUploads(s3: S3Client, bucketName: string): AsyncGenerator<OpenUpload[]> {
  let next: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {};
  while (next) {
    const page: Partial<ListMultipartUploadsCommandOutput> = await s3
      .send(new ListMultipartUploadsCommand({ Bucket: bucketName, ...next }))
      .catch(goneIsEmpty);
    const uploads = (page.Uploads ?? []).flatMap(({ Key, UploadId }) =>
      Key === undefined || UploadId === undefined ? [] : [{ key: Key, uploadId: UploadId }],
    );
    if (uploads.length > 0) yield uploads;
    next = page.IsTruncated
      ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
      : undefined;
  }
}

interface Entry {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly Size?: number | undefined;
  readonly IsLatest?: boolean | undefined;
}

/** An earlier run may have deleted the bucket, and the state not yet know it. */
function goneIsEmpty(error: unknown): Record<string, never> {
  if (error instanceof NoSuchBucket || (error instanceof Error && error.name === "NoSuchBucket")) return {};
  throw error;
}
