import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  GetObjectTaggingCommand,
  DeleteObjectTaggingCommand,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import { failureOf } from "../../../support/s3/failure";
import { sendSigned, xmlText } from "../../../support/s3/rawRequest";
import { startS3Server, type TestS3 } from "../../../support/s3/startS3Server";

const Bucket = "kept-bucket";

describe("reading from the local S3", () => {
  let s3: TestS3;
  before(async () => {
    s3 = await startS3Server({ buckets: { [Bucket]: { versioning: true } } });
    await s3.client().send(new PutObjectCommand({ Bucket, Key: "ten", Body: "0123456789" }));
    await s3.client().send(new PutObjectCommand({ Bucket, Key: "empty", Body: "" }));
  });
  after(() => s3.close());
  afterEach(() => expect(s3.internalErrors).to.deep.equal([]));

  // Range, status, body, Content-Range
  const ranges: [string, number, string, string | undefined][] = [
    ["bytes=0-3", 206, "0123", "bytes 0-3/10"],
    ["bytes=4-", 206, "456789", "bytes 4-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=-99", 206, "0123456789", "bytes 0-9/10"],
    ["bytes=8-99", 206, "89", "bytes 8-9/10"],
    ["bytes=9-9", 206, "9", "bytes 9-9/10"],
    ["bytes=5-2", 200, "0123456789", undefined],
    ["bytes=0-1,3-4", 200, "0123456789", undefined],
    ["lines=0-1", 200, "0123456789", undefined],
    ["bytes=-", 200, "0123456789", undefined],
  ];
  for (const [range, statusCode, body, contentRange] of ranges)
    it(`answers ${range} with ${statusCode}`, async () => {
      const answer = await sendSigned(s3, { path: `/${Bucket}/ten`, headers: { range } });
      expect([answer.statusCode, answer.body]).to.deep.equal([statusCode, body]);
      expect(answer.headers["content-range"]).to.equal(contentRange);
      expect(answer.headers["content-length"]).to.equal(String(body.length));
    });

  for (const [key, range] of [
    ["ten", "bytes=10-"],
    ["ten", "bytes=-0"],
    ["empty", "bytes=0-0"],
  ] as const)
    it(`answers ${range} of the object ${key} with 416`, async () => {
      const answer = await sendSigned(s3, { path: `/${Bucket}/${key}`, headers: { range } });
      expect([answer.statusCode, xmlText(answer.body, "Code")]).to.deep.equal([416, "InvalidRange"]);
    });

  it("answers ranges of HEAD with the length alone", async () => {
    const head = await s3.client().send(new HeadObjectCommand({ Bucket, Key: "ten", Range: "bytes=2-4" }));
    expect(head).to.include({ ContentLength: 3, ContentRange: "bytes 2-4/10" });
  });

  it("does not answer the checksum of the whole with a part", async () => {
    const part = await s3.client().send(new GetObjectCommand({ Bucket, Key: "ten", Range: "bytes=2-4" }));
    expect(part.ChecksumCRC32).to.equal(undefined);
    expect(await part.Body?.transformToString()).to.equal("234");
  });

  it("reads under conditions, entity tags before times", async () => {
    const client = s3.client();
    const { ETag, LastModified } = await client.send(new HeadObjectCommand({ Bucket, Key: "ten" }));
    const get = (condition: object) =>
      client.send(new GetObjectCommand({ Bucket, Key: "ten", ...condition }));
    const before = new Date(LastModified!.getTime() - 1000);
    const statusOf = async (condition: object) => (await failureOf(get(condition))).statusCode;
    expect(await statusOf({ IfNoneMatch: ETag })).to.equal(304);
    expect(await statusOf({ IfNoneMatch: "*" })).to.equal(304);
    expect(await statusOf({ IfModifiedSince: LastModified })).to.equal(304);
    expect(await statusOf({ IfMatch: '"other"' })).to.equal(412);
    expect(await statusOf({ IfUnmodifiedSince: before })).to.equal(412);
    for (const passes of [
      { IfMatch: ETag, IfUnmodifiedSince: before },
      { IfNoneMatch: '"other"', IfModifiedSince: LastModified },
      { IfModifiedSince: before },
    ])
      expect(await (await get(passes)).Body?.transformToString()).to.equal("0123456789");
  });

  it("answers the headers that the query asks for", async () => {
    const answer = await s3.client().send(
      new GetObjectCommand({
        Bucket,
        Key: "ten",
        ResponseContentDisposition: 'attachment; filename="a.dcm"',
        ResponseContentType: "application/dicom",
        ResponseCacheControl: "no-store",
      }),
    );
    expect(answer.ContentDisposition).to.equal('attachment; filename="a.dcm"');
    expect(answer).to.include({ ContentType: "application/dicom", CacheControl: "no-store" });
  });

  it("does not let the query split the answer's headers", async () => {
    const answer = await sendSigned(s3, {
      path: `/${Bucket}/ten?response-content-type=text%2Fplain%0D%0Ax-evil%3A%201`,
    });
    expect([answer.statusCode, xmlText(answer.body, "Code")]).to.deep.equal([400, "InvalidArgument"]);
  });

  it("keeps tags per version", async () => {
    const client = s3.client();
    const first = await client.send(
      new PutObjectCommand({ Bucket, Key: "tagged", Body: "1", Tagging: "a=1" }),
    );
    const second = await client.send(new PutObjectCommand({ Bucket, Key: "tagged", Body: "2" }));
    const Tagging = { TagSet: [{ Key: "quarantine", Value: "NOT_DICOM" }] };
    const of = { Bucket, Key: "tagged", VersionId: first.VersionId };
    await client.send(new PutObjectTaggingCommand({ ...of, Tagging }));
    expect((await client.send(new GetObjectTaggingCommand(of))).TagSet).to.deep.equal(Tagging.TagSet);
    const latest = await client.send(new GetObjectTaggingCommand({ Bucket, Key: "tagged" }));
    expect([latest.TagSet, latest.VersionId]).to.deep.equal([[], second.VersionId]);
    await client.send(new DeleteObjectTaggingCommand(of));
    expect((await client.send(new GetObjectTaggingCommand(of))).TagSet).to.deep.equal([]);
  });

  it("refuses tags that AWS refuses", async () => {
    const tag = (TagSet: { Key: string; Value: string }[]) =>
      failureOf(s3.client().send(new PutObjectTaggingCommand({ Bucket, Key: "ten", Tagging: { TagSet } })));
    const refused = { name: "InvalidTag", statusCode: 400 };
    const numbered = Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: "" }));
    expect(await tag(numbered)).to.deep.equal(refused);
    expect(await tag([...numbered.slice(0, 1), ...numbered.slice(0, 1)])).to.deep.equal(refused);
    expect(await tag([{ Key: "a*b", Value: "" }])).to.deep.equal(refused);
    expect(await tag([{ Key: "a", Value: "x".repeat(257) }])).to.deep.equal(refused);
  });
});
