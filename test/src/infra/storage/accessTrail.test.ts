import { expect } from "chai";
import { evaluateAccess } from "../../../../src/local/iam/policyEvaluator";
import { parsePolicyDocument } from "../../../../src/local/iam/policyDocument";
import { estimateBill } from "../../../../src/operate/cost/estimate";
import { describeProgram } from "../../../../src/operate/declaredProgram";
import {
  ACCOUNT_ID,
  declaredStack,
  ofType,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";

const TRAIL = "aws:cloudtrail/trail:Trail";
const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

for (const name of STACKS)
  describe(`trail of ${name}`, () => {
    const trailName = `medical-imaging-pipeline-${name}-raw-dicom`;
    const trailArn = `arn:aws:cloudtrail:us-east-1:${ACCOUNT_ID}:trail/${trailName}`;
    let plain: DeclaredStack;
    let stack: DeclaredStack;
    let locking: DeclaredStack;
    before(async () => {
      plain = await declaredStack(name);
      stack = await declaredStack(name, { enableCloudTrail: "true" });
      locking = await declaredStack(name, { enableCloudTrail: "true", auditRetentionDays: "365" });
    });

    const arnOf = (role: string, of = stack) => textOf(theOne(of, BUCKET, `${name}-${role}`), "arn");
    const policyOf = (role: string, of = stack) => theOne(of, POLICY, `${name}-${role}`);

    it("is not there unless asked for, and nobody may deliver one", () => {
      expect(ofType(plain, TRAIL)).to.deep.equal([]);
      expect(plain.outputs.trailArn).to.equal(undefined);
      for (const policy of ofType(plain, POLICY))
        expect(textOf(policy, "policy")).to.not.include("cloudtrail.amazonaws.com");
    });

    it("records every read and write of the raw bucket's objects, and nothing else", () => {
      const { inputs } = theOne(stack, TRAIL);
      expect(inputs.advancedEventSelectors).to.deep.equal([
        {
          name: "Objects of the raw bucket",
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::S3::Object"] },
            { field: "resources.ARN", startsWiths: [`${arnOf("raw-dicom")}/`] },
          ],
        },
      ]);
      expect(inputs).to.not.have.any.keys("eventSelectors", "insightSelectors", "kmsKeyId", "enableLogging");
      expect(inputs).to.include({
        enableLogFileValidation: true,
        isMultiRegionTrail: false,
        isOrganizationTrail: false,
        includeGlobalServiceEvents: false,
      });
    });

    it("is delivered to where access logs go, once the bucket takes it", () => {
      for (const [of, role] of [
        [stack, "logs"],
        [locking, "access-logs"],
      ] as const) {
        const trail = theOne(of, TRAIL);
        expect(trail.inputs.s3BucketName).to.equal(theOne(of, BUCKET, `${name}-${role}`).id);
        expect(trail.inputs.s3KeyPrefix).to.equal("cloudtrail");
        for (const logging of ofType(of, "aws:s3/bucketLogging:BucketLogging"))
          expect(logging.inputs.targetBucket).to.equal(trail.inputs.s3BucketName);
        expect(trail.dependsOn).to.include(policyOf(role, of).urn);
      }
    });

    it("has files that expire after 90 days", () => {
      const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
      for (const [of, role] of [
        [stack, `${name}-logs`],
        [locking, `${name}-access-logs`],
        [plain, `${name}-logs`], // what was left before it was switched off
      ] as const) {
        const rules = theOne(of, lifecycle, role).inputs.rules as { filter: object; expiration?: object }[];
        expect(
          rules.find(({ filter }) => "prefix" in filter && filter.prefix === "cloudtrail/"),
        ).to.deep.equal({
          id: "expire-cloudtrail",
          status: "Enabled",
          filter: { prefix: "cloudtrail/" },
          expiration: { days: 90 },
        });
      }
    });

    it("is named as the bucket's policy says, and has the output trailArn", () => {
      expect(theOne(stack, TRAIL).inputs.name).to.equal(trailName);
      expect(theOne(stack, TRAIL).state.arn).to.equal(trailArn);
      expect(stack.outputs.trailArn).to.equal(trailArn);
    });

    it("is let in by the receiving bucket alone, as this very trail", () => {
      const ofTrail = (role: string, of: DeclaredStack) =>
        statementsOf(policyOf(role, of)).filter(({ Sid }) => Sid.includes("Trail"));
      for (const role of ["raw-dicom", "processed-dicom"]) expect(ofTrail(role, stack)).to.deep.equal([]);
      expect(ofTrail("logs", locking)).to.deep.equal([]);
      for (const [of, role] of [
        [stack, "logs"],
        [locking, "access-logs"],
      ] as const) {
        const common = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
        expect(ofTrail(role, of)).to.deep.equal([
          {
            Sid: "ShowOwnershipToTrail",
            ...common,
            Action: "s3:GetBucketAcl",
            Resource: arnOf(role, of),
            Condition: { StringEquals: { "aws:SourceArn": trailArn } },
          },
          {
            Sid: "ReceiveTrail",
            ...common,
            Action: "s3:PutObject",
            Resource: `${arnOf(role, of)}/cloudtrail/AWSLogs/${ACCOUNT_ID}/*`,
            Condition: {
              StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" },
            },
          },
        ]);
      }
    });

    it("can be delivered as CloudTrail does, encrypted by S3, and not by somebody else's trail or elsewhere", () => {
      const policy = parsePolicyDocument(textOf(policyOf("logs"), "policy"));
      const delivers = (key: string, sourceArn: string, more: Record<string, string> = {}) =>
        evaluateAccess(
          { identity: [], resource: [policy] },
          {
            principal: { kind: "service", service: "cloudtrail.amazonaws.com" },
            action: "s3:PutObject",
            resource: `${arnOf("logs")}/${key}`,
            context: {
              "aws:securetransport": "true",
              "aws:sourcearn": sourceArn,
              "s3:x-amz-acl": "bucket-owner-full-control",
              ...more,
            },
          },
        ).allowed;
      const encrypted = (algorithm: string) => ({ "s3:x-amz-server-side-encryption": algorithm });
      const file = `cloudtrail/AWSLogs/${ACCOUNT_ID}/CloudTrail/us-east-1/2026/11/21/a.json.gz`;
      const digest = `cloudtrail/AWSLogs/${ACCOUNT_ID}/CloudTrail-Digest/us-east-1/2026/11/21/a.json.gz`;
      for (const key of [file, digest]) {
        expect(delivers(key, trailArn), key).to.equal(true);
        expect(delivers(key, trailArn, encrypted("AES256")), key).to.equal(true);
      }
      expect(delivers(file, trailArn, encrypted("aws:kms"))).to.equal(false);
      expect(delivers(file, trailArn, { "aws:securetransport": "false" })).to.equal(false);
      expect(delivers(file, trailArn.replace(ACCOUNT_ID, "210987654321"))).to.equal(false);
      expect(delivers(file, `${trailArn}-2`)).to.equal(false);
      expect(delivers(file.replace(ACCOUNT_ID, "210987654321"), trailArn)).to.equal(false);
      expect(delivers("audit/2026/11/21/a.json", trailArn)).to.equal(false);
    });

    it("is said to hold what can identify a patient: object keys", () => {
      expect(theOne(stack, TRAIL).inputs.tags).to.include({ dataClassification: "phi" });
      expect(theOne(stack, BUCKET, `${name}-logs`).inputs.tags).to.include({ dataClassification: "phi" });
      expect(theOne(locking, BUCKET, `${name}-access-logs`).inputs.tags).to.include({
        dataClassification: "phi",
      });
    });

    it("costs the events of the raw bucket, not those of the other requests", () => {
      const volume = { filesPerMonth: 1000, meanSizeBytes: 10e6, month: 1 };
      const line = (of: DeclaredStack) =>
        estimateBill({ program: describeProgram(of), volume }).lines.find(
          ({ price }) => price === "trailDataEvents",
        );
      expect(line(plain)).to.equal(undefined);
      // The sender's, three reads, one part that S3 copies.
      expect(line(stack)).to.include({ service: "CloudTrail", quantity: 5000 });
      expect(line(stack)?.dollars).to.be.closeTo(0.005, 1e-9);
    });
  });
