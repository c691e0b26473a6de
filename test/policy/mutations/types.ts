import { declaredStatement } from "../statement";
import { add, plus, set, type Mutation } from "./change";

const BUCKET = "medical-imaging-pipeline-prod-raw-dicom";

const letsEverybodyIn = declaredStatement(
  undefined,
  plus({ Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${BUCKET}/*` }),
);

const ADDED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2": {
    bucket: BUCKET,
    rules: [{ id: "all", status: "Enabled", filter: {}, expiration: { days: 1 } }],
  },
  "aws:s3/bucketVersioningV2:BucketVersioningV2": {
    bucket: BUCKET,
    versioningConfiguration: { status: "Suspended" },
  },
  "aws:s3/bucketV2:BucketV2": { acl: "public-read" },
  "aws:s3/accessPoint:AccessPoint": { bucket: BUCKET, policy: letsEverybodyIn },
  "aws:kms/grant:Grant": {
    keyId: "key",
    granteePrincipal: "arn:aws:iam::999999999999:root",
    operations: ["Decrypt"],
  },
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": {
    roleName: "role",
    policyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
  },
  "aws-native:s3:Bucket": {},
  "pulumi-nodejs:dynamic:Resource": {},
};

/** What opens or deletes something by a type or an input that no other rule looks at. */
export const TYPE_MUTATIONS: readonly Mutation[] = [
  ...Object.entries(ADDED).map(([type, inputs]) => ({
    what: `adds a ${type}`,
    change: add(type, inputs),
    breaks: { "type-known": new RegExp(`added: a ${type} is not in`) },
  })),
  {
    what: "lets a bucket expire what it holds by an input of its own",
    change: set("Bucket", "-raw-dicom", { lifecycleRules: [{ enabled: true, expiration: { days: 1 } }] }),
    breaks: { "parts-declared-apart": /lifecycleRules/ },
  },
  {
    what: "lets everybody read a bucket by an input of its own",
    change: set("Bucket", "-raw-dicom", { policy: letsEverybodyIn }),
    breaks: { "parts-declared-apart": /raw-dicom: policy/ },
  },
  {
    what: "lets everybody use a queue by an input of its own",
    change: set("Queue", "-ingest", { policy: letsEverybodyIn }),
    breaks: { "parts-declared-apart": /ingest: policy/ },
  },
  {
    what: "gives a role a policy by an input of its own",
    change: set("Role", "-ingestion", { inlinePolicies: [{ name: "more", policy: letsEverybodyIn }] }),
    breaks: { "parts-declared-apart": /inlinePolicies/ },
  },
];
