import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { tlsOnlyStatement, policyDocument, type PolicyStatement } from "../policyDocument";
import { resourceTags, type DataClassification } from "../tags";

const DAY_SECONDS = 24 * 60 * 60;

/** Receptions after which a message counts as undeliverable and goes to the dead-letter queue. */
const MAXIMUM_RECEIVES = 5;

export interface DeadLetteredQueueArgs {
  readonly config: StackConfig;
  readonly classification: DataClassification;
  /** Of KMS; SQS's own key where absent. */
  readonly dataKeyArn?: pulumi.Output<string> | undefined;
  /** Timeout of the function that reads the queue. */
  readonly consumerTimeoutSeconds: number;
  /** What the queue's policy says besides "TLS only". */
  readonly statements?: (queueArn: pulumi.Output<string>) => readonly PolicyStatement[];
}

export interface DeadLetteredQueue {
  readonly queue: aws.sqs.Queue;
  readonly deadLetterQueue: aws.sqs.Queue;
  readonly policy: aws.sqs.QueuePolicy;
}

/** Declares an encrypted queue that a function reads, and where the messages go that it cannot deal with. */
export function declareQueue(
  name: string,
  { config, classification, dataKeyArn, consumerTimeoutSeconds, statements }: DeadLetteredQueueArgs,
  parent: pulumi.Resource,
): DeadLetteredQueue {
  const child = { parent };
  const common = {
    ...(dataKeyArn ? { kmsMasterKeyId: dataKeyArn } : { sqsManagedSseEnabled: true }),
    tags: resourceTags(config, classification),
  };

  const deadLetterQueue = new aws.sqs.Queue(
    `${name}-dead-letter`,
    // A message's age counts from its first arrival: longer here than in the queue it came from.
    { ...common, messageRetentionSeconds: 14 * DAY_SECONDS },
    child,
  );
  const queue = new aws.sqs.Queue(
    name,
    {
      ...common,
      messageRetentionSeconds: 4 * DAY_SECONDS,
      // Lambda asks for six times the function's timeout, so that a throttled batch is not seen twice.
      visibilityTimeoutSeconds: 6 * consumerTimeoutSeconds,
      redrivePolicy: pulumi.jsonStringify({
        deadLetterTargetArn: deadLetterQueue.arn,
        maxReceiveCount: MAXIMUM_RECEIVES,
      }),
    },
    child,
  );
  new aws.sqs.RedriveAllowPolicy(
    name,
    {
      queueUrl: deadLetterQueue.url,
      redriveAllowPolicy: pulumi.jsonStringify({
        redrivePermission: "byQueue",
        sourceQueueArns: [queue.arn],
      }),
    },
    child,
  );
  new aws.sqs.QueuePolicy(
    `${name}-dead-letter`,
    {
      queueUrl: deadLetterQueue.url,
      policy: policyDocument([tlsOnlyStatement("sqs", [deadLetterQueue.arn])]),
    },
    child,
  );
  const policy = new aws.sqs.QueuePolicy(
    name,
    {
      queueUrl: queue.url,
      policy: policyDocument([tlsOnlyStatement("sqs", [queue.arn]), ...(statements?.(queue.arn) ?? [])]),
    },
    child,
  );
  return { queue, deadLetterQueue, policy };
}
