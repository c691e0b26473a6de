import { PutObjectCommand, S3ServiceException, type S3Client } from "@aws-sdk/client-s3";
import type { AuditWriter } from "../pipeline/ports";
import type { AuditRetention } from "../settings";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Writes audit records as JSON objects into one bucket. S3 locks each as `retention` says; the bucket has Object Lock
 * then. A step that is done again adds nothing: the first record stays.
 */
export function s3AuditWriter(
  client: Pick<S3Client, "send">,
  bucketName: string,
  retention?: AuditRetention,
  now: () => Date = () => new Date(),
): AuditWriter {
  return {
    async write(objectKey, record) {
      const put = new PutObjectCommand({
        Bucket: bucketName,
        Key: objectKey,
        Body: `${JSON.stringify(record, null, 2)}\n`,
        ContentType: "application/json",
        IfNoneMatch: "*",
        ...(retention && {
          ObjectLockMode: retention.mode,
          ObjectLockRetainUntilDate: new Date(now().getTime() + retention.days * DAY_MS),
          // S3 takes nothing to lock without a checksum, whatever the client is configured to send.
          ChecksumAlgorithm: "SHA256",
        }),
      });
      await client.send(put).catch((error: unknown) => {
        if (!(error instanceof S3ServiceException && error.name === "PreconditionFailed")) throw error;
      });
    },
  };
}
