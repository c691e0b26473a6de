import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import { PassThrough, Readable } from "node:stream";
import { confirmByTyping } from "../../../src/operate/confirm";
import { countContents } from "../../../src/operate/destroy/bucketContents";
import { emptyBucket } from "../../../src/operate/destroy/emptyBucket";
import { createFakePulumi, type FakeAnswers, type FakePulumi } from "../../support/operate/fakePulumi";
import { runOperate } from "../../support/operate/runOperate";
import { startS3Server, type TestS3 } from "../../support/s3/startS3Server";

const NOTHING = { objects: 0, olderVersions: 0, deleteMarkers: 0, openUploads: 0, sizeBytes: 0 };

/** Puts objects into a bucket: each twice, and every fifth deleted afterwards. */
async function fill(s3: S3Client, bucket: string, objects: number): Promise<void> {
  const one = async (index: number) => {
    const where = { Bucket: bucket, Key: `Plantagenet^Eleanor/${index}.dcm` };
    await s3.send(new PutObjectCommand({ ...where, Body: "old" }));
    await s3.send(new PutObjectCommand({ ...where, Body: "newer" }));
    if (index % 5 === 0) await s3.send(new DeleteObjectCommand(where));
  };
  for (let start = 0; start < objects; start += 50)
    await Promise.all(
      Array.from({ length: Math.min(50, objects - start) }, (_, offset) => one(start + offset)),
    );
}

describe("emptying a versioned bucket", function () {
  this.timeout(120_000);
  let server: TestS3;
  before(async () => {
    server = await startS3Server({ buckets: { raw: { versioning: true } } });
  });
  after(() => server.close());

  it("deletes thousands of versions, delete markers and unfinished uploads", async () => {
    const s3 = server.client();
    await fill(s3, "raw", 1200);
    await s3.send(new CreateMultipartUploadCommand({ Bucket: "raw", Key: "unfinished" }));
    expect(await countContents(s3, "raw")).to.deep.equal({
      objects: 960,
      olderVersions: 1440,
      deleteMarkers: 240,
      openUploads: 1,
      sizeBytes: 1200 * 3 + 1200 * 5,
    });

    let deleted = 0;
    await emptyBucket(s3, "raw", (count) => (deleted += count));
    expect(deleted).to.equal(960 + 1440 + 240 + 1);
    expect(await countContents(s3, "raw")).to.deep.equal(NOTHING);
  });

  it("finds a bucket that is gone already empty", async () => {
    const s3 = server.client();
    await emptyBucket(s3, "no-such-bucket");
    expect(await countContents(s3, "no-such-bucket")).to.deep.equal(NOTHING);
  });
});

describe("emptying a bucket that refuses", () => {
  /** An S3 that holds one version and answers by the name of the command. */
  function refusingS3(answers: Readonly<Record<string, object>>): S3Client {
    const s3 = new S3Client({ region: "us-east-1" });
    const versions = { Versions: [{ Key: "Plantagenet^Eleanor.dcm", VersionId: "v1", IsLatest: true }] };
    const denied = { Key: "Plantagenet^Eleanor.dcm", VersionId: "v1", Code: "AccessDenied" };
    const all: Record<string, object> = {
      ListObjectVersionsCommand: versions,
      DeleteObjectsCommand: { Errors: [denied] },
      ListMultipartUploadsCommand: {},
      ...answers,
    };
    s3.send = (command: object) => {
      const answer = all[command.constructor.name];
      return answer ? Promise.resolve(answer) : Promise.reject(new Error("NoSuchObjectLockConfiguration"));
    };
    return s3;
  }

  const refusalOf = (s3: S3Client) =>
    emptyBucket(s3, "logs").then(
      () => "",
      (error: unknown) => (error as Error).message,
    );

  for (const [mode, sentence] of [
    ["COMPLIANCE", /in COMPLIANCE mode until 2033-01-01: nobody can delete them before/],
    ["GOVERNANCE", /in GOVERNANCE mode until 2033-01-01: somebody with s3:BypassGovernanceRetention/],
  ] as const)
    it(`says that a retention in ${mode} mode stands in the way, until when, and no key`, async () => {
      const retention = { Retention: { Mode: mode, RetainUntilDate: new Date("2033-01-01T00:00:00Z") } };
      const message = await refusalOf(refusingS3({ GetObjectRetentionCommand: retention }));
      expect(message).to.match(/^S3 refuses to delete 1 versions in logs \(AccessDenied\)\./);
      expect(message).to.match(sentence);
      expect(message).not.to.contain("Plantagenet");
    });

  it("says that a legal hold stands in the way", async () => {
    const message = await refusalOf(
      refusingS3({ GetObjectLegalHoldCommand: { LegalHold: { Status: "ON" } } }),
    );
    expect(message).to.contain("A legal hold is on them");
  });

  it("names the permission where no lock does", async () => {
    expect(await refusalOf(refusingS3({}))).to.contain("Deleting them takes s3:DeleteObjectVersion");
  });

  it("goes on where a version was gone already, and gives up where something keeps writing", async () => {
    const gone = { Key: "Plantagenet^Eleanor.dcm", VersionId: "v1", Code: "NoSuchVersion" };
    const message = await refusalOf(refusingS3({ DeleteObjectsCommand: { Errors: [gone] } }));
    expect(message).to.match(/^Something keeps writing to logs/);
  });
});

