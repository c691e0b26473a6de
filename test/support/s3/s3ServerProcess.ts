/**
 * A process that is nothing but the embedded S3, so that its memory can be told: forked with the data directory as its
 * argument, it sends a `ServerAddress`, and answers every message with its peak resident size in bytes.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createS3RequestHandler, createS3Service } from "../../../src/local/s3";

export interface ServerAddress {
  readonly endpoint: string;
  readonly region: string;
  readonly bucketName: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

async function serve(directory: string): Promise<void> {
  const region = "us-east-1";
  const bucketName = "large";
  const credentials = { accessKeyId: "AKIALOCALTESTING0000", secretAccessKey: "local/testing+secret" };
  const service = await createS3Service({ directory, region });
  await service.createBucket(bucketName, { versioning: true });
  const handler = createS3RequestHandler({
    service,
    authorize: () => "allow",
    credentials: () => credentials,
    onInternalError: () => process.exit(1),
  });
  const server = createServer((request, response) => void handler(request, response));
  server.listen(0, "127.0.0.1", () => {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.send?.({ endpoint, region, bucketName, credentials } satisfies ServerAddress);
  });
}

/** Looked at often: what the kernel counts as the peak of a new process can be the size of its parent. */
let peakBytes = 0;
const look = () => (peakBytes = Math.max(peakBytes, process.memoryUsage.rss()));
setInterval(look, 5).unref();

process.on("message", () => process.send?.(look()));
process.on("disconnect", () => process.exit());
void serve(process.argv[2] ?? "");
