import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  type ObjectLockMode,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { s3AuditWriter } from "../../../../src/aws/s3AuditWriter";
import { createS3Service } from "../../../../src/local/s3";
import { failureOf } from "../../../support/s3/failure";
import { startS3Server, type TestS3 } from "../../../support/s3/startS3Server";

const Bucket = "locked-bucket";
const PLAIN = "plain-bucket";
interface Version {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
}

const DENIED = { name: "AccessDenied", statusCode: 403 };
const DAY_MS = 24 * 60 * 60 * 1000;

describe("Object Lock of the local S3", () => {
  let s3: TestS3;
  let now = new Date();
  let denied = new Set<string>();
  let asked: string[] = [];
  before(async () => {
    s3 = await startS3Server({
      buckets: { [Bucket]: { versioning: true, objectLock: true }, [PLAIN]: { versioning: true } },
      now: () => now,
      authorize: ({ action }) => {
        asked.push(action);
        return denied.has(action) ? "deny" : "allow";
      },
    });
  });
  beforeEach(() => {
    now = new Date();
    denied = new Set();
    asked = [];
  });
  after(() => s3.close());
  afterEach(() => expect(s3.internalErrors).to.deep.equal([]));

  const send = (command: object) => s3.client().send(command as GetObjectCommand);
  const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const put = async (Key: string, mode: ObjectLockMode, days: number) => {
    const { VersionId } = await s3.client().send(
      new PutObjectCommand({
        ...{ Bucket, Key, Body: "record" },
        ObjectLockMode: mode,
        ObjectLockRetainUntilDate: inDays(days),
      }),
    );
    return { Bucket, Key, VersionId };
  };
  const remove = (version: Version, bypass = false) =>
    send(new DeleteObjectCommand({ ...version, BypassGovernanceRetention: bypass }));

  it("says of a locked version until when it is locked, to those who may know", async () => {
    const version = await put("told", "GOVERNANCE", 3);
    for (const command of [new HeadObjectCommand(version), new GetObjectCommand(version)]) {
      const { ObjectLockMode, ObjectLockRetainUntilDate } = await send(command);
      expect(ObjectLockMode).to.equal("GOVERNANCE");
      expect(ObjectLockRetainUntilDate).to.deep.equal(inDays(3));
    }
    const { Retention } = await s3.client().send(new GetObjectRetentionCommand(version));
    expect(Retention).to.deep.equal({ Mode: "GOVERNANCE", RetainUntilDate: inDays(3) });
    denied.add("s3:GetObjectRetention");
    expect(await send(new HeadObjectCommand(version))).to.not.have.property("ObjectLockMode");
  });

  it("needs s3:PutObjectRetention beside s3:PutObject to lock what is written", async () => {
    await put("allowed", "GOVERNANCE", 1);
    expect(asked).to.deep.equal(["s3:PutObject", "s3:PutObjectRetention"]);
    denied.add("s3:PutObjectRetention");
    expect(await failureOf(put("refused", "GOVERNANCE", 1))).to.deep.equal(DENIED);
  });

  it("removes no locked version in governance mode, unless it is lifted by who may", async () => {
    const version = await put("governed", "GOVERNANCE", 1);
    expect(await failureOf(remove(version))).to.deep.equal(DENIED);
    denied.add("s3:BypassGovernanceRetention");
    expect(await failureOf(remove(version, true))).to.deep.equal(DENIED);
    denied.clear();
    await remove(version, true);
    expect((await failureOf(send(new HeadObjectCommand(version)))).statusCode).to.equal(404);
  });

  it("removes no locked version in compliance mode for anybody", async () => {
    const version = await put("complied", "COMPLIANCE", 1);
    expect(await failureOf(remove(version))).to.deep.equal(DENIED);
    expect(await failureOf(remove(version, true))).to.deep.equal(DENIED);
    const { Errors } = await s3.client().send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: version.Key, VersionId: version.VersionId }] },
        BypassGovernanceRetention: true,
      }),
    );
    expect(Errors?.map(({ Code }) => Code)).to.deep.equal(["AccessDenied"]);
  });

  it("lets a version go when its time has come", async () => {
    const version = await put("timely", "COMPLIANCE", 2);
    now = inDays(2);
    // The client's own clock would be too far behind.
    await s3.service.objects.delete(Bucket, version.Key, version.VersionId);
    expect(s3.service.bucket(Bucket).objects.versions("timely")).to.have.lengthOf(0);
  });

  it("keeps a locked version under a delete marker and under the next version", async () => {
    const version = await put("covered", "COMPLIANCE", 1);
    await remove({ Bucket, Key: "covered" });
    await send(new PutObjectCommand({ Bucket, Key: "covered", Body: "other" }));
    const { Body } = await send(new GetObjectCommand(version));
    expect(await Body!.transformToString()).to.equal("record");
  });

  const retain = (version: Version, mode: ObjectLockMode, days: number, bypass = false) =>
    send(
      new PutObjectRetentionCommand({
        ...version,
        Retention: { Mode: mode, RetainUntilDate: inDays(days) },
        BypassGovernanceRetention: bypass,
      }),
    );

  it("makes a retention longer, and shorter only in governance mode where it is lifted", async () => {
    const governed = await put("shorter", "GOVERNANCE", 5);
    const complied = await put("never shorter", "COMPLIANCE", 5);
    await retain(governed, "GOVERNANCE", 6);
    await retain(complied, "COMPLIANCE", 6);
    expect(await failureOf(retain(governed, "GOVERNANCE", 5))).to.deep.equal(DENIED);
    expect(await failureOf(retain(complied, "COMPLIANCE", 5, true))).to.deep.equal(DENIED);
    expect(await failureOf(retain(complied, "GOVERNANCE", 9, true))).to.deep.equal(DENIED);
    await retain(governed, "GOVERNANCE", 1, true);
    const { Retention } = await s3.client().send(new GetObjectRetentionCommand(governed));
    expect(Retention?.RetainUntilDate).to.deep.equal(inDays(1));
  });

  it("does not lock the copy of a locked version unless asked", async () => {
    const { Key } = await put("source", "COMPLIANCE", 1);
    const CopySource = `${Bucket}/${Key}`;
    await send(new CopyObjectCommand({ Bucket, Key: "free copy", CopySource }));
    await send(
      new CopyObjectCommand({
        ...{ Bucket, Key: "locked copy", CopySource },
        ObjectLockMode: "COMPLIANCE",
        ObjectLockRetainUntilDate: inDays(1),
      }),
    );
    expect(s3.service.objects.find(Bucket, "free copy")).to.not.have.property("retention");
    expect(s3.service.objects.find(Bucket, "locked copy").retention?.mode).to.equal("COMPLIANCE");
  });

  it("locks nothing in a bucket without Object Lock, nor into the past, nor without a checksum", async () => {
    const lock = { ObjectLockMode: "COMPLIANCE", ObjectLockRetainUntilDate: inDays(1) } as const;
    const putting = (input: object) =>
      failureOf(send(new PutObjectCommand({ Bucket, Key: "x", Body: "x", ...input })));
    expect((await putting({ ...lock, Bucket: PLAIN })).name).to.equal("InvalidRequest");
    expect((await putting({ ...lock, ObjectLockRetainUntilDate: inDays(-1) })).name).to.equal(
      "InvalidArgument",
    );
    expect((await putting({ ObjectLockMode: "COMPLIANCE" })).name).to.equal("InvalidArgument");
    const bare = s3.client({ requestChecksumCalculation: "WHEN_REQUIRED" });
    const command = new PutObjectCommand({ Bucket, Key: "x", Body: "x", ...lock });
    command.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { headers: Record<string, string> };
        const kept = Object.entries(headers).filter(([name]) => !/^x-amz-(sdk-)?checksum-/.test(name));
        return next({ ...args, request: { ...(args.request as object), headers: Object.fromEntries(kept) } });
      },
      { step: "build", priority: "low" },
    );
    expect((await failureOf(bare.send(command))).name).to.equal("InvalidRequest");
  });

  it("tells whether a bucket locks, and never takes it back", async () => {
    const configurationOf = (name: string) =>
      s3.client().send(new GetObjectLockConfigurationCommand({ Bucket: name }));
    const { ObjectLockConfiguration } = await configurationOf(Bucket);
    expect(ObjectLockConfiguration).to.deep.equal({ ObjectLockEnabled: "Enabled" });
    expect(await failureOf(configurationOf(PLAIN))).to.deep.equal({
      name: "ObjectLockConfigurationNotFoundError",
      statusCode: 404,
    });
    await s3.service.createBucket(Bucket, { versioning: true });
    expect(s3.service.bucket(Bucket).configuration.objectLock).to.equal(true);
    const failure = await s3.service.createBucket(Bucket).catch((error: unknown) => error);
    expect(failure).to.have.property("code", "InvalidBucketState");
  });

  it("keeps retentions over a restart", async () => {
    const directory = await mkdtemp(join(tmpdir(), "s3-lock-"));
    const retention = { mode: "COMPLIANCE", retainUntil: Date.now() + DAY_MS } as const;
    const first = await createS3Service({ directory });
    await first.createBucket(Bucket, { versioning: true, objectLock: true });
    const attributes = { retention };
    const { versionId } = await first.putObject(Bucket, "key", "x", { attributes });
    const second = await createS3Service({ directory });
    expect(second.objects.find(Bucket, "key", versionId).retention).to.deep.equal(retention);
    const failure = await second.objects.delete(Bucket, "key", versionId).catch((error: unknown) => error);
    expect(failure).to.have.property("code", "AccessDenied");
    await rm(directory, { recursive: true });
  });

  describe("as the audit writer uses it", () => {
    it("locks a record for so many days from its writing on, with a checksum even where none is computed by default", async () => {
      const client = s3.client({ requestChecksumCalculation: "WHEN_REQUIRED" });
      await s3AuditWriter(client, Bucket, { days: 30, mode: "GOVERNANCE" }, () => now).write("audit/1", {});
      expect(s3.service.objects.find(Bucket, "audit/1").retention).to.deep.equal({
        mode: "GOVERNANCE",
        retainUntil: inDays(30).getTime(),
      });
      expect(s3.service.objects.find(Bucket, "audit/1").checksum?.algorithm).to.equal("SHA256");
    });

    it("locks nothing where no retention is set", async () => {
      await s3AuditWriter(s3.client(), Bucket).write("audit/2", {});
      expect(s3.service.objects.find(Bucket, "audit/2")).to.not.have.property("retention");
    });
  });
});
