import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { namePrefix } from "../names";
import type { PolicyStatement } from "../policyDocument";
import { declareQueue } from "../queues/deadLetteredQueue";
import type { StorageBucket } from "../storage/storageBucket";

/** S3 compares suffixes letter by letter. */
export const DICOM_SUFFIXES = [".dcm", ".DCM"];

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
    const { queue, deadLetterQueue, policy } = declareQueue(
      name,
      {
        config,
        // A message holds an object key, and a key can hold a name.
        classification: "phi",
        dataKeyArn: args.dataKeyArn,
        consumerTimeoutSeconds: args.consumerTimeoutSeconds,
        statements: (queueArn) => [rawBucketEventsStatement(queueArn, rawBucket.arn, args.accountId)],
      },
      this,
    );
    this.queue = queue;
    this.deadLetterQueue = deadLetterQueue;
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

const rawBucketEventsStatement = (
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
