import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  type _Error as DeleteError,
  type S3Client,
} from "@aws-sdk/client-s3";
import { RunEndedError } from "../../commandLine/exitStatus";
import { listUploads, listVersions, type StoredVersion } from "./listVersions";
import { describeRetention } from "./retention";

/** Requests to delete, of 1,000 versions each, at a time. */
const CONCURRENCY = 4;

/** S3 may be late with listing what was deleted; passes that delete nothing any more end it. */
const MAXIMUM_PASSES = 5;

interface Refusal {
  readonly version: StoredVersion;
  readonly code: string;
}

/**
 * Deletes every version, delete marker and unfinished upload of a bucket.
 *
 * @param onDeleted told how many more are gone
 * @throws RunEndedError that says what refuses: a retention with its mode and date, or an error code of S3's. Never a key: a
 *   key can hold a name
 */
export async function emptyBucket(
  s3: S3Client,
  bucketName: string,
  onDeleted: (count: number) => void = () => undefined,
): Promise<void> {
  for await (const page of listUploads(s3, bucketName))
    for (const { key, uploadId } of page) {
      await s3.send(new AbortMultipartUploadCommand({ Bucket: bucketName, Key: key, UploadId: uploadId }));
      onDeleted(1);
    }
  for (let pass = 0; pass < MAXIMUM_PASSES; pass += 1) {
    const refusals: Refusal[] = [];
    let found = 0;
    const running = new Set<Promise<void>>();
    for await (const page of listVersions(s3, bucketName)) {
      found += page.length;
      const request: Promise<void> = deletePage(s3, bucketName, page).then((refused) => {
        refusals.push(...refused);
        onDeleted(page.length - refused.length);
        running.delete(request);
      });
      request.catch(() => undefined); // waited for below; it may fail before that
      running.add(request);
      if (running.size >= CONCURRENCY) await Promise.race(running);
    }
    await Promise.all(running);
    if (refusals.length > 0) throw await explainRefusals(s3, bucketName, refusals);
    if (found === 0) return;
  }
  throw new RunEndedError(
    `Something keeps writing to ${bucketName} while it is emptied. Stop the senders, and run the command again.`,
  );
}

async function deletePage(
  s3: S3Client,
  bucketName: string,
  page: readonly StoredVersion[],
): Promise<Refusal[]> {
  const { Errors: errors = [] } = await s3.send(
    new DeleteObjectsCommand({
      Bucket: bucketName,
      Delete: {
        Objects: page.map(({ key, versionId }) => ({ Key: key, VersionId: versionId })),
        Quiet: true,
      },
    }),
  );
  return errors.flatMap((error) => refusalOf(page, error));
}

function refusalOf(page: readonly StoredVersion[], error: DeleteError): Refusal[] {
  const version = page.find(
    ({ key, versionId }) => key === error.Key && versionId === (error.VersionId ?? "null"),
  );
  const isGone = error.Code === "NoSuchKey" || error.Code === "NoSuchVersion";
  return version && !isGone ? [{ version, code: error.Code ?? "unknown" }] : [];
}

async function explainRefusals(
  s3: S3Client,
  bucketName: string,
  refusals: readonly Refusal[],
): Promise<RunEndedError> {
  const codes = [...new Set(refusals.map(({ code }) => code))].join(", ");
  const retention = await describeRetention(
    s3,
    bucketName,
    refusals.map(({ version }) => version),
  );
  return new RunEndedError(
    `S3 refuses to delete ${refusals.length} versions in ${bucketName} (${codes}). ${
      retention ?? "Deleting them takes s3:DeleteObjectVersion; a bucket policy may deny it."
    }`,
  );
}
