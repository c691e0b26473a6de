import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import * as fc from "fast-check";
import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { Readable } from "node:stream";
import { failureOf } from "../../../support/s3/failure";
import { sendSigned } from "../../../support/s3/rawRequest";
import { startS3Server, type TestS3 } from "../../../support/s3/startS3Server";

const Bucket = "kept-bucket";
const PLAIN = "plain-bucket";

const ignore = () => undefined;

describe("objects of the local S3", () => {
  let s3: TestS3;
  before(async () => {
    s3 = await startS3Server({ buckets: { [Bucket]: { versioning: true }, [PLAIN]: {} } });
  });
  after(() => s3.close());
  afterEach(() => expect(s3.internalErrors).to.deep.equal([]));

  const read = async (key: string, versionId?: string, bucket = Bucket) => {
    const answer = await s3
      .client()
      .send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
    return answer.Body?.transformToString();
  };

  it("gives back bytes, headers, metadata and tags count", async () => {
    const client = s3.client();
    const put = {
      Bucket,
      Key: "whole",
      Body: "text",
      ContentType: "application/dicom",
      ContentDisposition: "inline",
      ContentEncoding: "identity",
      CacheControl: "no-store",
      Metadata: { origin: "ward 3" },
      Tagging: "state=new&part=a%20b",
    };
    const { ETag, VersionId } = await client.send(new PutObjectCommand(put));
    const answer = await client.send(new GetObjectCommand({ Bucket, Key: "whole" }));
    expect(await answer.Body?.transformToString()).to.equal("text");
    expect(answer).to.deep.include({ ETag, VersionId, ContentLength: 4, ContentType: "application/dicom" });
    expect(answer).to.deep.include({ ContentDisposition: "inline", CacheControl: "no-store", TagCount: 2 });
    expect(answer).to.deep.include({ ContentEncoding: "identity", Metadata: { origin: "ward 3" } });
  });

  it("stores a streamed body, sent as aws-chunked with its checksum in the trailer", async () => {
    const bytes = randomBytes(300_000);
    const pieces = [bytes.subarray(0, 10), bytes.subarray(10, 200_000), bytes.subarray(200_000)];
    const body = { Body: Readable.from(pieces), ContentLength: bytes.length };
    const put = await s3.client().send(new PutObjectCommand({ Bucket, Key: "streamed", ...body }));
    const answer = await s3.client().send(new GetObjectCommand({ Bucket, Key: "streamed" }));
    expect(Buffer.from((await answer.Body?.transformToByteArray()) ?? []).equals(bytes)).to.equal(true);
    expect(answer.ContentEncoding).to.equal(undefined);
    expect(put.ChecksumCRC32).to.be.a("string");
  });

  it("refuses a body of unknown length as AWS does", async () => {
    // The SDK warns of it, and with checksums on fails before it sends anything.
    const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore };
    const client = s3.client({ requestChecksumCalculation: "WHEN_REQUIRED", logger: quiet });
    const put = new PutObjectCommand({ Bucket, Key: "unknown", Body: Readable.from([Buffer.from("a")]) });
    expect(await failureOf(client.send(put))).to.deep.equal({ name: "NotImplemented", statusCode: 501 });
  });

  it("keeps each version, and answers the one that is asked for", async () => {
    const put = (Body: string) => s3.client().send(new PutObjectCommand({ Bucket, Key: "twice", Body }));
    const first = await put("one");
    const second = await put("two");
    expect(first.VersionId).not.to.equal(second.VersionId);
    expect(await read("twice")).to.equal("two");
    expect(await read("twice", first.VersionId)).to.equal("one");
  });

  it("overwrites in a bucket without versions, and says nothing of them", async () => {
    const client = s3.client();
    for (const Body of ["one", "two"]) {
      const { VersionId } = await client.send(new PutObjectCommand({ Bucket: PLAIN, Key: "twice", Body }));
      expect(VersionId).to.equal(undefined);
    }
    expect(await read("twice", undefined, PLAIN)).to.equal("two");
    await client.send(new DeleteObjectCommand({ Bucket: PLAIN, Key: "twice" }));
    const head = client.send(new HeadObjectCommand({ Bucket: PLAIN, Key: "twice" }));
    expect(await failureOf(head)).to.deep.equal({ name: "NotFound", statusCode: 404 });
  });

  it("hides a deleted object behind a marker, and brings it back when the marker goes", async () => {
    const client = s3.client();
    const put = await client.send(new PutObjectCommand({ Bucket, Key: "marked", Body: "here" }));
    const marker = await client.send(new DeleteObjectCommand({ Bucket, Key: "marked" }));
    expect(marker.DeleteMarker).to.equal(true);
    expect(await failureOf(read("marked"))).to.deep.equal({ name: "NoSuchKey", statusCode: 404 });
    expect(await read("marked", put.VersionId)).to.equal("here");
    const ofMarker = client.send(
      new GetObjectCommand({ Bucket, Key: "marked", VersionId: marker.VersionId }),
    );
    expect(await failureOf(ofMarker)).to.deep.equal({ name: "MethodNotAllowed", statusCode: 405 });
    await client.send(new DeleteObjectCommand({ Bucket, Key: "marked", VersionId: marker.VersionId }));
    expect(await read("marked")).to.equal("here");
  });

  it("removes one version for good and shows the one before", async () => {
    const client = s3.client();
    await client.send(new PutObjectCommand({ Bucket, Key: "pruned", Body: "one" }));
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key: "pruned", Body: "two" }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: "pruned", VersionId }));
    expect(await read("pruned")).to.equal("one");
    expect(await failureOf(read("pruned", VersionId))).to.deep.equal({
      name: "NoSuchVersion",
      statusCode: 404,
    });
  });

  it("deletes many at once and tells of each", async () => {
    const client = s3.client();
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key: "many & <1>", Body: "" }));
    const Objects = [{ Key: "many & <1>", VersionId }, { Key: "never there" }];
    const { Deleted } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted?.[0]).to.deep.equal({ Key: "many & <1>", VersionId });
    expect(Deleted?.[1]).to.include({ Key: "never there", DeleteMarker: true });
    const Delete = { Objects, Quiet: true };
    expect((await client.send(new DeleteObjectsCommand({ Bucket, Delete }))).Deleted).to.equal(undefined);
  });

  it("copies a version with its metadata, or with other metadata", async () => {
    const client = s3.client();
    const Metadata = { a: "1" };
    const put = await client.send(new PutObjectCommand({ Bucket, Key: "from é+", Body: "old", Metadata }));
    await client.send(new PutObjectCommand({ Bucket, Key: "from é+", Body: "new" }));
    const CopySource = `${Bucket}/${encodeURIComponent("from é+")}?versionId=${put.VersionId!}`;
    const copy = await client.send(new CopyObjectCommand({ Bucket: PLAIN, Key: "to", CopySource }));
    expect(copy.CopySourceVersionId).to.equal(put.VersionId);
    expect(copy.CopyObjectResult).to.include({ ETag: put.ETag, ChecksumCRC32: put.ChecksumCRC32 });
    expect(await read("to", undefined, PLAIN)).to.equal("old");
    const replace = { MetadataDirective: "REPLACE", Metadata: { b: "2" } } as const;
    await client.send(
      new CopyObjectCommand({ Bucket: PLAIN, Key: "to", CopySource: `${PLAIN}/to`, ...replace }),
    );
    const head = await client.send(new HeadObjectCommand({ Bucket: PLAIN, Key: "to" }));
    expect(head.Metadata).to.deep.equal({ b: "2" });
    const itself = client.send(
      new CopyObjectCommand({ Bucket: PLAIN, Key: "to", CopySource: `${PLAIN}/to` }),
    );
    expect(await failureOf(itself)).to.deep.equal({ name: "InvalidRequest", statusCode: 400 });
  });

  it("writes under a condition", async () => {
    const client = s3.client();
    const put = (condition: object) =>
      client.send(new PutObjectCommand({ Bucket, Key: "conditional", Body: "x", ...condition }));
    const failed = { name: "PreconditionFailed", statusCode: 412 };
    const missing = { name: "NoSuchKey", statusCode: 404 };
    expect(await failureOf(put({ IfMatch: '"00000000000000000000000000000000"' }))).to.deep.equal(missing);
    const { ETag } = await put({ IfNoneMatch: "*" });
    expect(await failureOf(put({ IfNoneMatch: "*" }))).to.deep.equal(failed);
    expect(await failureOf(put({ IfMatch: '"00000000000000000000000000000000"' }))).to.deep.equal(failed);
    await put({ IfMatch: ETag });
    await client.send(new DeleteObjectCommand({ Bucket, Key: "conditional" }));
    await put({ IfNoneMatch: "*" });
  });

  it("lets the client read a refusal that came before its body was through", async () => {
    const client = s3.client();
    const put = () => client.send(new PutObjectCommand({ Bucket, Key: "early", Body, IfNoneMatch: "*" }));
    const Body = Buffer.alloc(20 * 1024 ** 2);
    await put();
    expect(await failureOf(put())).to.deep.equal({ name: "PreconditionFailed", statusCode: 412 });
  });

  it("lets one of many writers through that all ask for nothing to be there", async () => {
    const client = s3.client();
    const put = (index: number) =>
      new PutObjectCommand({ Bucket, Key: "raced", Body: `writer ${index}`, IfNoneMatch: "*" });
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => client.send(put(index))),
    );
    expect(results.filter((result) => result.status === "fulfilled")).to.have.length(1);
  });

  it("knows its buckets", async () => {
    const client = s3.client();
    const { Buckets } = await client.send(new ListBucketsCommand({}));
    expect(Buckets?.map((bucket) => bucket.Name)).to.deep.equal([Bucket, PLAIN]);
    await client.send(new HeadBucketCommand({ Bucket }));
    const missing = client.send(new PutObjectCommand({ Bucket: "missing-bucket", Key: "a", Body: "" }));
    expect(await failureOf(missing)).to.deep.equal({ name: "NoSuchBucket", statusCode: 404 });
    expect((await client.send(new GetBucketVersioningCommand({ Bucket }))).Status).to.equal("Enabled");
    expect((await client.send(new GetBucketVersioningCommand({ Bucket: PLAIN }))).Status).to.equal(undefined);
  });

  it("answers 501 for what it has not, and does not take it for something else", async () => {
    const answer = await sendSigned(s3, { path: `/${Bucket}/whole?acl=` });
    expect(answer.statusCode).to.equal(501);
    const put = await sendSigned(s3, { method: "PUT", path: `/${Bucket}?policy=`, body: "{}" });
    expect(put.statusCode).to.equal(501);
  });

  it("answers to the bucket's name as host", async () => {
    await s3.client().send(new PutObjectCommand({ Bucket, Key: "hosted", Body: "by name" }));
    const host = `${Bucket}.localhost:${new URL(s3.endpoint).port}`;
    expect((await sendSigned(s3, { path: "/hosted", headers: { host } })).body).to.equal("by name");
  });

  describe("keys", () => {
    const odd = [
      "a b+c%2B%",
      "é/日本/😀.dcm",
      "//x//",
      "../../../etc/passwd",
      ".",
      "..",
      "a/../b",
      "\u0001\n\\'\"&<>",
    ];
    for (const key of [...odd, "k".repeat(1024)])
      it(`keeps ${JSON.stringify(key.length > 40 ? `${key.length} bytes` : key)} as it is`, async () => {
        await s3.client().send(new PutObjectCommand({ Bucket: PLAIN, Key: key, Body: key }));
        expect(await read(key, undefined, PLAIN)).to.equal(key);
      });

    it("refuses one of more than 1024 bytes", async () => {
      const put = s3.client().send(new PutObjectCommand({ Bucket: PLAIN, Key: "é".repeat(513), Body: "" }));
      expect(await failureOf(put)).to.deep.equal({ name: "KeyTooLongError", statusCode: 400 });
    });

    it("never show in the names of files", async () => {
      await s3.client().send(new PutObjectCommand({ Bucket: PLAIN, Key: "../DOE^JANE.dcm", Body: "" }));
      const names = await readdir(s3.directory, { recursive: true });
      expect(names.filter((name) => name.includes("DOE") || name.includes(".dcm"))).to.deep.equal([]);
    });

    it("come back as they went, whatever they are", async () => {
      const client = s3.client();
      const key = fc.string({ unit: "binary", minLength: 1, maxLength: 60 });
      await fc.assert(
        fc.asyncProperty(key, async (Key) => {
          await client.send(new PutObjectCommand({ Bucket: PLAIN, Key, Body: Key }));
          expect(await read(Key, undefined, PLAIN)).to.equal(Key);
          expect(s3.service.bucket(PLAIN).objects.latest(Key)?.key).to.equal(Key);
        }),
        { numRuns: 60 },
      );
    });
  });
});
