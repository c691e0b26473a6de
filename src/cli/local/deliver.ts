import { createHash } from "node:crypto";
import type { LocalStack } from "../../local/localStack";
import { PresignedUrlHandler } from "../../delivery";

/** A download link, and what came when it was followed. */
export interface Delivery {
  readonly url: string;
  readonly expiresInSeconds: number;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Makes a time-limited link to an output and downloads through it, without credentials, as a recipient would. */
export async function deliver(
  stack: LocalStack,
  processedBucket: string,
  objectKey: string,
): Promise<Delivery> {
  const handler = new PresignedUrlHandler({
    bucketName: processedBucket,
    region: stack.region,
    endpoint: stack.endpoint,
    credentials: stack.credentials,
  });
  const { url, expiresInSeconds } = await handler.generateSecureDownloadUrl(objectKey);
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`the presigned link answered ${response.status}`);
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    sizeBytes += chunk.length;
  }
  return { url, expiresInSeconds, sizeBytes, sha256: hash.digest("hex") };
}