describe("npm run destroy", function () {
  this.timeout(60_000);
  let server: TestS3;
  let fake: FakePulumi;

  const BUCKET_TYPE = "aws:s3/bucket:Bucket";
  const PROJECT = "medical-imaging-pipeline";
  const bucket = (name: string, protect = false, project = PROJECT) => ({
    type: BUCKET_TYPE,
    urn: `urn:pulumi:dev::${project}::${BUCKET_TYPE}::${name}`,
    id: name,
    protect,
    outputs: { bucket: name, region: "us-east-1" },
  });
  const logging = {
    type: "aws:s3/bucketLogging:BucketLogging",
    urn: `urn:pulumi:dev::${PROJECT}::aws:s3/bucketLogging:BucketLogging::l`,
    outputs: { bucket: "raw", targetBucket: "logs" },
  };
  const state = (...resources: object[]) => ({
    stdout: JSON.stringify({ version: 3, deployment: { resources } }),
  });

  const pretend = async (answers: FakeAnswers) => (fake = await createFakePulumi(answers));
  const run = (...args: string[]) =>
    runOperate(["destroy", ...args], {
      PATH: fake.folder,
      AWS_ENDPOINT_URL_S3: server.endpoint,
      AWS_ACCESS_KEY_ID: server.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: server.credentials.secretAccessKey,
      AWS_PROFILE: "",
    });
  const isDestroyed = async () => (await fake.calls()).some(([first]) => first === "destroy");

  beforeEach(async () => {
    server = await startS3Server({
      buckets: { logs: { versioning: true }, raw: { versioning: true } },
    });
    await fill(server.client(), "raw", 10);
    await fill(server.client(), "logs", 5);
  });
  afterEach(async () => {
    await server.close();
    await fake.remove();
  });

  it("shows what is lost, empties the buckets, and only then destroys", async () => {
    await pretend({ "stack export": state(bucket("logs"), bucket("raw"), logging) });
    const { exitCode, stderr } = await run("dev", "--yes");
    expect(stderr).to.match(/│ raw +│ +8 │ +12 │ +2 │ +0 │ +80 B │[^]*│ logs +│ +4 │ +6 │ +1 │ +0 │ +40 B │/);
    expect(stderr).to.contain("dev is gone").and.not.to.contain("Plantagenet");
    expect(exitCode).to.equal(0);
    const s3 = server.client();
    expect(await countContents(s3, "raw")).to.deep.equal(NOTHING);
    expect(await countContents(s3, "logs")).to.deep.equal(NOTHING);
    expect((await fake.calls()).map((args) => args.slice(0, 5).join(" "))).to.deep.equal([
      "stack export --stack dev --non-interactive",
      "destroy --stack dev --yes --skip-preview",
    ]);
  });

  it("empties once more what access logs filled again", async () => {
    const notEmpty = {
      stdout:
        "error: deleting S3 Bucket (logs): api error BucketNotEmpty: The bucket you tried to delete is not empty\n",
      exitCode: 1,
    };
    await pretend({ "stack export": state(bucket("logs")), destroy: [notEmpty, {}] });
    expect((await run("dev", "--yes")).exitCode).to.equal(0);
    expect((await fake.calls()).filter(([first]) => first === "destroy")).to.have.length(2);
  });

  it("refuses a stack that is protected, and says what to do", async () => {
    await pretend({ "stack export": state(bucket("raw", true)) });
    const { exitCode, stderr } = await run("prod", "--yes");
    expect(stderr).to.match(
      /^prod is protected against deletion \(raw\).*npx pulumi state unprotect --all -s prod/,
    );
    expect(exitCode).to.equal(1);
    expect(await countContents(server.client(), "raw")).to.include({ objects: 8 });
    expect(await isDestroyed()).to.equal(false);
  });

  for (const [what, name] of [
    ["of another project", "org/some-other-project/dev"],
    ["of another project behind this one's name", `${PROJECT}/some-other-project/dev`],
    ["that is selected by an empty name", ""],
    ["of an organization alone", "org/dev"],
    ["whose name is an option", "-dev"],
    ["whose name begins with a point", "../dev"],
  ] as const)
    it(`asks Pulumi nothing of a stack ${what}`, async () => {
      await pretend({ "stack export": state(bucket("raw")) });
      const { exitCode, stderr } = await run("--yes", "--", name);
      expect(stderr).to.match(/It must be (the name of a stack|a stack of medical-imaging-pipeline)/);
      expect(exitCode).to.equal(2);
      expect(await fake.calls()).to.deep.equal([]);
      expect(await countContents(server.client(), "raw")).to.include({ objects: 8 });
    });

  it("takes the whole name of a stack of this project", async () => {
    await pretend({ "stack export": state(bucket("raw")) });
    expect((await run(`org/${PROJECT}/dev`, "--yes")).exitCode).to.equal(0);
    expect(await isDestroyed()).to.equal(true);
  });

  it("deletes nothing of a stack whose state names another project", async () => {
    await pretend({ "stack export": state(bucket("logs"), bucket("raw", false, "some-other-project")) });
    const { exitCode, stderr } = await run("dev", "--yes");
    expect(stderr).to.match(/^dev has resources of another project \(some-other-project\)/);
    expect(exitCode).to.equal(1);
    for (const [name, objects] of [
      ["raw", 8],
      ["logs", 4],
    ] as const)
      expect(await countContents(server.client(), name)).to.include({ objects });
    expect(await isDestroyed()).to.equal(false);
  });

  it("deletes nothing where nobody can be asked", async () => {
    await pretend({ "stack export": state(bucket("raw")) });
    const { exitCode, stderr } = await run("dev");
    expect(stderr).to.contain("--yes confirms it");
    expect(exitCode).to.equal(2);
    expect(await countContents(server.client(), "raw")).to.include({ objects: 8 });
    expect(await isDestroyed()).to.equal(false);
  });

  it("says what is wrong with the credentials", async () => {
    await pretend({ "stack export": state(bucket("raw")) });
    const { exitCode, stderr } = await runOperate(["destroy", "dev", "--yes"], {
      PATH: fake.folder,
      AWS_ENDPOINT_URL_S3: server.endpoint,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    });
    expect(stderr).to.match(/^No AWS credentials were found\. .*\n$/);
    expect(exitCode).to.equal(1);
  });
});

describe("the confirmation of a destruction", () => {
  it("is the stack's name, typed", async () => {
    const answering = (answer: string) => {
      const input = Object.assign(Readable.from([`${answer}\n`]), { isTTY: true });
      return confirmByTyping("This cannot be undone.", "dev", { input, output: new PassThrough() });
    };
    expect(await answering("dev")).to.equal(true);
    expect(await answering("yes")).to.equal(false);
  });
});
