import { expect } from "chai";
import {
  declaredStack,
  ofType,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";

const BUCKET = "aws:s3/bucket:Bucket";
const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

for (const name of STACKS)
  describe(`locked audit records of ${name}`, () => {
    let stack: DeclaredStack;
    before(async () => (stack = await declaredStack(name, { auditRetentionDays: "365" })));
    const prefix = `medical-imaging-pipeline-${name}`;
    const bucketOf = (role: string) => theOne(stack, BUCKET, `${name}-${role}`);
    const statementIds = (role: string) =>
      statementsOf(theOne(stack, "aws:s3/bucketPolicy:BucketPolicy", `${name}-${role}`)).map(
        ({ Sid }) => Sid,
      );

    it("are not there unless asked for", async () => {
      const plain = await declaredStack(name);
      expect(ofType(plain, LOCK)).to.deep.equal([]);
      const write = statementsOf(theOne(plain, "aws:iam/rolePolicy:RolePolicy", "-deidentification")).find(
        ({ Sid }) => Sid === "WriteAuditRecord",
      );
      expect(write?.Action).to.equal("s3:PutObject");
    });

    it("lie in the logs bucket, which can lock and locks nothing by default, and is the same bucket as before", () => {
      const lock = theOne(stack, LOCK);
      expect(lock.inputs).to.deep.equal({ bucket: bucketOf("logs").id, objectLockEnabled: "Enabled" });
      expect(bucketOf("logs").inputs).to.not.have.property("objectLockEnabled");
    });

    it("send the access logs, which S3 delivers to no bucket with Object Lock, to a bucket of their own", () => {
      const accessLogs = bucketOf("access-logs");
      expect(accessLogs.name).to.equal(`${prefix}-access-logs`);
      for (const logging of ofType(stack, "aws:s3/bucketLogging:BucketLogging"))
        expect(logging.inputs.targetBucket).to.equal(accessLogs.id);
      expect(stack.outputs.accessLogsBucketName).to.equal(accessLogs.id);
      expect(statementIds("access-logs")).to.include("ReceiveAccessLogs");
      expect(statementIds("logs")).to.not.include("ReceiveAccessLogs");
      expect(accessLogs.inputs.tags).to.include({ dataClassification: "phi" });
    });

    it("let every access log expire, moving none before", () => {
      const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
      const rules = theOne(stack, lifecycle, "access-logs").inputs.rules as {
        id: string;
        expiration?: object;
      }[];
      expect(rules.map(({ id }) => id)).to.deep.equal([
        "expire-what-is-left-over",
        "expire-access",
        "expire-cloudtrail",
      ]);
      expect(rules[1]?.expiration).to.deep.equal({ days: 90 });
    });

    it("let the de-identification lock what it writes there, and nobody lift a lock", () => {
      const policies = ofType(stack, "aws:iam/rolePolicy:RolePolicy");
      const locking = policies.filter((policy) => textOf(policy, "policy").includes("Retention"));
      expect(locking.map((policy) => policy.name)).to.deep.equal([`${prefix}-deidentification`]);
      const write = statementsOf(locking[0]!).find(({ Sid }) => Sid === "WriteAuditRecord");
      expect(write).to.deep.include({
        Action: ["s3:PutObject", "s3:PutObjectRetention"],
        Resource: `${textOf(bucketOf("logs"), "arn")}/audit/*`,
      });
      for (const policy of policies) expect(textOf(policy, "policy")).to.not.include("BypassGovernance");
    });
  });
