import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { runStack, stackInstance, withPolicy, type RunningStack } from "../../support/local/runningStack";
import { declaredStack } from "../../support/pulumi/declared";
import { failureOf } from "../../support/s3/failure";

const DAY_MS = 24 * 60 * 60 * 1000;
const CONFIG = { auditRetentionDays: "30", auditRetentionMode: "compliance" };

describe("a local stack that locks its audit records", function () {
  this.timeout(60_000);
  let running: RunningStack | undefined;
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  it("writes a record that nobody can delete, and that a later one does not replace", async () => {
    running = await runStack(await declaredStack("dev", CONFIG));
    const { s3, stack, bucket, keys, process } = running;
    expect(await process("in/a.dcm", await stackInstance())).to.include({ status: "SUCCEEDED" });
    expect(stack.problems).to.deep.equal([]);
    const Bucket = bucket("logsBucketName");
    const [Key = ""] = await keys("logsBucketName", "audit/");

    const { VersionId, ...head } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head.ObjectLockMode).to.equal("COMPLIANCE");
    // The function's clock is a little behind the time of the write; headers tell whole seconds.
    const lockedMs = head.ObjectLockRetainUntilDate!.getTime() - head.LastModified!.getTime();
    expect(Math.round(lockedMs / DAY_MS)).to.equal(30);
    const version = { Bucket, Key, VersionId };
    for (const BypassGovernanceRetention of [false, true]) {
      const removal = s3.send(new DeleteObjectCommand({ ...version, BypassGovernanceRetention }));
      expect(await failureOf(removal)).to.deep.equal({ name: "AccessDenied", statusCode: 403 });
    }
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    const { Body } = await s3.send(new GetObjectCommand(version));
    expect(JSON.parse(await Body!.transformToString())).to.have.property("recordVersion");
  });

  it("ends in quarantine without the permission to lock", async () => {
    const declared = await declaredStack("dev", CONFIG);
    const policy = ["aws:iam/rolePolicy:RolePolicy", "-deidentification"] as const;
    const withoutLock = withPolicy(declared, policy, (text) => text.replace(',"s3:PutObjectRetention"', ""));
    running = await runStack(withoutLock);
    const result = await running.process("in/a.dcm", await stackInstance());
    expect(result.failures).to.deep.include({ state: "DeidentificationStep", code: "AccessDenied" });
    expect(await running.keys("logsBucketName", "audit/")).to.deep.equal([]);
  });
});
