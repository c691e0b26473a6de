import { expect } from "chai";
import { evaluateAccess } from "../../../../src/local/iam/policyEvaluator";
import { parsePolicyDocument } from "../../../../src/local/iam/policyDocument";
import { evaluateProgram } from "../../../../src/local/program";
import {
  ACCOUNT_ID,
  declaredStack,
  ofType,
  PROJECT_ROOT,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";

const BUCKET = "aws:s3/bucket:Bucket";
const ROLES = ["raw-dicom", "processed-dicom", "logs"];

for (const name of STACKS)
  describe(`storage of ${name}`, () => {
    let stack: DeclaredStack;
    before(async () => (stack = await declaredStack(name)));

    const configuration = (kind: string, role: string) => {
      const { bucket, ...rest } = theOne(
        stack,
        `aws:s3/${kind[0]!.toLowerCase()}${kind.slice(1)}:${kind}`,
        role,
      ).inputs;
      expect(bucket).to.equal(theOne(stack, BUCKET, role).id);
      return rest;
    };

    it("has three buckets, left to Pulumi to name", () => {
      const buckets = ofType(stack, BUCKET);
      expect(buckets.map((bucket) => bucket.name)).to.have.members(
        ROLES.map((role) => `medical-imaging-pipeline-${name}-${role}`),
      );
      for (const bucket of buckets) expect(bucket.inputs).to.not.have.property("bucket");
    });

    it("tags each bucket with what its content may tell", () => {
      const tagsOf = (role: string) => theOne(stack, BUCKET, role).inputs.tags;
      const common = { project: "medical-imaging-pipeline", environment: name };
      expect(tagsOf("raw-dicom")).to.deep.equal({ ...common, dataClassification: "phi" });
      expect(tagsOf("processed-dicom")).to.deep.equal({ ...common, dataClassification: "deidentified" });
      expect(tagsOf("logs")).to.deep.equal({ ...common, dataClassification: "phi" });
    });

    it("refuses to delete the buckets of production only", () => {
      for (const bucket of ofType(stack, BUCKET)) expect(bucket.protect).to.equal(name === "prod");
    });

    for (const role of ROLES)
      describe(role, () => {
        it("keeps versions", () =>
          expect(configuration("BucketVersioning", role)).to.deep.equal({
            versioningConfiguration: { status: "Enabled" },
          }));

        it("is encrypted", () =>
          expect(configuration("BucketServerSideEncryptionConfiguration", role)).to.deep.equal({
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
          }));

        it("blocks public access in all four ways", () =>
          expect(configuration("BucketPublicAccessBlock", role)).to.deep.equal({
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
          }));

        it("belongs to its owner, without access lists", () =>
          expect(configuration("BucketOwnershipControls", role)).to.deep.equal({
            rule: { objectOwnership: "BucketOwnerEnforced" },
          }));

        it("denies every request without TLS", () => {
          const arn = textOf(theOne(stack, BUCKET, role), "arn");
          const [tlsOnly] = statementsOf(theOne(stack, "aws:s3/bucketPolicy:BucketPolicy", role));
          expect(tlsOnly).to.deep.equal({
            Sid: "TlsOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [arn, `${arn}/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          });
        });

        it("moves objects to IA and Glacier, and lets go of what is left over", () => {
          const days = name === "dev" ? 30 : 90;
          const { rules } = configuration("BucketLifecycleConfiguration", role) as {
            rules: Record<string, unknown>[];
          };
          expect(rules.slice(0, 2).map((rule) => [rule.status, rule.filter])).to.deep.equal([
            ["Enabled", role === "logs" ? { prefix: "audit/" } : {}],
            ["Enabled", {}],
          ]);
          expect(rules[0]!.transitions).to.deep.equal([
            { days, storageClass: "STANDARD_IA" },
            { days: 2 * days, storageClass: "GLACIER" },
          ]);
          expect(rules[1]!.abortIncompleteMultipartUpload).to.deep.equal({ daysAfterInitiation: 7 });
          expect(rules[1]!.noncurrentVersionExpiration).to.deep.equal({ noncurrentDays: 2 * days });
        });
      });

    it("lets logs, trails, reports of reprocessing and markers of studies go, and nothing else", () => {
      for (const role of ROLES) {
        const { rules } = configuration("BucketLifecycleConfiguration", role) as {
          rules: { filter: object; expiration?: { days?: number } }[];
        };
        const expiring = rules.filter(({ expiration }) => expiration?.days !== undefined);
        const expected: Record<string, unknown[]> = {
          "raw-dicom": [[{ prefix: "reprocessing/" }, { days: 90 }]],
          "processed-dicom": [],
          logs: [
            [{ prefix: "access/" }, { days: 90 }],
            [{ prefix: "cloudtrail/" }, { days: 90 }],
            [{ prefix: "reprocessing/" }, { days: 90 }],
            [{ prefix: "study-markers/" }, { days: 30 }],
          ],
        };
        expect(expiring.map(({ filter, expiration }) => [filter, expiration])).to.deep.equal(expected[role]);
      }
    });

    it("logs access to raw and processed under access/ of the logs bucket", () => {
      const logs = theOne(stack, BUCKET, "logs").id;
      for (const role of ["raw-dicom", "processed-dicom"])
        expect(configuration("BucketLogging", role)).to.deep.equal({
          targetBucket: logs,
          targetPrefix: `access/${role}/`,
        });
      expect(ofType(stack, "aws:s3/bucketLogging:BucketLogging")).to.have.length(2);
    });

    it("lets S3's log delivery write there for these two buckets alone", () => {
      const arnOf = (role: string) => textOf(theOne(stack, BUCKET, role), "arn");
      const [delivery, ...rest] = statementsOf(
        theOne(stack, "aws:s3/bucketPolicy:BucketPolicy", "logs"),
      ).filter(({ Effect }) => Effect !== "Deny");
      expect(rest).to.deep.equal([]);
      expect(delivery).to.deep.equal({
        Sid: "ReceiveAccessLogs",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${arnOf("logs")}/access/*`,
        Condition: {
          ArnLike: { "aws:SourceArn": [arnOf("raw-dicom"), arnOf("processed-dicom")] },
          StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
        },
      });
    });

    it("lets nobody else in by a bucket policy", () => {
      for (const role of ["raw-dicom", "processed-dicom"]) {
        const statements = statementsOf(theOne(stack, "aws:s3/bucketPolicy:BucketPolicy", role));
        expect(new Set(statements.map(({ Effect }) => Effect))).to.deep.equal(new Set(["Deny"]));
      }
    });

    it("refuses to store an object with another encryption than the bucket's", () => {
      for (const role of ROLES)
        expect(
          statementsOf(theOne(stack, "aws:s3/bucketPolicy:BucketPolicy", role))[1]?.Condition,
        ).to.deep.equal({
          Null: { "s3:x-amz-server-side-encryption": "false" },
          StringNotEquals: { "s3:x-amz-server-side-encryption": "AES256" },
        });
    });

    it("refuses to store an object under a key that the sender brings", () => {
      for (const role of ROLES)
        expect(
          statementsOf(theOne(stack, "aws:s3/bucketPolicy:BucketPolicy", role)).find(
            ({ Sid }) => Sid === "NoKeyOfTheSender",
          ),
        ).to.deep.include({
          Effect: "Deny",
          Principal: "*",
          Action: "s3:PutObject",
          Resource: `${textOf(theOne(stack, BUCKET, role), "arn")}/*`,
          Condition: { Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } },
        });
    });
  });

describe("storage with a key in KMS", () => {
  let stack: DeclaredStack;
  let keyArn: string;
  before(async () => {
    const config = { "medical-imaging-pipeline:encryption": "kms" };
    const region = "eu-central-1";
    stack = await evaluateProgram({
      stack: "prod",
      projectRoot: PROJECT_ROOT,
      region,
      accountId: ACCOUNT_ID,
      config,
    });
    keyArn = textOf(theOne(stack, "aws:kms/key:Key", "-data"), "arn");
  });

  const evaluate = (role: string, context: Record<string, string>) => {
    const bucket = textOf(theOne(stack, BUCKET, role), "arn");
    const policy = parsePolicyDocument(
      textOf(theOne(stack, "aws:s3/bucketPolicy:BucketPolicy", role), "policy"),
    );
    const allow = parsePolicyDocument(
      JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
    );
    const principal = { kind: "identity", arn: `arn:aws:iam::${ACCOUNT_ID}:role/anyone` } as const;
    const request = { principal, action: "s3:PutObject", resource: `${bucket}/a.dcm`, context };
    return evaluateAccess({ identity: [allow], resource: [policy] }, request);
  };
  const withKey = (algorithm: string, key?: string) => ({
    "aws:securetransport": "true",
    "s3:x-amz-server-side-encryption": algorithm,
    ...(key === undefined ? {} : { "s3:x-amz-server-side-encryption-aws-kms-key-id": key }),
  });

  it("rotates the key every year, and takes 30 days to delete it", () => {
    const { inputs, protect } = theOne(stack, "aws:kms/key:Key", "-data");
    expect(inputs).to.include({ enableKeyRotation: true, deletionWindowInDays: 30 });
    expect(protect).to.equal(true);
  });

  it("encrypts raw and processed with it, with bucket keys, and the logs with S3's own", () => {
    const ruleOf = (role: string) =>
      theOne(
        stack,
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        role,
      ).inputs.rules;
    const byKms = [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        bucketKeyEnabled: true,
      },
    ];
    expect(ruleOf("raw-dicom")).to.deep.equal(byKms);
    expect(ruleOf("processed-dicom")).to.deep.equal(byKms);
    expect(ruleOf("logs")).to.deep.equal([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
  });

  it("refuses writes with S3's own keys or another key, and takes those that ask for none or for this one", () => {
    for (const role of ["raw-dicom", "processed-dicom"]) {
      expect(evaluate(role, { "aws:securetransport": "true" }).allowed).to.equal(true);
      expect(evaluate(role, withKey("aws:kms", keyArn)).allowed).to.equal(true);
      expect(evaluate(role, withKey("AES256")).detail).to.equal("OwnEncryptionOnly");
      expect(evaluate(role, withKey("aws:kms", `${keyArn}0`)).detail).to.equal("OwnKeyOnly");
    }
  });

  it("refuses writes with AWS's own key, which S3 takes for who asks for KMS and names none, or with the sender's", () => {
    const bySender = {
      "aws:securetransport": "true",
      "s3:x-amz-server-side-encryption-customer-algorithm": "AES256",
    };
    for (const role of ["raw-dicom", "processed-dicom"]) {
      expect(evaluate(role, withKey("aws:kms")).detail).to.equal("KmsWithKeyOnly");
      expect(evaluate(role, bySender).detail).to.equal("NoKeyOfTheSender");
    }
  });

  it("lets readers decrypt and writers encrypt, through this region's S3 only", () => {
    const actionsOf = (role: string) => {
      const policy = theOne(stack, "aws:iam/rolePolicy:RolePolicy", role);
      const using = statementsOf(policy).find(({ Sid }) => Sid === "UseDataKey");
      if (using === undefined) return undefined;
      expect(using.Resource).to.equal(keyArn);
      expect(using.Condition).to.deep.equal({
        StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" },
      });
      return using.Action;
    };
    expect(actionsOf("-ingestion")).to.deep.equal(["kms:Decrypt"]);
    expect(actionsOf("-validation")).to.deep.equal(["kms:Decrypt"]);
    expect(actionsOf("-deidentification")).to.deep.equal(["kms:Decrypt", "kms:GenerateDataKey"]);
    expect(actionsOf("workflow-prod")).to.deep.equal(["kms:GenerateDataKey"]);
    expect(actionsOf("-dispatch")).to.equal(undefined);
  });
});
