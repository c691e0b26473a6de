import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { isProduction, namePrefix } from "../names";
import { tlsOnlyStatement, policyDocument, type PolicyStatement } from "../policyDocument";
import { resourceTags, type DataClassification } from "../tags";

/** Days after which an upload that was never completed is thrown away. */
const UNFINISHED_UPLOAD_DAYS = 7;

/** What a request says of encryption, as policies name it. */
const ENCRYPTION = "s3:x-amz-server-side-encryption";
const KMS_KEY = `${ENCRYPTION}-aws-kms-key-id`;
const CUSTOMER_KEY = `${ENCRYPTION}-customer-algorithm`;

export interface StorageBucketArgs {
  readonly config: StackConfig;
  /** The name that the stack sets; Pulumi makes one of the logical name where absent. */
  readonly bucketName: string | undefined;
  readonly classification: DataClassification;
  /** Of KMS; S3's own keys where absent. */
  readonly dataKeyArn: pulumi.Output<string> | undefined;
  /** What expires by itself. */
  readonly expiring?: readonly ExpiringObjects[];
  /** What moves to cheaper storage; everything where absent. */
  readonly keptPrefixes?: readonly string[];
  /** Whether objects can be locked. S3 never takes it back; no access logs can be delivered to such a bucket. */
  readonly objectLock?: boolean;
  /** What the bucket's policy says besides "TLS only". */
  readonly statements?: (bucketArn: pulumi.Output<string>) => readonly PolicyStatement[];
}

/** Objects that nobody needs after some time. */
export interface ExpiringObjects {
  readonly prefix: string;
  readonly days: number;
  /** Days that a version is kept after another has taken its place; as long as everywhere in the bucket where absent. */
  readonly noncurrentDays?: number;
}

/** A private, versioned, encrypted bucket that answers over TLS only and moves what is old to cheaper storage. */
export class StorageBucket extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;
  readonly policy: aws.s3.BucketPolicy;
  readonly arn: pulumi.Output<string>;
  readonly bucketName: pulumi.Output<string>;

  constructor(purpose: string, args: StorageBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, bucketName } = args;
    const name = `${namePrefix(config)}-${purpose}`;
    super("medical-imaging-pipeline:storage:StorageBucket", name, {}, opts);
    const child = { parent: this };

    this.bucket = new aws.s3.Bucket(
      name,
      { ...(bucketName && { bucket: bucketName }), tags: resourceTags(config, args.classification) },
      { parent: this, protect: isProduction(config) },
    );
    const { arn, bucket } = this.bucket;
    this.arn = arn;
    this.bucketName = bucket;

    const versioning = new aws.s3.BucketVersioning(
      name,
      { bucket, versioningConfiguration: { status: "Enabled" } },
      child,
    );
    if (args.objectLock)
      // Not `objectLockEnabled` of the bucket itself, which would replace one that exists; S3 asks for versions first.
      // Whoever writes waits for the name, and with it for the lock.
      this.bucketName = new aws.s3.BucketObjectLockConfiguration(
        name,
        { bucket, objectLockEnabled: "Enabled" },
        { parent: this, dependsOn: [versioning] },
      ).bucket;
    if (config.enableS3Encryption)
      new aws.s3.BucketServerSideEncryptionConfiguration(
        name,
        { bucket, rules: [encryptionRule(args.dataKeyArn)] },
        child,
      );
    this.policy = this.declareAccess(name, args);
    new aws.s3.BucketLifecycleConfiguration(
      name,
      { bucket, rules: lifecycleRules(config.lifecycleDays, args) },
      { parent: this, dependsOn: [versioning] },
    );
    this.registerOutputs({ bucketName: this.bucketName });
  }

  /** Lets nobody in but those whom policies of this account let in, over TLS. */
  private declareAccess(
    name: string,
    { config, dataKeyArn, statements }: StorageBucketArgs,
  ): aws.s3.BucketPolicy {
    const { arn, bucket } = this.bucket;
    const child = { parent: this };
    const publicAccess = new aws.s3.BucketPublicAccessBlock(
      name,
      {
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      child,
    );
    new aws.s3.BucketOwnershipControls(
      name,
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child,
    );
    return new aws.s3.BucketPolicy(
      name,
      {
        bucket,
        policy: policyDocument([
          tlsOnlyStatement("s3", [arn, pulumi.interpolate`${arn}/*`]),
          ...(config.enableS3Encryption ? ownEncryptionStatements(arn, dataKeyArn) : []),
          ...(statements?.(arn) ?? []),
        ]),
      },
      // S3 refuses two changes of a bucket's access at the same time.
      { parent: this, dependsOn: [publicAccess] },
    );
  }
}

