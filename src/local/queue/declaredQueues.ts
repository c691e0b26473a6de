import * as v from "valibot";
import { declared, jsonText } from "../declaredProperties";
import { keyArn } from "../iam/keyUse";
import type { DeclaredStack } from "../program";
import { MessageQueue } from "./messageQueue";

/** What SQS takes where nothing is declared. */
const DEFAULT_VISIBILITY_SECONDS = 30;

const queueSchema = v.object({
  name: v.string(),
  arn: v.string(),
  visibilityTimeoutSeconds: v.optional(v.number(), DEFAULT_VISIBILITY_SECONDS),
  kmsMasterKeyId: keyArn,
  redrivePolicy: v.optional(
    v.pipe(jsonText, v.object({ deadLetterTargetArn: v.string(), maxReceiveCount: v.number() })),
  ),
});

/** The declared queues by ARN, each with its dead-letter queue. */
export function createDeclaredQueues(stack: DeclaredStack): Map<string, MessageQueue> {
  const declarations = declared(stack, "aws:sqs/queue:Queue", queueSchema);
  const queues = new Map<string, MessageQueue>();
  const create = (arn: string): MessageQueue | undefined => {
    const existing = queues.get(arn);
    const properties = declarations.find((one) => one.properties.arn === arn)?.properties;
    if (existing !== undefined || properties === undefined) return existing;
    const { redrivePolicy, kmsMasterKeyId: kmsKeyArn, ...options } = properties;
    const target = redrivePolicy && create(redrivePolicy.deadLetterTargetArn);
    const redrive = redrivePolicy && target && { target, maxReceiveCount: redrivePolicy.maxReceiveCount };
    const queue = new MessageQueue({ ...options, kmsKeyArn, ...(redrive && { redrive }) });
    queues.set(arn, queue);
    return queue;
  };
  for (const { properties } of declarations) create(properties.arn);
  return queues;
}
