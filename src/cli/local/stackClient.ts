import { S3Client } from "@aws-sdk/client-s3";
import type { LocalStack } from "../../local/localStack";

/** The buckets of a running stack, and a client that may do everything in them. */
export interface StackClient {
  readonly s3: S3Client;
  readonly rawBucket: string;
  readonly processedBucket: string;
  readonly logsBucket: string;
}

export function createStackClient(stack: LocalStack): StackClient {
  const bucket = (output: string) => String(stack.outputs[output]);
  return {
    s3: new S3Client({ endpoint: stack.endpoint, region: stack.region, credentials: stack.credentials }),
    rawBucket: bucket("rawBucketName"),
    processedBucket: bucket("processedBucketName"),
    logsBucket: bucket("logsBucketName"),
  };
}