function encryptionRule(
  dataKeyArn: pulumi.Output<string> | undefined,
): aws.types.input.s3.BucketServerSideEncryptionConfigurationRule {
  if (dataKeyArn === undefined) return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: dataKeyArn },
    bucketKeyEnabled: true, // one call of KMS for many objects
  };
}

/** Refuses to store an object otherwise than the bucket does by default, which is what it does where nobody asks for anything. */
function ownEncryptionStatements(
  bucketArn: pulumi.Output<string>,
  dataKeyArn: pulumi.Output<string> | undefined,
): PolicyStatement[] {
  const denied = (Sid: string, Condition: NonNullable<PolicyStatement["Condition"]>): PolicyStatement => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${bucketArn}/*`,
    Condition,
  });
  // StringNotEquals holds for a key that is absent, too.
  const other = (key: string, own: pulumi.Input<string>) => ({
    Null: { [key]: "false" },
    StringNotEquals: { [key]: own },
  });
  return [
    denied("OwnEncryptionOnly", other(ENCRYPTION, dataKeyArn === undefined ? "AES256" : "aws:kms")),
    // What the sender's own key encrypts (SSE-C), the pipeline could not read.
    denied("NoKeyOfTheSender", { Null: { [CUSTOMER_KEY]: "false" } }),
    ...(dataKeyArn === undefined
      ? []
      : [
          denied("OwnKeyOnly", other(KMS_KEY, dataKeyArn)),
          // S3 takes the account's aws/s3 key, not the bucket's, for who asks for KMS and names none.
          denied("KmsWithKeyOnly", { Null: { [ENCRYPTION]: "false", [KMS_KEY]: "true" } }),
        ]),
  ];
}

function lifecycleRules(
  lifecycleDays: number,
  { expiring = [], keptPrefixes }: Pick<StorageBucketArgs, "expiring" | "keptPrefixes">,
): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
  const kept: { prefix?: string }[] = keptPrefixes?.map((prefix) => ({ prefix })) ?? [{}];
  return [
    ...kept.map((filter) => ({
      id: `move-${filter.prefix?.replace("/", "-") ?? ""}to-cheaper-storage`,
      status: "Enabled",
      filter,
      transitions: [
        { days: lifecycleDays, storageClass: "STANDARD_IA" },
        { days: 2 * lifecycleDays, storageClass: "GLACIER" },
      ],
    })),
    {
      id: "expire-what-is-left-over",
      status: "Enabled",
      filter: {},
      noncurrentVersionExpiration: { noncurrentDays: 2 * lifecycleDays },
      abortIncompleteMultipartUpload: { daysAfterInitiation: UNFINISHED_UPLOAD_DAYS },
      expiration: { expiredObjectDeleteMarker: true },
    },
    ...expiring.map(({ prefix, days, noncurrentDays }) => ({
      id: `expire-${prefix.replace("/", "")}`,
      status: "Enabled",
      filter: { prefix },
      expiration: { days },
      ...(noncurrentDays !== undefined && { noncurrentVersionExpiration: { noncurrentDays } }),
    })),
  ];
}
