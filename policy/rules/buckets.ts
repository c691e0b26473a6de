import {
  itemsOf,
  propertiesOf,
  textOf,
  unless,
  type DeclaredThing,
  type ResourceRule,
  type Rule,
} from "../rule";
import { deniesEverybody, statementsOf } from "../statements";

const BLOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/** Prefixes of what nobody needs after some time: everything else in a bucket stays. */
export const EXPIRING_PREFIXES: readonly string[] = [
  "access/",
  "cloudtrail/",
  "reprocessing/",
  "study-markers/",
];

const LONGEST_UNFINISHED_DAYS = 7;
const SHORTEST_NONCURRENT_DAYS = 30;

const publicAccess: ResourceRule = {
  name: "bucket-public-access-blocked",
  description: "A bucket blocks public access in all four ways.",
  types: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
  check: ({ props }) =>
    BLOCKS.filter((block) => props[block] !== true).map((block) => `${block} has to be true`),
};

const accessLists: ResourceRule = {
  name: "bucket-without-access-lists",
  description: "No access control list opens a bucket or an object: the owner's policies decide alone.",
  types: [
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketAcl:BucketAcl",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  ],
  check({ type, props }) {
    if (type.endsWith(":BucketAcl")) return ["a bucket has no access control list"];
    if (type.endsWith(":Bucket"))
      return ["acl", "grants"].filter((list) => list in props).map((list) => `${list} has to be absent`);
    const { objectOwnership } = propertiesOf(props.rule);
    return unless(
      objectOwnership === "BucketOwnerEnforced",
      "objectOwnership has to be BucketOwnerEnforced: access control lists count otherwise",
    );
  },
};

const encryption: ResourceRule = {
  name: "bucket-encrypted",
  description: "A bucket encrypts with S3's own keys or with a named key of KMS.",
  types: ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"],
  check: ({ props }) => {
    const byDefault = itemsOf(props.rules).map((rule) =>
      propertiesOf(propertiesOf(rule).applyServerSideEncryptionByDefault),
    );
    const isEncrypted = byDefault.some(
      (rule) =>
        rule.sseAlgorithm === "AES256" || (rule.sseAlgorithm === "aws:kms" && "kmsMasterKeyId" in rule),
    );
    return unless(isEncrypted, "the default has to be AES256, or aws:kms with a key of the stack");
  },
};

const HEADER = "s3:x-amz-server-side-encryption";

/** What s3:PutObject has to be denied for, and the conditions of the statement that does, by operator and key. Who asks for nothing gets the bucket's own. */
interface Refusal {
  readonly of: string;
  readonly conditions: Readonly<Record<string, string>>;
}

const other = (header: string, own: unknown): Refusal => ({
  of: `${header} is another`,
  conditions: { [`null ${header}`]: "false", [`stringnotequals ${header}`]: textOf(own) },
});

/** @param byDefault the encryption of a bucket for who asks for none */
const refusalsOf = ({
  sseAlgorithm,
  kmsMasterKeyId,
}: Readonly<Record<string, unknown>>): readonly Refusal[] => [
  ...(sseAlgorithm === undefined ? [] : [other(HEADER, sseAlgorithm)]),
  {
    of: `${HEADER}-customer-algorithm is there`,
    conditions: { [`null ${HEADER}-customer-algorithm`]: "false" },
  },
  ...(kmsMasterKeyId === undefined
    ? []
    : [
        other(`${HEADER}-aws-kms-key-id`, kmsMasterKeyId),
        {
          of: `${HEADER} is there without ${HEADER}-aws-kms-key-id`,
          conditions: { [`null ${HEADER}`]: "false", [`null ${HEADER}-aws-kms-key-id`]: "true" },
        },
      ]),
];

const otherEncryption: Rule = {
  name: "bucket-refuses-other-encryption",
  description: "The policy of a bucket refuses objects with another encryption or key than the bucket's own.",
  checkStack: (resources) =>
    resources
      .filter(({ type }) => type.endsWith(":BucketServerSideEncryptionConfiguration"))
      .flatMap(({ props, madeOf: { bucket = [] } }) => {
        const byDefault = propertiesOf(
          propertiesOf(itemsOf(props.rules)[0]).applyServerSideEncryptionByDefault,
        );
        return resources
          .filter(({ type }) => type === "aws:s3/bucketPolicy:BucketPolicy")
          .filter((policy) => bucket.some((one) => isOf(one, policy)))
          .flatMap((resource) =>
            refusalsOf(byDefault)
              .filter((refusal) => !refuses(resource, refusal))
              .map(({ of }) => ({
                resource,
                message: `the policy has to deny s3:PutObject to everybody where ${of}`,
              })),
          );
      }),
};

const refuses = ({ props }: DeclaredThing, { conditions }: Refusal): boolean =>
  statementsOf(props.policy).some(
    (statement) =>
      deniesEverybody(statement) &&
      statement.actions.includes("s3:PutObject") &&
      statement.resources.some((arn) => /^[^/]+\/\*$/.test(arn)) &&
      statement.conditions.size === Object.keys(conditions).length &&
      Object.entries(conditions).every(([key, value]) => statement.conditions.get(key)?.join() === value),
  );

const versioning: ResourceRule = {
  name: "bucket-versioned",
  description: "A bucket keeps the versions of what is overwritten or deleted.",
  types: ["aws:s3/bucketVersioning:BucketVersioning"],
  check: ({ props }) =>
    unless(
      propertiesOf(props.versioningConfiguration).status === "Enabled",
      "versioningConfiguration.status has to be Enabled",
    ),
};

const lifecycle: ResourceRule = {
  name: "bucket-keeps-its-objects",
  description:
    "No lifecycle rule deletes images or audit records; what is left over goes, and not too early.",
  types: ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"],
  check({ props }) {
    const rules = itemsOf(props.rules).map(propertiesOf);
    const unfinished = rules.map(
      (rule) => propertiesOf(rule.abortIncompleteMultipartUpload).daysAfterInitiation,
    );
    const areAborted = unfinished.some((days) => typeof days === "number" && days <= LONGEST_UNFINISHED_DAYS);
    return [
      ...rules.flatMap(deletions),
      ...unless(areAborted, `unfinished uploads have to end after ${LONGEST_UNFINISHED_DAYS} days at most`),
    ];
  },
};

function deletions(rule: Readonly<Record<string, unknown>>): readonly string[] {
  const { expiration, noncurrentVersionExpiration, filter, id } = rule;
  const { days, date } = propertiesOf(expiration);
  const prefix = textOf(propertiesOf(filter).prefix);
  const { noncurrentDays } = propertiesOf(noncurrentVersionExpiration);
  const mayExpire = EXPIRING_PREFIXES.some((expiring) => prefix.startsWith(expiring));
  return [
    ...unless(
      (days === undefined && date === undefined) || mayExpire,
      `${textOf(id)} deletes what is under "${prefix}": only ${EXPIRING_PREFIXES.join(", ")} may expire`,
    ),
    ...unless(
      noncurrentDays === undefined || Number(noncurrentDays) >= SHORTEST_NONCURRENT_DAYS || mayExpire,
      `${textOf(id)} has to keep overwritten versions for ${SHORTEST_NONCURRENT_DAYS} days at least`,
    ),
  ];
}

const objectLock: ResourceRule = {
  name: "object-lock-kept",
  description:
    "Where objects are locked, they stay so; a time that holds for all of them is a number of days or years.",
  types: ["aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"],
  check({ props }) {
    const { mode, days, years } = propertiesOf(propertiesOf(props.rule).defaultRetention);
    const isTime =
      ["COMPLIANCE", "GOVERNANCE"].includes(textOf(mode)) && (Number(days) > 0 || Number(years) > 0);
    return [
      ...unless((props.objectLockEnabled ?? "Enabled") === "Enabled", "objectLockEnabled has to be Enabled"),
      ...unless(
        !("rule" in props) || isTime,
        "the default retention has to be a mode and a number of days or years",
      ),
    ];
  },
};

const notEmptied: ResourceRule = {
  name: "bucket-not-emptied",
  description: "No bucket is emptied in order to be deleted.",
  types: ["aws:s3/bucket:Bucket"],
  check: ({ props }) => unless(props.forceDestroy !== true, "forceDestroy has to be absent or false"),
};

/** Whether a resource says something about this bucket. */
const isOf = (bucket: DeclaredThing, other: DeclaredThing): boolean =>
  (other.madeOf.bucket ?? []).some(({ urn }) => urn === bucket.urn);

/** What every bucket has, by the end of its type. */
const BUCKET_PARTS: Readonly<Record<string, string>> = {
  BucketPublicAccessBlock: "a block of public access",
  BucketOwnershipControls: "ownership controls",
  BucketServerSideEncryptionConfiguration: "encryption (enableS3Encryption true)",
  BucketVersioning: "versioning",
  BucketPolicy: "a policy",
  BucketLifecycleConfiguration: "a lifecycle",
};

const complete: Rule = {
  name: "bucket-complete",
  description: "Every bucket has what protects it.",
  checkStack: (resources) =>
    resources
      .filter(({ type }) => type === "aws:s3/bucket:Bucket")
      .flatMap((bucket) => {
        const parts = resources.filter((other) => isOf(bucket, other));
        return Object.entries(BUCKET_PARTS)
          .filter(([part]) => !parts.some(({ type }) => type.endsWith(`:${part}`)))
          .map(([, what]) => ({ resource: bucket, message: `the bucket has to have ${what}` }));
      }),
};

const lockConfigured: Rule = {
  name: "object-lock-complete",
  description: "Where a role writes objects with a retention, a bucket locks them.",
  checkStack: (resources) =>
    resources.some(({ type }) => type.endsWith(":BucketObjectLockConfiguration"))
      ? []
      : resources
          .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")
          .filter(({ props }) =>
            statementsOf(props.policy).some(({ actions }) => actions.includes("s3:PutObjectRetention")),
          )
          .map((resource) => ({
            resource,
            message: "no bucket locks what the role writes with a retention",
          })),
};

export const bucketRules: readonly Rule[] = [
  publicAccess,
  accessLists,
  encryption,
  otherEncryption,
  versioning,
  lifecycle,
  objectLock,
  notEmptied,
  complete,
  lockConfigured,
];
