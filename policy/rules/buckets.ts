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
  types: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
  check({ props }) {
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
  ...(textOf(kmsMasterKeyId) === ""
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

/** Whether DICOM objects are kept in the bucket, and not what is written about them. */
export const holdsImages = ({ name }: DeclaredThing): boolean => name.endsWith("-dicom");

const IMAGE_BUCKET_PARTS: Readonly<Record<string, string>> = { BucketLogging: "access logs" };

const complete: Rule = {
  name: "bucket-complete",
  description: "Every bucket has what protects it.",
  checkStack: (resources) =>
    resources
      .filter(({ type }) => type === "aws:s3/bucket:Bucket")
      .flatMap((bucket) => {
        const parts = resources.filter((other) => isOf(bucket, other));
        return Object.entries({ ...BUCKET_PARTS, ...(holdsImages(bucket) && IMAGE_BUCKET_PARTS) })
          .filter(([part]) => !parts.some(({ type }) => type.endsWith(`:${part}`)))
          .map(([, what]) => ({ resource: bucket, message: `the bucket has to have ${what}` }));
      }),
};

export const bucketRules: readonly Rule[] = [
  publicAccess,
  accessLists,
  encryption,
  otherEncryption,
  versioning,
  notEmptied,
  complete,
];
