import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { fork, type ChildProcess } from "node:child_process";
import { createHash, randomFillSync } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { ServerAddress } from "../../../support/s3/s3ServerProcess";

const MIB = 1024 * 1024;
const OBJECT_BYTES = 300 * MIB;
const ALLOWED_BYTES = 150 * MIB;

/** The process and its modules, before any request. */
const LEAST_BYTES = 20 * MIB;

describe("the memory of the embedded S3", function () {
  this.timeout(60_000);
  let directory: string;
  let server: ChildProcess;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "s3-memory-"));
    const program = join(__dirname, "../../../support/s3/s3ServerProcess.js");
    server = fork(program, [directory], { execArgv: [] });
  });
  after(async () => {
    const ended = once(server, "exit");
    server.disconnect();
    await ended;
    await rm(directory, { recursive: true });
  });

  it("stays below 150 MB while 300 MB go in and out", async () => {
    const [address] = (await once(server, "message")) as [ServerAddress];
    const { bucketName: Bucket, ...configuration } = address;
    const client = new S3Client({ ...configuration, forcePathStyle: true, maxAttempts: 1 });
    const block = randomFillSync(Buffer.alloc(MIB));
    const sent = createHash("sha256");
    const body = function* () {
      for (let at = 0; at < OBJECT_BYTES; at += MIB) {
        sent.update(block);
        yield block;
      }
    };
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key: "large.dcm",
        Body: Readable.from(body(), { objectMode: false }),
        ContentLength: OBJECT_BYTES,
      }),
    );
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: "large.dcm" }));
    const received = createHash("sha256");
    for await (const chunk of Body as AsyncIterable<Buffer>) received.update(chunk);
    client.destroy();
    expect(received.digest("hex")).to.equal(sent.digest("hex"));

    const answer = once(server, "message");
    server.send("how much?");
    const [peakBytes] = (await answer) as [number];
    expect(peakBytes).to.be.within(LEAST_BYTES, ALLOWED_BYTES);
  });
});
