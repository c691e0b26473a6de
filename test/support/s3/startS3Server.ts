import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createS3RequestHandler,
  createS3Service,
  type Authorize,
  type BucketOptions,
  type OnEvent,
  type S3Service,
} from "../../../src/local/s3";

export interface TestS3Options {
  /** Buckets to begin with. */
  readonly buckets?: Readonly<Record<string, BucketOptions>>;
  /** Clock of the server; the clients keep their own. */
  readonly now?: () => Date;
  /** Allows everything unless given. */
  readonly authorize?: Authorize;
  readonly onEvent?: OnEvent;
  /** Kept when the server closes; without it a fresh one is made, and removed. */
  readonly directory?: string;
}

export interface TestS3 {
  /** `http://127.0.0.1:<port>`; addressed by path. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly service: S3Service;
  readonly directory: string;
  /** Faults of the server itself; should stay empty. */
  readonly internalErrors: readonly unknown[];
  /** A client with the SDK's own settings; closed with the server. */
  client(overrides?: Partial<S3ClientConfig>): S3Client;
  close(): Promise<void>;
}

const REGION = "us-east-1";
const CREDENTIALS = { accessKeyId: "AKIALOCALTESTING0000", secretAccessKey: "local/testing+secret" };

/** Starts an S3 of its own on a free port of 127.0.0.1. */
export async function startS3Server(options: TestS3Options = {}): Promise<TestS3> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), "s3-test-")));
  const { onEvent, now } = options;
  const service = await createS3Service({ directory, region: REGION, onEvent, now });
  for (const [name, bucketOptions] of Object.entries(options.buckets ?? {}))
    await service.createBucket(name, bucketOptions);
  const internalErrors: unknown[] = [];
  const handler = createS3RequestHandler({
    service,
    authorize: options.authorize ?? (() => "allow"),
    credentials: (accessKeyId) => (accessKeyId === CREDENTIALS.accessKeyId ? CREDENTIALS : undefined),
    onInternalError: (error) => internalErrors.push(error),
  });
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients: S3Client[] = [];
  return {
    endpoint,
    region: REGION,
    credentials: CREDENTIALS,
    service,
    directory,
    internalErrors,
    client: (overrides = {}) => {
      const settings = {
        endpoint,
        region: REGION,
        credentials: CREDENTIALS,
        forcePathStyle: true,
        maxAttempts: 1,
      };
      const client = new S3Client({ ...settings, ...overrides });
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients) client.destroy();
      await closeServer(server);
      await service.idle();
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
