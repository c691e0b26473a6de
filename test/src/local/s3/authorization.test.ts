import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  AbortMultipartUploadCommand,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import type { AuthorizationRequest } from "../../../../src/local/s3";
import { failureOf } from "../../../support/s3/failure";
import { startS3Server, type TestS3 } from "../../../support/s3/startS3Server";

const Bucket = "kept-bucket";
const KMS_BUCKET = "kms-bucket";
const KMS_KEY = "arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012";

describe("permissions at the local S3", () => {
  let s3: TestS3;
  let asked: AuthorizationRequest[] = [];
  let denied = new Set<string>();
  let VersionId: string;
  const encryption = { algorithm: "aws:kms", kmsKeyId: KMS_KEY } as const;
  before(async () => {
    s3 = await startS3Server({
      buckets: { [Bucket]: { versioning: true }, [KMS_BUCKET]: { encryption } },
      authorize: (request) => {
        asked.push(request);
        return denied.has(request.action) ? "deny" : "allow";
      },
    });
  });
  beforeEach(async () => {
    const attributes = { tags: [{ key: "state", value: "new" }] };
    ({ versionId: VersionId } = await s3.service.putObject(Bucket, "key", "x", { attributes }));
    asked = [];
    denied = new Set();
  });
  after(() => s3.close());
  afterEach(() => expect(s3.internalErrors).to.deep.equal([]));

  const tags = { TagSet: [{ Key: "a", Value: "b" }] };
  const object = () => ({ Bucket, Key: "key" });
  const upload = async () => ({
    ...object(),
    UploadId: (await s3.service.uploads.create(Bucket, "key")).uploadId,
  });
  const own = `arn:aws:s3:::${Bucket}/key`;
  const whole = `arn:aws:s3:::${Bucket}`;
  const send = (command: object) => s3.client().send(command as GetObjectCommand);

  // What is asked for, in order: action and resource.
  const cases: [string, () => object | Promise<object>, [string, string][]][] = [
    ["GetObject", () => new GetObjectCommand(object()), [["s3:GetObject", own]]],
    [
      "GetObject of a version",
      () => new GetObjectCommand({ ...object(), VersionId }),
      [["s3:GetObjectVersion", own]],
    ],
    ["HeadObject", () => new HeadObjectCommand(object()), [["s3:GetObject", own]]],
    ["PutObject", () => new PutObjectCommand({ ...object(), Body: "" }), [["s3:PutObject", own]]],
    [
      "PutObject with tags",
      () => new PutObjectCommand({ ...object(), Body: "", Tagging: "a=b" }),
      [
        ["s3:PutObject", own],
        ["s3:PutObjectTagging", own],
      ],
    ],
    [
      "CopyObject",
      () => new CopyObjectCommand({ Bucket: KMS_BUCKET, Key: "to", CopySource: `${Bucket}/key` }),
      [
        ["s3:PutObject", `arn:aws:s3:::${KMS_BUCKET}/to`],
        ["s3:GetObject", own],
        ["s3:GetObjectTagging", own],
        ["s3:PutObjectTagging", `arn:aws:s3:::${KMS_BUCKET}/to`],
        ["kms:GenerateDataKey", KMS_KEY],
      ],
    ],
    [
      "UploadPartCopy of a version",
      async () =>
        new UploadPartCopyCommand({
          ...(await upload()),
          PartNumber: 1,
          CopySource: `${Bucket}/key?versionId=${VersionId}`,
        }),
      [
        ["s3:PutObject", own],
        ["s3:GetObjectVersion", own],
      ],
    ],
    ["DeleteObject", () => new DeleteObjectCommand(object()), [["s3:DeleteObject", own]]],
    [
      "DeleteObject of a version",
      () => new DeleteObjectCommand({ ...object(), VersionId }),
      [["s3:DeleteObjectVersion", own]],
    ],
    [
      "DeleteObjects",
      () =>
        new DeleteObjectsCommand({
          Bucket,
          Delete: { Objects: [{ Key: "key" }, { Key: "key", VersionId }] },
        }),
      [
        ["s3:DeleteObject", own],
        ["s3:DeleteObjectVersion", own],
      ],
    ],
    ["GetObjectTagging", () => new GetObjectTaggingCommand(object()), [["s3:GetObjectTagging", own]]],
    [
      "PutObjectTagging of a version",
      () => new PutObjectTaggingCommand({ ...object(), VersionId, Tagging: tags }),
      [
        ["s3:PutObjectVersionTagging", own],
        ["s3:PutObjectVersionTagging", own],
      ],
    ],
    [
      "DeleteObjectTagging of a version",
      () => new DeleteObjectTaggingCommand({ ...object(), VersionId }),
      [["s3:DeleteObjectVersionTagging", own]],
    ],
    ["ListObjectsV2", () => new ListObjectsV2Command({ Bucket }), [["s3:ListBucket", whole]]],
    [
      "ListObjectVersions",
      () => new ListObjectVersionsCommand({ Bucket }),
      [["s3:ListBucketVersions", whole]],
    ],
    [
      "ListMultipartUploads",
      () => new ListMultipartUploadsCommand({ Bucket }),
      [["s3:ListBucketMultipartUploads", whole]],
    ],
    ["CreateMultipartUpload", () => new CreateMultipartUploadCommand(object()), [["s3:PutObject", own]]],
    [
      "UploadPart",
      async () => new UploadPartCommand({ ...(await upload()), PartNumber: 1, Body: "x" }),
      [["s3:PutObject", own]],
    ],
    ["ListParts", async () => new ListPartsCommand(await upload()), [["s3:ListMultipartUploadParts", own]]],
    [
      "AbortMultipartUpload",
      async () => new AbortMultipartUploadCommand(await upload()),
      [["s3:AbortMultipartUpload", own]],
    ],
    [
      "PutObject under KMS",
      () => new PutObjectCommand({ Bucket: KMS_BUCKET, Key: "k", Body: "" }),
      [
        ["s3:PutObject", `arn:aws:s3:::${KMS_BUCKET}/k`],
        ["kms:GenerateDataKey", KMS_KEY],
      ],
    ],
    [
      "GetObject under KMS",
      () => new GetObjectCommand({ Bucket: KMS_BUCKET, Key: "k" }),
      [
        ["s3:GetObject", `arn:aws:s3:::${KMS_BUCKET}/k`],
        ["kms:Decrypt", KMS_KEY],
      ],
    ],
  ];
  for (const [title, createCommand, expected] of cases) {
    it(`asks for what ${title} needs`, async () => {
      await send(await createCommand());
      expect(asked.map(({ action, resource }) => [action, resource])).to.deep.equal(expected);
      expect(asked[0]?.accessKeyId).to.equal(s3.credentials.accessKeyId);
    });
    if (title !== "DeleteObjects")
      it(`refuses ${title} to whom any of it is denied`, async () => {
        const command = await createCommand();
        for (const [action] of expected) {
          denied = new Set([action]);
          expect((await failureOf(send(command))).statusCode).to.equal(403);
        }
      });
  }

  it("denies one key of many and deletes the others", async () => {
    denied = new Set(["s3:DeleteObjectVersion"]);
    const Objects = [{ Key: "key", VersionId }, { Key: "other" }];
    const answer = await s3.client().send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(answer.Errors?.map(({ Key, Code }) => [Key, Code])).to.deep.equal([["key", "AccessDenied"]]);
    expect(answer.Deleted?.map(({ Key }) => Key)).to.deep.equal(["other"]);
    expect(s3.service.objects.find(Bucket, "key", VersionId).versionId).to.equal(VersionId);
  });

  it("says 403 of a missing key to whom the listing is denied, else 404", async () => {
    const missing = () => failureOf(send(new GetObjectCommand({ Bucket, Key: "missing" })));
    expect(await missing()).to.deep.equal({ name: "NoSuchKey", statusCode: 404 });
    denied = new Set(["s3:ListBucket"]);
    expect(await missing()).to.deep.equal({ name: "AccessDenied", statusCode: 403 });
    const head = await failureOf(send(new HeadObjectCommand({ Bucket, Key: "missing" })));
    expect(head.statusCode).to.equal(403);
  });

  it("tells the policies what the request says", async () => {
    await send(new ListObjectsV2Command({ Bucket, Prefix: "studies/", Delimiter: "/", MaxKeys: 5 }));
    expect(asked[0]?.conditionKeys).to.include({
      "s3:prefix": "studies/",
      "s3:delimiter": "/",
      "s3:max-keys": "5",
    });
    const sse = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: KMS_KEY } as const;
    await send(
      new PutObjectCommand({ ...object(), Body: "", Tagging: "a=1&b=2", IfNoneMatch: undefined, ...sse }),
    );
    expect(asked[1]?.conditionKeys).to.deep.include({
      "s3:x-amz-server-side-encryption": "aws:kms",
      "s3:x-amz-server-side-encryption-aws-kms-key-id": KMS_KEY,
      "s3:RequestObjectTag/a": "1",
      "s3:RequestObjectTagKeys": ["a", "b"],
      "s3:authType": "REST-HEADER",
    });
    asked = [];
    const senders = { SSECustomerAlgorithm: "AES256", SSECustomerKey: "k".repeat(32) };
    await failureOf(send(new PutObjectCommand({ ...object(), Body: "", ...senders })));
    expect(asked[0]?.conditionKeys).to.include({
      "s3:x-amz-server-side-encryption-customer-algorithm": "AES256",
    });
    asked = [];
    await send(new GetObjectCommand({ ...object(), VersionId }));
    expect(asked[0]?.conditionKeys).to.include({
      "s3:ExistingObjectTag/state": "new",
      "s3:VersionId": VersionId,
    });
  });

  it("takes AWS's own key, not the bucket's, for who asks for KMS and names none", async () => {
    const to = { Bucket: KMS_BUCKET, Key: "k", Body: "" };
    const put = (command: PutObjectCommand) => s3.client().send(command);
    const { SSEKMSKeyId } = await put(new PutObjectCommand({ ...to, ServerSideEncryption: "aws:kms" }));
    expect(SSEKMSKeyId).to.equal("alias/aws/s3");
    expect(asked.map(({ action }) => action)).to.deep.equal(["s3:PutObject"]);
    expect((await put(new PutObjectCommand(to))).SSEKMSKeyId).to.equal(KMS_KEY);
  });

  it("asks for the KMS key again when parts become an object", async () => {
    const { uploadId } = await s3.service.uploads.create(KMS_BUCKET, "k");
    const of = { Bucket: KMS_BUCKET, Key: "k", UploadId: uploadId };
    const { ETag } = await s3.client().send(new UploadPartCommand({ ...of, PartNumber: 1, Body: "x" }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    denied = new Set(["kms:Decrypt"]);
    const complete = () => s3.client().send(new CompleteMultipartUploadCommand({ ...of, MultipartUpload }));
    expect(await failureOf(complete())).to.deep.equal({ name: "AccessDenied", statusCode: 403 });
    denied = new Set();
    expect((await complete()).ServerSideEncryption).to.equal("aws:kms");
  });
});
