import type { DeclaredStack } from "../../support/pulumi/declared";
import { set, take, type Mutation } from "./change";

const expiring = (prefix: string) => ({
  rules: [
    {
      id: "old",
      status: "Enabled",
      filter: { prefix },
      expiration: { days: 1 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ],
});

/** Object Lock, and the right to write with a retention that goes with it. */
const withoutLock = (stack: DeclaredStack): DeclaredStack => {
  const taken = take("BucketObjectLockConfiguration", "")(stack);
  const resources = taken.resources.map((one) =>
    one.type === "aws:iam/rolePolicy:RolePolicy"
      ? {
          ...one,
          inputs: {
            ...one.inputs,
            policy: String(one.inputs.policy).replace(/,?"s3:PutObjectRetention"/, ""),
          },
        }
      : one,
  );
  return { ...taken, resources };
};

/** What ends what is kept earlier than it was to be. */
export const RETENTION_MUTATIONS: readonly Mutation[] = [
  {
    what: "takes the trail away that the configuration has",
    config: { enableCloudTrail: "true" },
    change: take("Trail", ""),
    breaks: { "trail-kept": /there is no trail/ },
  },
  {
    what: "takes Object Lock away together with the right to retain",
    config: { auditRetentionDays: "365" },
    change: withoutLock,
    breaks: { "audit-retention-kept": /no bucket locks/ },
  },
  ...["raw-dicom", "processed-dicom"].map((bucket) => ({
    what: `takes the access logs of ${bucket} away`,
    change: take("BucketLogging", `-${bucket}`),
    breaks: { "bucket-complete": /access logs/ },
  })),
  {
    what: "keeps a log of production for a day",
    change: set("LogGroup", "-ingestion", { retentionInDays: 1 }),
    breaks: { "log-retention": /30 at least/ },
  },
  ...["access/", "cloudtrail/", "study-markers/"].map((prefix) => ({
    what: `deletes images that somebody sends under ${prefix}`,
    change: set("BucketLifecycleConfiguration", "-raw-dicom", expiring(prefix)),
    breaks: { "bucket-keeps-its-objects": /only reprocessing\/ may expire here/ },
  })),
];
