import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { AuditWriter } from "../pipeline/ports";

/** Writes audit records as JSON objects into one bucket. */
export function s3AuditWriter(client: Pick<S3Client, "send">, bucketName: string): AuditWriter {
  return {
    async write(objectKey, record) {
      await client.send(
        new PutObjectCommand({
          Bucket: bucketName,
          Key: objectKey,
          Body: `${JSON.stringify(record, null, 2)}\n`,
          ContentType: "application/json",
        }),
      );
    },
  };
}
