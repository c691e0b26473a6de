import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LOGS_PREFIXES, RAW_PREFIXES } from "../../bucketPrefixes";
import type { StackConfig } from "../config/stackConfig";
import { namePrefix } from "../names";
import type { PolicyStatement } from "../policyDocument";
import { AccessTrail, trailDeliveryStatements } from "./accessTrail";
import { StorageBucket } from "./storageBucket";

/** For access logs, the trail, and what runs of reprocessing leave behind, which can be resumed for as long. */
const LOG_DAYS = 90;

/** Longer than a message that names a marker lives, in its queue and then in the dead-letter queue. */
const STUDY_MARKER_DAYS = 30;

export interface StorageArgs {
  readonly config: StackConfig;
  readonly accountId: pulumi.Output<string>;
  /** Of KMS, for raw and processed; S3's own keys where absent. */
  readonly dataKeyArn: pulumi.Output<string> | undefined;
}

/** The buckets: what arrives, what is fit to share, and the record of both; where records are locked, also one for access logs. */
export class Storage extends pulumi.ComponentResource {
  readonly raw: StorageBucket;
  readonly processed: StorageBucket;
  readonly logs: StorageBucket;
  /** Where S3's access logs go: the logs bucket, unless its records are locked, which keeps S3 from delivering to it. */
  readonly accessLogs: StorageBucket;
  /** Absent unless `enableCloudTrail`. */
  readonly trail: AccessTrail | undefined;

  constructor({ config, accountId, dataKeyArn }: StorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("medical-imaging-pipeline:storage:Storage", namePrefix(config), {}, opts);
    const child = { parent: this };

    this.raw = new StorageBucket(
      "raw-dicom",
      {
        config,
        bucketName: config.rawBucketName,
        classification: "phi",
        dataKeyArn,
        expiring: [{ prefix: RAW_PREFIXES.reprocessingMaps, days: LOG_DAYS }],
      },
      child,
    );
    this.processed = new StorageBucket(
      "processed-dicom",
      { config, bucketName: config.processedBucketName, classification: "deidentified", dataKeyArn },
      child,
    );
    const receiving = receivingArgs({ config, accountId, sources: [this.raw, this.processed] });
    const locksRecords = config.auditRetentionDays > 0;
    this.logs = new StorageBucket(
      "logs",
      {
        ...receiving,
        bucketName: config.logsBucketName,
        expiring: [
          ...receiving.expiring,
          { prefix: LOGS_PREFIXES.reprocessing, days: LOG_DAYS },
          { prefix: LOGS_PREFIXES.studyMarkers, days: STUDY_MARKER_DAYS, noncurrentDays: 1 },
        ],
        keptPrefixes: [LOGS_PREFIXES.audit],
        ...(locksRecords && { objectLock: true, statements: () => [] }),
      },
      child,
    );
    this.accessLogs = locksRecords
      ? new StorageBucket("access-logs", { ...receiving, bucketName: undefined, keptPrefixes: [] }, child)
      : this.logs;
    this.declareAccessLogging(config);
    this.trail = config.enableCloudTrail
      ? new AccessTrail({ config, recorded: this.raw, receiving: this.accessLogs }, child)
      : undefined;
    this.registerOutputs();
  }

  private declareAccessLogging(config: StackConfig): void {
    for (const [purpose, { bucketName }] of [
      ["raw-dicom", this.raw],
      ["processed-dicom", this.processed],
    ] as const)
      new aws.s3.BucketLogging(
        `${namePrefix(config)}-${purpose}`,
        {
          bucket: bucketName,
          targetBucket: this.accessLogs.bucketName,
          targetPrefix: `${LOGS_PREFIXES.access}${purpose}/`,
        },
        { parent: this, dependsOn: [this.accessLogs.policy] },
      );
  }
}

/** What a bucket is given that access logs and the trail are delivered to. */
const receivingArgs = ({
  config,
  accountId,
  sources,
}: Pick<StorageArgs, "config" | "accountId"> & { readonly sources: readonly StorageBucket[] }) =>
  ({
    config,
    // S3 delivers access logs to a bucket with keys of its own only.
    dataKeyArn: undefined,
    // Access logs and the trail hold object keys, and a key can hold a name.
    classification: "phi",
    // What a trail has left behind expires, too, once it is switched off.
    expiring: [LOGS_PREFIXES.access, LOGS_PREFIXES.trail].map((prefix) => ({
      prefix,
      days: LOG_DAYS,
    })),
    statements: (arn: pulumi.Output<string>) => [
      accessLogDeliveryStatement(
        arn,
        sources.map((source) => source.arn),
        accountId,
      ),
      ...(config.enableCloudTrail ? trailDeliveryStatements(config, accountId, arn) : []),
    ],
  }) as const;

/** S3's log delivery writes under the prefix, for our buckets and account only. */
const accessLogDeliveryStatement = (
  logsBucketArn: pulumi.Output<string>,
  sourceArns: readonly pulumi.Output<string>[],
  accountId: pulumi.Output<string>,
): PolicyStatement => ({
  Sid: "ReceiveAccessLogs",
  Effect: "Allow",
  Principal: { Service: "logging.s3.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: pulumi.interpolate`${logsBucketArn}/${LOGS_PREFIXES.access}*`,
  Condition: {
    ArnLike: { "aws:SourceArn": sourceArns },
    StringEquals: { "aws:SourceAccount": accountId },
  },
});
