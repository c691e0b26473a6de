import { S3Client } from "@aws-sdk/client-s3";

/** The S3 client of a function; region and endpoint come from the environment. */
export function createS3Client(): S3Client {
  return new S3Client({ maxAttempts: 5 });
}
