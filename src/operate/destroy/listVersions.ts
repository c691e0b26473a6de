import {
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  NoSuchBucket,
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
export const listVersions = (s3: S3Client, bucketName: string): AsyncGenerator<StoredVersion[]> =>
  pagesOf(async (from) => {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucketName, ...from }));
    const stored = (kind?: StoredVersion["kind"]) => (entry: Entry) => ({
      key: entry.Key ?? "",
      versionId: entry.VersionId ?? "null",
      sizeBytes: entry.Size ?? 0,
      kind: kind ?? (entry.IsLatest === true ? ("current" as const) : ("noncurrent" as const)),
    });
    return {
      items: [
        ...(page.Versions ?? []).map(stored()),
        ...(page.DeleteMarkers ?? []).map(stored("deleteMarker")),
      ],
      next: page.IsTruncated && {
        KeyMarker: page.NextKeyMarker,
        VersionIdMarker: page.NextVersionIdMarker,
      },
    };
  });

/** Uploads in parts that were neither completed nor aborted; none where the bucket is gone. */
export const listUploads = (s3: S3Client, bucketName: string): AsyncGenerator<OpenUpload[]> =>
  pagesOf(async (from) => {
    const page = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucketName, ...from }));
    return {
      items: (page.Uploads ?? []).flatMap(({ Key, UploadId }) =>
        Key === undefined || UploadId === undefined ? [] : [{ key: Key, uploadId: UploadId }],
      ),
      next: page.IsTruncated && {
        KeyMarker: page.NextKeyMarker,
        UploadIdMarker: page.NextUploadIdMarker,
      },
    };
  });

interface Entry {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly Size?: number | undefined;
  readonly IsLatest?: boolean | undefined;
}

/** Where a listing goes on, in the words of its command. */
interface Position {
  readonly KeyMarker?: string | undefined;
  readonly VersionIdMarker?: string | undefined;
  readonly UploadIdMarker?: string | undefined;
}

interface Page<T> {
  readonly items: T[];
  readonly next: Position | false | undefined;
}

async function* pagesOf<T>(read: (from: Position) => Promise<Page<T>>): AsyncGenerator<T[]> {
  let from: Position | false | undefined = {};
  while (from) {
    const { items, next }: Page<T> = await read(from).catch(goneIsEmpty);
    if (items.length > 0) yield items;
    from = next;
  }
}

/** An earlier run may have deleted the bucket, and the state not yet know it. */
function goneIsEmpty(error: unknown): Page<never> {
  if (error instanceof NoSuchBucket || (error instanceof Error && error.name === "NoSuchBucket"))
    return { items: [], next: undefined };
  throw error;
}
