import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { namePrefix } from "../names";
import { denyPlainHttp, policyDocument, type PolicyStatement } from "../policyDocument";
import type { StorageBucket } from "../storage/storageBucket";
import { resourceTags } from "../tags";

const DAY_SECONDS = 24 * 60 * 60;

/** Receptions after which a message counts as undeliverable and goes to the dead-letter queue. */
const MAXIMUM_RECEIVES = 5;

/** S3 compares suffixes letter by letter. */
const DICOM_SUFFIXES = [".dcm", ".DCM"];

export interface IngestQueueArgs {
  readonly config: StackConfig;
  readonly rawBucket: StorageBucket;
  readonly accountId: pulumi.Output<string>;
  /** Of KMS; SQS's own keys where absent. */
  readonly dataKeyArn: pulumi.Output<string> | undefined;
  /** Timeout of the function that reads the queue. */
  readonly consumerTimeoutSeconds: number;
}

/** The events of the raw bucket, on their way to the dispatch function. */
export class IngestQueue extends pulumi.ComponentResource {
  readonly queue: aws.sqs.Queue;
  readonly deadLetterQueue: aws.sqs.Queue;

  constructor(args: IngestQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, rawBucket } = args;
    const name = `${namePrefix(config)}-ingest`;
    super("medical-imaging-pipeline:ingest:IngestQueue", name, {}, opts);
    const child = { parent: this };
    // A message holds an object key, and a key can hold a name.
    const common = {
      ...(args.dataKeyArn ? { kmsMasterKeyId: args.dataKeyArn } : { sqsManagedSseEnabled: true }),
      tags: resourceTags(config, "phi"),
    };

    this.deadLetterQueue = new aws.sqs.Queue(
      `${name}-dead-letter`,
      // A message's age counts from its first arrival: longer here than in the queue it came from.
      { ...common, messageRetentionSeconds: 14 * DAY_SECONDS },
      child,
    );
    this.queue = new aws.sqs.Queue(
      name,
      {
        ...common,
        messageRetentionSeconds: 4 * DAY_SECONDS,
        // Lambda asks for six times the function's timeout, so that a throttled batch is not seen twice.
        visibilityTimeoutSeconds: 6 * args.consumerTimeoutSeconds,
        redrivePolicy: pulumi.jsonStringify({
          deadLetterTargetArn: this.deadLetterQueue.arn,
          maxReceiveCount: MAXIMUM_RECEIVES,
        }),
      },
      child,
    );
    new aws.sqs.RedriveAllowPolicy(
      name,
      {
        queueUrl: this.deadLetterQueue.url,
        redriveAllowPolicy: pulumi.jsonStringify({
          redrivePermission: "byQueue",
          sourceQueueArns: [this.queue.arn],
        }),
      },
      child,
    );
    new aws.sqs.QueuePolicy(
      `${name}-dead-letter`,
      {
        queueUrl: this.deadLetterQueue.url,
        policy: policyDocument([denyPlainHttp("sqs", [this.deadLetterQueue.arn])]),
      },
      child,
    );
    const policy = new aws.sqs.QueuePolicy(
      name,
      {
        queueUrl: this.queue.url,
        policy: policyDocument([
          denyPlainHttp("sqs", [this.queue.arn]),
          receiveEvents(this.queue.arn, rawBucket.arn, args.accountId),
        ]),
      },
      child,
    );
    new aws.s3.BucketNotification(
      name,
      {
        bucket: rawBucket.bucketName,
        queues: DICOM_SUFFIXES.map((suffix) => ({
          id: `dicom-object-created${suffix.replace(".", "-")}`,
          queueArn: this.queue.arn,
          events: ["s3:ObjectCreated:*"],
          filterSuffix: suffix,
        })),
      },
      // S3 sends a test message when the notification is made, and refuses it where it cannot.
      { parent: this, dependsOn: [policy] },
    );
    this.registerOutputs({ queueUrl: this.queue.url });
  }
}

const receiveEvents = (
  queueArn: pulumi.Output<string>,
  bucketArn: pulumi.Output<string>,
  accountId: pulumi.Output<string>,
): PolicyStatement => ({
  Sid: "ReceiveRawBucketEvents",
  Effect: "Allow",
  Principal: { Service: "s3.amazonaws.com" },
  Action: "sqs:SendMessage",
  Resource: queueArn,
  Condition: {
    ArnEquals: { "aws:SourceArn": bucketArn },
    StringEquals: { "aws:SourceAccount": accountId },
  },
});
