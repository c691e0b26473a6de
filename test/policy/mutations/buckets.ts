import { set, take, add, edit, restate, without, type Mutation } from "./change";

const RAW = "raw-dicom";

/** What opens a bucket, or loses what is in it. */
export const BUCKET_MUTATIONS: readonly Mutation[] = [
  ...["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map((block) => ({
    what: `sets ${block} to false`,
    change: set("BucketPublicAccessBlock", RAW, { [block]: false }),
    breaks: { "bucket-public-access-blocked": new RegExp(`${block} has to be true`) },
  })),
  {
    what: "leaves a block out",
    change: set("BucketPublicAccessBlock", RAW, { ignorePublicAcls: undefined }),
    breaks: { "bucket-public-access-blocked": /ignorePublicAcls/ },
  },
  {
    what: "gives a bucket an access control list",
    change: add("aws:s3/bucketAcl:BucketAcl", { acl: "public-read" }),
    breaks: { "type-known": /added: .*BucketAcl/ },
  },
  {
    what: "gives a bucket the old property acl",
    change: set("Bucket", RAW, { acl: "public-read" }),
    breaks: { "parts-declared-apart": /acl/ },
  },
  {
    what: "lets access control lists count",
    change: set("BucketOwnershipControls", RAW, { rule: { objectOwnership: "ObjectWriter" } }),
    breaks: { "bucket-without-access-lists": /BucketOwnerEnforced/ },
  },
  {
    what: "has no default encryption",
    change: set("BucketServerSideEncryptionConfiguration", RAW, { rules: [] }),
    breaks: { "bucket-encrypted": /AES256/ },
  },
  {
    what: "encrypts with AWS's key of KMS",
    change: set("BucketServerSideEncryptionConfiguration", RAW, {
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
    }),
    breaks: { "bucket-encrypted": /key of the stack/, "bucket-refuses-other-encryption": /raw-dicom/ },
  },
  ...["raw-dicom", "processed-dicom", "logs"].map((bucket) => ({
    what: `takes other encryption in ${bucket}`,
    change: restate("BucketPolicy", bucket, without("OwnEncryptionOnly")),
    breaks: { "bucket-refuses-other-encryption": new RegExp(`${bucket}: .*encryption is another`) },
  })),
  {
    what: "takes other keys",
    config: { encryption: "kms" },
    change: restate("BucketPolicy", RAW, without("OwnKeyOnly")),
    breaks: { "bucket-refuses-other-encryption": /key-id is another/ },
  },
  {
    what: "takes AWS's key of KMS from who names none",
    config: { encryption: "kms" },
    change: restate("BucketPolicy", RAW, without("KmsWithKeyOnly")),
    breaks: { "bucket-refuses-other-encryption": /encryption is there without .*key-id/ },
  },
  ...["aes256", "kms"].map((encryption) => ({
    what: `takes keys of senders beside ${encryption}`,
    config: { encryption },
    change: restate("BucketPolicy", RAW, without("NoKeyOfTheSender")),
    breaks: { "bucket-refuses-other-encryption": /customer-algorithm is there/ },
  })),
  {
    what: "refuses keys of senders with one algorithm only",
    change: restate(
      "BucketPolicy",
      RAW,
      edit("NoKeyOfTheSender", {
        Condition: {
          Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" },
          StringEquals: { "s3:x-amz-server-side-encryption-customer-algorithm": "AES256" },
        },
      }),
    ),
    breaks: { "bucket-refuses-other-encryption": /customer-algorithm is there/ },
  },
  {
    what: "asks for another key than the bucket's",
    config: { encryption: "kms" },
    change: restate(
      "BucketPolicy",
      RAW,
      edit("OwnKeyOnly", {
        Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "arn:other" } },
      }),
    ),
    breaks: { "bucket-refuses-other-encryption": /key-id is another/ },
  },
  {
    what: "refuses other encryption under one prefix only",
    change: restate("BucketPolicy", RAW, edit("OwnEncryptionOnly", { Resource: "arn:aws:s3:::b/studies/*" })),
    breaks: { "bucket-refuses-other-encryption": /raw-dicom/ },
  },
  {
    what: "refuses other encryption to one role only",
    change: restate(
      "BucketPolicy",
      RAW,
      edit("OwnEncryptionOnly", { Principal: { AWS: "arn:aws:iam::123456789012:role/r" } }),
    ),
    breaks: { "bucket-refuses-other-encryption": /raw-dicom/ },
  },
  {
    what: "suspends versioning",
    change: set("BucketVersioning", RAW, { versioningConfiguration: { status: "Suspended" } }),
    breaks: { "bucket-versioned": /Enabled/ },
  },
  {
    what: "deletes images after a year",
    change: set("BucketLifecycleConfiguration", "processed-dicom", {
      rules: [
        {
          id: "old",
          filter: {},
          expiration: { days: 365 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    }),
    breaks: { "bucket-keeps-its-objects": /old deletes what is under ""/ },
  },
  {
    what: "deletes audit records",
    change: set("BucketLifecycleConfiguration", "logs", {
      rules: [
        {
          id: "audit",
          filter: { prefix: "audit/" },
          expiration: { days: 3650 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    }),
    breaks: { "bucket-keeps-its-objects": /audit\// },
  },
  {
    what: "keeps overwritten versions for a day",
    change: set("BucketLifecycleConfiguration", RAW, {
      rules: [
        {
          id: "short",
          filter: {},
          noncurrentVersionExpiration: { noncurrentDays: 1 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    }),
    breaks: { "bucket-keeps-its-objects": /30 days/ },
  },
  {
    what: "keeps unfinished uploads",
    change: set("BucketLifecycleConfiguration", RAW, { rules: [] }),
    breaks: { "unfinished-uploads-end": /unfinished/ },
  },
  {
    what: "locks objects for no time",
    change: add("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", {
      rule: { defaultRetention: { mode: "GOVERNANCE" } },
    }),
    breaks: { "object-lock-kept": /number of days/ },
  },
  {
    what: "ends Object Lock",
    config: { auditRetentionDays: "365" },
    change: set("BucketObjectLockConfiguration", "logs", { objectLockEnabled: "Disabled" }),
    breaks: { "object-lock-kept": /Enabled/ },
  },
  {
    what: "takes Object Lock away from under the records",
    config: { auditRetentionDays: "365" },
    change: take("BucketObjectLockConfiguration", "logs"),
    breaks: { "audit-retention-kept": /no bucket locks/ },
  },
  {
    what: "empties a bucket to delete it",
    change: set("Bucket", RAW, { forceDestroy: true }),
    breaks: { "bucket-not-emptied": /forceDestroy/ },
  },
  ...[
    "BucketPublicAccessBlock",
    "BucketOwnershipControls",
    "BucketServerSideEncryptionConfiguration",
    "BucketVersioning",
    "BucketPolicy",
    "BucketLifecycleConfiguration",
  ].map((part) => ({
    what: `takes the ${part} of a bucket away`,
    change: take(part, RAW),
    breaks: { "bucket-complete": /raw-dicom: the bucket has to have/ },
  })),
];
