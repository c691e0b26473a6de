import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CreateMultipartUploadCommandInput,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  combineChecksums,
  createChecksum,
  type ChecksumAlgorithm,
} from "../../../../src/local/s3/checksums/checksums";
import { failureOf } from "../../../support/s3/failure";
import { startS3Server, type TestS3 } from "../../../support/s3/startS3Server";

const Bucket = "kept-bucket";
const MIB = 1024 ** 2;
const FIRST = randomBytes(5 * MIB);
const LAST = randomBytes(1000);

const checksumOf = (algorithm: ChecksumAlgorithm, bytes: Uint8Array) => {
  const checksum = createChecksum(algorithm);
  checksum.update(bytes);
  return checksum.digest().toString("base64");
};

describe("uploads in parts to the local S3", () => {
  let s3: TestS3;
  beforeEach(async () => {
    s3 = await startS3Server({ buckets: { [Bucket]: { versioning: true } } });
  });
  afterEach(async () => {
    expect(s3.internalErrors).to.deep.equal([]);
    await s3.close();
  });

  const create = async (Key: string, input: Partial<CreateMultipartUploadCommandInput> = {}) => {
    const client = s3.client();
    const created = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...input }));
    const upload = { Bucket, Key, UploadId: created.UploadId };
    return {
      upload,
      part: (PartNumber: number, Body: Uint8Array, more: object = {}) =>
        client.send(new UploadPartCommand({ ...upload, PartNumber, Body, ...more })),
      complete: (Parts: { PartNumber: number; ETag?: string | undefined }[], more: object = {}) =>
        client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more })),
    };
  };
  const blobCount = async () => {
    const entries = await readdir(join(s3.directory, "blobs"), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).length;
  };

  it("become one object with the checksum of the whole", async () => {
    const { part, complete } = await create("parts", { ContentType: "application/dicom", Tagging: "a=1" });
    const last = await part(7, LAST);
    await part(2, LAST);
    const first = await part(2, FIRST);
    const unnamed = await part(9, LAST);
    const client = s3.client();
    expect(await failureOf(client.send(new HeadObjectCommand({ Bucket, Key: "parts" })))).to.include({
      statusCode: 404,
    });
    const completed = await complete([
      { PartNumber: 2, ETag: first.ETag },
      { PartNumber: 7, ETag: last.ETag },
    ]);
    const whole = Buffer.concat([FIRST, LAST]);
    const md5s = [FIRST, LAST].map((bytes) => createHash("md5").update(bytes).digest());
    expect(completed.ETag).to.equal(`"${createHash("md5").update(Buffer.concat(md5s)).digest("hex")}-2"`);
    const checksum = { ChecksumCRC64NVME: checksumOf("CRC64NVME", whole), ChecksumType: "FULL_OBJECT" };
    expect(completed).to.include(checksum);
    const answer = await client.send(new GetObjectCommand({ Bucket, Key: "parts" }));
    expect(Buffer.from((await answer.Body?.transformToByteArray()) ?? []).equals(whole)).to.equal(true);
    expect(answer).to.include({ ...checksum, ContentType: "application/dicom", TagCount: 1 });
    expect([unnamed.ETag, await blobCount()]).to.deep.equal([last.ETag, 2]);
  });

  it("are read across the border of parts, and part by part", async () => {
    const { part, complete } = await create("border");
    const parts = [await part(1, FIRST), await part(2, LAST)];
    await complete(parts.map(({ ETag }, index) => ({ PartNumber: index + 1, ETag })));
    const client = s3.client();
    const Range = `bytes=${FIRST.length - 2}-${FIRST.length + 1}`;
    const across = await client.send(new GetObjectCommand({ Bucket, Key: "border", Range }));
    const bytes = Buffer.from((await across.Body?.transformToByteArray()) ?? []);
    expect(bytes).to.deep.equal(Buffer.concat([FIRST.subarray(-2), LAST.subarray(0, 2)]));
    const second = await client.send(new HeadObjectCommand({ Bucket, Key: "border", PartNumber: 2 }));
    expect(second).to.include({ ContentLength: LAST.length, PartsCount: 2 });
  });

  it("take ranges of a pinned version as parts", async () => {
    const client = s3.client();
    const source = randomBytes(6 * MIB);
    const put = await client.send(new PutObjectCommand({ Bucket, Key: "source é", Body: source }));
    await client.send(new PutObjectCommand({ Bucket, Key: "source é", Body: "newer" }));
    const { upload, part, complete } = await create("copied");
    const CopySource = `${Bucket}/${encodeURIComponent("source é")}?versionId=${put.VersionId!}`;
    const copy = (PartNumber: number, CopySourceRange: string) =>
      client.send(new UploadPartCopyCommand({ ...upload, PartNumber, CopySource, CopySourceRange }));
    const first = await copy(1, `bytes=1-${5 * MIB}`);
    expect(first.CopySourceVersionId).to.equal(put.VersionId);
    const second = await part(2, LAST);
    const completed = await complete([
      { PartNumber: 1, ETag: first.CopyPartResult?.ETag },
      { PartNumber: 2, ETag: second.ETag },
    ]);
    const whole = Buffer.concat([source.subarray(1, 5 * MIB + 1), LAST]);
    expect((await s3.service.readObject(Bucket, "copied")).equals(whole)).to.equal(true);
    expect(completed.ChecksumCRC64NVME).to.equal(checksumOf("CRC64NVME", whole));
    const beyond = copy(3, `bytes=0-${source.length}`);
    // The upload has ended, but the range is looked at for one that has not.
    expect(await failureOf(beyond)).to.include({ statusCode: 404 });
    const other = await create("other");
    const copyInto = (CopySourceRange: string) =>
      client.send(new UploadPartCopyCommand({ ...other.upload, PartNumber: 1, CopySource, CopySourceRange }));
    expect(await failureOf(copyInto(`bytes=0-${source.length}`))).to.deep.equal({
      name: "InvalidRange",
      statusCode: 416,
    });
    expect(await failureOf(copyInto("bytes=5-"))).to.deep.equal({ name: "InvalidArgument", statusCode: 400 });
  });

  it("leave nothing when they are aborted", async () => {
    const { upload, part } = await create("aborted");
    await part(1, FIRST);
    await s3.client().send(new AbortMultipartUploadCommand(upload));
    expect(await failureOf(part(2, LAST))).to.deep.equal({ name: "NoSuchUpload", statusCode: 404 });
    expect(await blobCount()).to.equal(0);
    expect(await readdir(join(s3.directory, "buckets", Bucket, "uploads"))).to.deep.equal([]);
    expect((await s3.client().send(new ListMultipartUploadsCommand({ Bucket }))).Uploads).to.equal(undefined);
  });

  it("are listed with their parts", async () => {
    const client = s3.client();
    const { upload, part } = await create("listed/a");
    await create("listed/b");
    await part(3, LAST);
    await part(1, LAST);
    const parts = await client.send(new ListPartsCommand({ ...upload, MaxParts: 1 }));
    expect(parts).to.include({ IsTruncated: true, NextPartNumberMarker: "1" });
    const rest = await client.send(new ListPartsCommand({ ...upload, PartNumberMarker: "1" }));
    expect(rest.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).to.deep.equal([[3, LAST.length]]);
    const list = (more: object) => client.send(new ListMultipartUploadsCommand({ Bucket, ...more }));
    const page = await list({ MaxUploads: 1 });
    expect([page.IsTruncated, page.Uploads?.map(({ Key }) => Key)]).to.deep.equal([true, ["listed/a"]]);
    const next = await list({ KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker });
    expect(next.Uploads?.map(({ Key }) => Key)).to.deep.equal(["listed/b"]);
    expect((await list({ Delimiter: "/" })).CommonPrefixes).to.deep.equal([{ Prefix: "listed/" }]);
  });

  it("have a checksum of checksums where the uploader asked for one of parts", async () => {
    for (const ChecksumAlgorithm of ["CRC32", "SHA256"] as const) {
      const { part, complete } = await create("composite", { ChecksumAlgorithm });
      const parts = [];
      for (const [index, Body] of [FIRST, LAST].entries()) {
        const { ETag, ...answer } = await part(index + 1, Body, { ChecksumAlgorithm });
        const field = `Checksum${ChecksumAlgorithm}` as const;
        parts.push({ PartNumber: index + 1, ETag, [field]: answer[field] });
      }
      const expected = combineChecksums(
        ChecksumAlgorithm,
        "COMPOSITE",
        [FIRST, LAST].map((bytes) => ({
          value: checksumOf(ChecksumAlgorithm, bytes),
          sizeBytes: bytes.length,
        })),
      );
      expect(expected.value).to.match(/-2$/);
      const completed = await complete(parts);
      expect(completed[`Checksum${ChecksumAlgorithm}`]).to.equal(expected.value);
      expect(completed.ChecksumType).to.equal("COMPOSITE");
    }
  });

  it("check the checksum and size of the whole that the uploader claims", async () => {
    const { part, complete } = await create("claimed", { ChecksumAlgorithm: "CRC64NVME" });
    const { ETag } = await part(1, LAST, { ChecksumAlgorithm: "CRC64NVME" });
    const parts = [{ PartNumber: 1, ETag }];
    const wrong = complete(parts, { ChecksumCRC64NVME: checksumOf("CRC64NVME", FIRST) });
    expect(await failureOf(wrong)).to.deep.equal({ name: "BadDigest", statusCode: 400 });
    const short = complete(parts, { MpuObjectSize: 1 });
    expect(await failureOf(short)).to.deep.equal({ name: "InvalidRequest", statusCode: 400 });
    expect(s3.service.bucket(Bucket).objects.latest("claimed")).to.equal(undefined);
    const checksum = { ChecksumCRC64NVME: checksumOf("CRC64NVME", LAST), ChecksumType: "FULL_OBJECT" };
    await complete(parts, { ...checksum, MpuObjectSize: LAST.length });
  });

  it("refuse what AWS refuses, and stay open", async () => {
    const { part, complete } = await create("refused");
    const [small, last] = [await part(1, LAST), await part(2, LAST)];
    const parts = [
      { PartNumber: 1, ETag: small.ETag },
      { PartNumber: 2, ETag: last.ETag },
    ];
    const nameOf = async (call: Promise<unknown>) => (await failureOf(call)).name;
    expect(await nameOf(complete(parts))).to.equal("EntityTooSmall");
    expect(await nameOf(complete([...parts].reverse()))).to.equal("InvalidPartOrder");
    expect(await nameOf(complete([{ PartNumber: 3, ETag: last.ETag }]))).to.equal("InvalidPart");
    expect(await nameOf(complete([{ PartNumber: 1, ETag: '"0"' }]))).to.equal("InvalidPart");
    expect(await nameOf(complete([]))).to.equal("MalformedXML");
    expect(await nameOf(part(10_001, LAST))).to.equal("InvalidArgument");
    const completed = await complete(parts.slice(1));
    // A client that lost the answer asks again, and gets it again.
    expect((await complete(parts.slice(1))).VersionId).to.equal(completed.VersionId);
  });

  it("give way to an object that came first, where the uploader asks for that", async () => {
    const { part, complete } = await create("taken");
    const { ETag } = await part(1, LAST);
    await s3.client().send(new PutObjectCommand({ Bucket, Key: "taken", Body: "first" }));
    const late = complete([{ PartNumber: 1, ETag }], { IfNoneMatch: "*" });
    expect(await failureOf(late)).to.deep.equal({ name: "PreconditionFailed", statusCode: 412 });
    expect((await s3.service.readObject(Bucket, "taken")).toString()).to.equal("first");
  });
});
