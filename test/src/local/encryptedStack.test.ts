import { PutObjectCommand, type PutObjectCommandInput } from "@aws-sdk/client-s3";
import { expect } from "chai";
import {
  runStack,
  stackInstance,
  withoutStatement,
  type RunningStack,
} from "../../support/local/runningStack";
import { declaredStack, type DeclaredStack } from "../../support/pulumi/declared";
import { failureOf } from "../../support/s3/failure";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const KEY = "aws:kms/key:Key";

describe("a local stack with a key of its own", function () {
  this.timeout(60_000);
  let declared: DeclaredStack;
  let running: RunningStack | undefined;
  before(async () => (declared = await declaredStack("dev", { encryption: "kms", encryptLogs: "true" })));
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  const start = async (type?: string, nameEnd = "", sid = "") =>
    (running = await runStack(type ? withoutStatement(declared, [type, nameEnd], sid) : declared));

  it("carries objects through and quarantines what is none, with the use of the key allowed to all who need it", async () => {
    const { stack, keys, process } = await start();
    for (const number of [1, 2])
      expect(await process(`in/${number}.dcm`, await stackInstance(number))).to.include({
        status: "SUCCEEDED",
      });
    expect(await process("in/letter.dcm", Buffer.from("Dear colleague"))).to.include({ code: "NOT_DICOM" });
    expect(stack.problems).to.deep.equal([]);
    expect(await keys("processedBucketName")).to.have.lengthOf(2);
    expect(await keys("rawBucketName", "quarantine/")).to.have.lengthOf(1);
  });

  it("refuses uploads under AWS's key, another one or the sender's, and takes those with its own, named or not", async () => {
    const { s3, bucket } = await start();
    const put = (how: Partial<PutObjectCommandInput>) =>
      s3.send(
        new PutObjectCommand({ Bucket: bucket("rawBucketName"), Key: "in/letter.txt", Body: "x", ...how }),
      );
    const key = (await put({})).SSEKMSKeyId;
    expect(key).to.match(/^arn:aws:kms:/);
    expect(await put({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: key })).to.include({ SSEKMSKeyId: key });
    const others: Partial<PutObjectCommandInput>[] = [
      { ServerSideEncryption: "aws:kms" },
      { ServerSideEncryption: "aws:kms", SSEKMSKeyId: `${key}0` },
      { ServerSideEncryption: "AES256" },
      { SSECustomerAlgorithm: "AES256", SSECustomerKey: "k".repeat(32) },
    ];
    for (const how of others)
      expect(await failureOf(put(how))).to.deep.equal({ name: "AccessDenied", statusCode: 403 });
  });

  it("refuses to read to a role that may not decrypt, as S3 does", async () => {
    const { process, keys } = await start(ROLE_POLICY, "-ingestion", "UseDataKey");
    const result = await process("in/a.dcm", await stackInstance());
    expect(result).to.include({ status: "FAILED", code: "PROCESSING_FAILED" });
    expect(result.failures).to.deep.include({ state: "IngestionStep", code: "AccessDenied" });
    expect(await keys("processedBucketName")).to.deep.equal([]);
  });

  it("refuses to write to a role that may not make data keys", async () => {
    const { process, keys } = await start(ROLE_POLICY, "-deidentification", "UseDataKey");
    const result = await process("in/a.dcm", await stackInstance());
    expect(result.failures).to.deep.include({ state: "DeidentificationStep", code: "AccessDenied" });
    expect(await keys("processedBucketName")).to.deep.equal([]);
  });

  it("refuses everybody, whatever their own policy says, where the key's policy does not leave it to them", async () => {
    const { s3, bucket } = await start(KEY, "-data", "UsedThroughServices");
    const put = new PutObjectCommand({ Bucket: bucket("rawBucketName"), Key: "in/a.dcm", Body: "x" });
    expect(await failureOf(s3.send(put))).to.deep.equal({ name: "AccessDenied", statusCode: 403 });
  });

  it("delivers no event where the key's policy does not let S3 send to the queue, and says so", async () => {
    const { s3, stack, bucket } = await start(KEY, "-data", "SentByRawBucket");
    await s3.send(new PutObjectCommand({ Bucket: bucket("rawBucketName"), Key: "in/a.dcm", Body: "x" }));
    await stack.idle();
    expect(stack.problems.join()).to.match(/the policy of its key does not let S3 send/);
  });

  it("starts nothing where dispatch may not use the key of the state machine", async () => {
    const { s3, stack, bucket } = await start(ROLE_POLICY, "-dispatch", "ExecuteWithDataKey");
    const started: string[] = [];
    stack.onExecution(({ kind }) => started.push(kind));
    await s3.send(new PutObjectCommand({ Bucket: bucket("rawBucketName"), Key: "in/a.dcm", Body: "x" }));
    await stack.idle();
    expect(started).to.deep.equal([]);
  });

  it("receives nothing where dispatch may not use the key of the queue, and says so", async () => {
    const { stack } = await start(ROLE_POLICY, "-dispatch", "ReceiveWithDataKey");
    expect(stack.problems.join()).to.match(/the function's role lacks kms:Decrypt/);
  });

  it("tells of no study where the workflow may not use the key of its queue, and of the object all the same", async () => {
    const { stack, process } = await start(ROLE_POLICY, "workflow-dev", "SendWithDataKey");
    expect(await process("in/a.dcm", await stackInstance())).to.include({ status: "SUCCEEDED" });
    await stack.idle();
    expect(stack.events.map(({ detailType }) => detailType)).to.deep.equal(["DICOM Object De-identified"]);
  });

  const refusedAtStart: [what: string, type: string, nameEnd: string, sid: string, says: RegExp][] = [
    [
      "the state machine's role may not use its key",
      ROLE_POLICY,
      "workflow-dev",
      "ExecuteWithDataKey",
      /no execution/,
    ],
    [
      "the state machine may not log",
      ROLE_POLICY,
      "workflow-dev",
      "LogWithDataKey",
      /lacks kms:GenerateDataKey/,
    ],
    ["log delivery may not open what is logged", KEY, "-data", "DeliveredToLogs", /lacks kms:Decrypt/],
    ["CloudWatch Logs may not use the key of the logs", KEY, "-logs", "EncryptLogGroups", /CloudWatch Logs/],
  ];
  for (const [what, type, nameEnd, sid, says] of refusedAtStart)
    it(`does not start where ${what}`, async () => {
      const error = await start(type, nameEnd, sid).catch((reason: unknown) => reason);
      expect(error).to.have.property("code", "CANNOT_RUN_LOCALLY");
      expect(error).to.have.property("message").that.matches(says);
    });
});
