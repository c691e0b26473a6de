import { S3ServiceException, type GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import fc from "fast-check";
import { randomFillSync } from "node:crypto";
import sinon from "sinon";
import { s3ObjectReader } from "../../../src/aws/s3ByteSource";
import { SourceError } from "../../../src/pipeline/errors";
import { startS3Server, type TestS3 } from "../../support/s3/startS3Server";
import { failureOf } from "../handlers/support/stepEvent";

const KIB = 1024;

describe("s3ObjectReader", () => {
  let server: TestS3;
  let client: S3Client;
  let bytes: Buffer;
  let versionId: string;
  const version = () => ({ bucketName: "raw", objectKey: "in.dcm", versionId });

  before(async () => {
    server = await startS3Server({ buckets: { raw: { versioning: true } } });
    client = server.client();
    bytes = randomFillSync(Buffer.alloc(3 * 1024 * KIB + 17));
    versionId = (await server.service.putObject("raw", "in.dcm", bytes)).versionId;
    await server.service.putObject("raw", "in.dcm", "another object under the same key");
  });

  after(() => server.close());

  /** The ranges that were asked for while `work` ran. */
  async function rangesOf(work: (counted: S3Client) => Promise<unknown>): Promise<string[]> {
    const counted = server.client();
    const send = sinon.spy(counted, "send");
    await work(counted);
    return send.args.map(([command]) => (command as unknown as GetObjectCommand).input.Range ?? "");
  }

  it("reads any range of the announced version, though the key has a newer one", async () => {
    const source = await s3ObjectReader(client).open(version(), "whole");
    expect(source.sizeBytes).to.equal(bytes.length);
    const range = fc.record({
      offset: fc.nat(bytes.length + 10),
      lengthBytes: fc.nat(300 * KIB),
      leastBytes: fc.option(fc.nat(300 * KIB), { nil: undefined }),
    });
    const places = fc.array(fc.nat(bytes.length - 8), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(range, { maxLength: 5 }), places, async (ranges, expected) => {
        source.expectReads?.(Float64Array.from(expected).sort(), 8);
        const wanted = expected.map((offset) => ({ offset, lengthBytes: 8, leastBytes: 8 }));
        for (const { offset, lengthBytes, leastBytes = lengthBytes } of [...ranges, ...wanted]) {
          const read = await source.read(offset, lengthBytes, leastBytes);
          const there = bytes.subarray(offset, offset + lengthBytes);
          expect(read.length).to.be.within(Math.min(leastBytes, there.length), there.length);
          expect(Buffer.compare(read, there.subarray(0, read.length))).to.equal(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("answers with no more than was asked for at an expected place", async () => {
    const source = await s3ObjectReader(client).open(version(), "whole");
    source.expectReads?.(Float64Array.of(2048 * KIB), 8);
    expect(await source.read(2048 * KIB, 1, 1)).to.have.length(1);
  });

  it("opens with one request, which serves the first window", async () => {
    const ranges = await rangesOf(async (counted) => {
      const source = await s3ObjectReader(counted).open(version(), "header");
      await source.read(0, 64 * KIB);
      await source.read(1000, 5);
      expect(source.transferredBytes).to.equal(64 * KIB);
    });
    expect(ranges).to.deep.equal(["bytes=0-65535"]);
  });

  it("reads a header in windows of 64 KiB, whatever small pieces are asked for", async () => {
    const ranges = await rangesOf(async (counted) => {
      const source = await s3ObjectReader(counted).open(version(), "header");
      for (let offset = 0; offset < 192 * KIB; offset += 1 * KIB) await source.read(offset, KIB, KIB);
    });
    expect(ranges).to.deep.equal(["bytes=0-65535", "bytes=65536-131071", "bytes=131072-196607"]);
  });

  it("doubles its windows on a walk, so that a large object costs few requests", async () => {
    const ranges = await rangesOf(async (counted) => {
      const source = await s3ObjectReader(counted).open(version(), "whole");
      for (let offset = 0; offset < bytes.length; offset += 32 * KIB)
        await source.read(offset, 32 * KIB, 32 * KIB);
      expect(source.transferredBytes).to.equal(bytes.length);
    });
    expect(ranges).to.have.length.at.most(7);
  });

  it("transfers exactly what was asked for where nobody says that less would do", async () => {
    const ranges = await rangesOf(async (counted) => {
      const source = await s3ObjectReader(counted).open(version(), "whole");
      await source.read(2048 * KIB, 100);
    });
    expect(ranges).to.deep.equal(["bytes=0-65535", "bytes=2097152-2097251"]);
  });

  it("transfers little behind a long value that was skipped", async () => {
    const ranges = await rangesOf(async (counted) => {
      const source = await s3ObjectReader(counted).open(version(), "whole");
      await source.read(2048 * KIB, 64 * KIB, 8);
    });
    expect(ranges).to.deep.equal(["bytes=0-65535", "bytes=2097152-2113535"]);
  });

  it("fetches places that are expected side by side, once the walk comes to the first of them", async () => {
    const ranges = await rangesOf(async (counted) => {
      const source = await s3ObjectReader(counted).open(version(), "whole");
      source.expectReads?.(Float64Array.of(1024 * KIB, 2048 * KIB, 3000 * KIB), 8);
      await source.read(KIB, KIB, KIB);
      for (const offset of [1024, 2048, 3000]) await source.read(offset * KIB, 8, 8);
    });
    expect(ranges).to.deep.equal([
      "bytes=0-65535",
      "bytes=1048576-1048583",
      "bytes=2097152-2097159",
      "bytes=3072000-3072007",
    ]);
  });

  it("asks for nothing that is expected while the walk goes elsewhere", async () => {
    const ranges = await rangesOf(async (counted) => {
      const source = await s3ObjectReader(counted).open(version(), "whole");
      source.expectReads?.(Float64Array.of(1024 * KIB, 2048 * KIB), 8);
      await source.read(3000 * KIB, 8, 8);
    });
    expect(ranges).to.have.length(2);
  });

  it("reads an empty object as no bytes", async () => {
    const empty = await server.service.putObject("raw", "empty.dcm", "");
    const source = await s3ObjectReader(client).open(
      { bucketName: "raw", objectKey: "empty.dcm", versionId: empty.versionId },
      "header",
    );
    expect(source.sizeBytes).to.equal(0);
    expect(await source.read(0, 10)).to.have.length(0);
  });

  it("says that the object vanished where the version is not there, without its key", async () => {
    for (const missing of [{ objectKey: "PLANTED.dcm" }, { versionId: "0".repeat(32) }]) {
      const error = await failureOf(s3ObjectReader(client).open({ ...version(), ...missing }, "header"));
      expect(error).to.be.instanceOf(SourceError).and.include({ code: "SOURCE_VANISHED" });
      expect(error.message).to.not.include("PLANTED");
    }
  });

  it("says so where the object changed while it was read, as it can without versions", async () => {
    await server.service.createBucket("unversioned");
    await server.service.putObject("unversioned", "in.dcm", bytes);
    const object = { bucketName: "unversioned", objectKey: "in.dcm", versionId: "null" };
    const source = await s3ObjectReader(client).open(object, "header");
    await server.service.putObject("unversioned", "in.dcm", bytes.subarray(1));
    const error = await failureOf(source.read(1024 * KIB, 10));
    expect(error).to.be.instanceOf(SourceError).and.include({ code: "SOURCE_CHANGED" });
  });

  it("passes on other errors of the service under their own names", async () => {
    const denied = new S3ServiceException({
      name: "AccessDenied",
      $fault: "client",
      $metadata: { httpStatusCode: 403 },
    });
    const reader = s3ObjectReader({ send: sinon.stub().rejects(denied) });
    expect((await failureOf(reader.open(version(), "header"))).name).to.equal("AccessDenied");
  });
});
