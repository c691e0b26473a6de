import { HeadObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import type { StudyContents, StudyMarkers, StudyReader } from "../pipeline/ports";

/** Pages of a thousand objects that are counted of one study; the largest are of some ten thousand instances. */
const MOST_PAGES = 100;

/** Counts what is in a bucket below `studies/<study>/<series>/`. */
export function s3StudyReader(
  client: Pick<S3Client, "send">,
  bucketName: string,
  mostPages = MOST_PAGES,
): StudyReader {
  return {
    async contentsOf(prefix): Promise<StudyContents> {
      const series = new Set<string>();
      let [instanceCount, sizeBytes, lastMs] = [0, 0, -Infinity];
      let token: string | undefined;
      for (let page = 0; page < mostPages; page++) {
        const answer = await client.send(
          new ListObjectsV2Command({ Bucket: bucketName, Prefix: prefix, ContinuationToken: token }),
        );
        for (const { Key: key = "", Size: size = 0, LastModified: lastModified } of answer.Contents ?? []) {
          series.add(key.slice(prefix.length).split("/")[0] ?? "");
          instanceCount++;
          sizeBytes += size;
          lastMs = Math.max(lastMs, lastModified?.getTime() ?? lastMs);
        }
        token = answer.IsTruncated ? answer.NextContinuationToken : undefined;
        if (token === undefined) break;
      }
      const lastModified = lastMs === -Infinity ? undefined : new Date(lastMs);
      return {
        instanceCount,
        seriesCount: series.size,
        sizeBytes,
        lastModified,
        truncated: token !== undefined,
      };
    },
  };
}

/** Markers of studies, each an object of a versioned bucket. */
export function s3StudyMarkers(client: Pick<S3Client, "send">, bucketName: string): StudyMarkers {
  return {
    async currentVersionOf(markerKey) {
      const head = new HeadObjectCommand({ Bucket: bucketName, Key: markerKey });
      return (await client.send(head)).VersionId;
    },
  };
}
