import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type StorageClass,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import { failureOf } from "../../../support/s3/failure";
import { startS3Server, type TestS3 } from "../../../support/s3/startS3Server";

const Bucket = "some-bucket";

describe("storage classes of the local S3", () => {
  let s3: TestS3;
  before(async () => {
    s3 = await startS3Server({ buckets: { [Bucket]: { versioning: true } } });
  });
  after(() => s3.close());
  afterEach(() => expect(s3.internalErrors).to.deep.equal([]));

  const put = (Key: string, StorageClass?: StorageClass) =>
    s3.client().send(new PutObjectCommand({ Bucket, Key, Body: "text", StorageClass }));
  const head = (Key: string) => s3.client().send(new HeadObjectCommand({ Bucket, Key }));

  for (const [asked, told] of [
    [undefined, undefined],
    ["STANDARD", undefined],
    ["GLACIER_IR", "GLACIER_IR"],
  ] as const)
    it(`reads what was put as ${asked ?? "nothing"}, and tells of ${told ?? "no class"}`, async () => {
      await put("one", asked);
      const answer = await s3.client().send(new GetObjectCommand({ Bucket, Key: "one" }));
      expect(answer.StorageClass).to.equal(told);
      expect(await answer.Body?.transformToString()).to.equal("text");
      const list = await s3.client().send(new ListObjectsV2Command({ Bucket, Prefix: "one" }));
      expect(list.Contents?.map(({ StorageClass }) => StorageClass)).to.deep.equal([told ?? "STANDARD"]);
    });

  for (const archive of ["GLACIER", "DEEP_ARCHIVE"] as const)
    it(`tells of what is in ${archive}, and neither reads nor copies it`, async () => {
      const Key = archive;
      await put(Key, archive);
      expect((await head(Key)).StorageClass).to.equal(archive);
      const { Versions } = await s3.client().send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
      expect(Versions?.map(({ StorageClass }) => String(StorageClass))).to.deep.equal([archive]);
      const { UploadId } = await s3
        .client()
        .send(new CreateMultipartUploadCommand({ Bucket, Key: "parts-of-it" }));
      const CopySource = `${Bucket}/${Key}`;
      const part = { Bucket, Key: "parts-of-it", UploadId, PartNumber: 1, CopySource };
      for (const attempt of [
        s3.client().send(new GetObjectCommand({ Bucket, Key })),
        s3.client().send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource })),
        s3.client().send(new UploadPartCopyCommand(part)),
      ])
        expect(await failureOf(attempt)).to.include({ name: "InvalidObjectState" });
    });

  it("archives by a copy to itself and by parts", async () => {
    await put("moved");
    const CopySource = `${Bucket}/moved`;
    await s3
      .client()
      .send(new CopyObjectCommand({ Bucket, Key: "moved", CopySource, StorageClass: "GLACIER" }));
    expect((await head("moved")).StorageClass).to.equal("GLACIER");

    const Key = "parts";
    const { UploadId } = await s3
      .client()
      .send(new CreateMultipartUploadCommand({ Bucket, Key, StorageClass: "GLACIER" }));
    const { ETag } = await s3
      .client()
      .send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "text" }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.client().send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
    expect((await head(Key)).StorageClass).to.equal("GLACIER");
  });

  it("refuses a class that there is not", async () =>
    expect(await failureOf(put("wrong", "ATTIC" as StorageClass))).to.include({
      name: "InvalidStorageClass",
    }));
});
