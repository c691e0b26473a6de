import type { S3Client } from "@aws-sdk/client-s3";
import { listUploads, listVersions } from "./listVersions";

/** What a bucket holds, and would lose. */
export interface BucketContents {
  readonly objects: number;
  readonly olderVersions: number;
  readonly deleteMarkers: number;
  readonly openUploads: number;
  readonly sizeBytes: number;
}

/** Goes through the whole bucket: a call for every 1,000 versions. */
export async function countContents(s3: S3Client, bucketName: string): Promise<BucketContents> {
  const counts = { current: 0, noncurrent: 0, deleteMarker: 0 };
  let sizeBytes = 0;
  for await (const page of listVersions(s3, bucketName))
    for (const version of page) {
      counts[version.kind] += 1;
      sizeBytes += version.sizeBytes;
    }
  let openUploads = 0;
  for await (const page of listUploads(s3, bucketName)) openUploads += page.length;
  return {
    objects: counts.current,
    olderVersions: counts.noncurrent,
    deleteMarkers: counts.deleteMarker,
    openUploads,
    sizeBytes,
  };
}

/** What has to be deleted before S3 lets go of the bucket. */
export const deletions = ({ objects, olderVersions, deleteMarkers, openUploads }: BucketContents): number =>
  objects + olderVersions + deleteMarkers + openUploads;

export function formatBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB", "PB"];
  const power = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ""}`;
}
