import * as v from "valibot";
import { declared, jsonText } from "../declaredProperties";
import type { DeclaredStack } from "../program";
import { MessageQueue } from "./messageQueue";

/** What SQS takes where nothing is declared. */
const DEFAULT_VISIBILITY_SECONDS = 30;

const queueSchema = v.object({
  name: v.string(),
  arn: v.string(),
  visibilityTimeoutSeconds: v.optional(v.number(), DEFAULT_VISIBILITY_SECONDS),
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
    const { redrivePolicy, ...options } = properties;
    const target = redrivePolicy && create(redrivePolicy.deadLetterTargetArn);
    const redrive = redrivePolicy && target && { target, maxReceiveCount: redrivePolicy.maxReceiveCount };
    const queue = new MessageQueue({ ...options, ...(redrive && { redrive }) });
    queues.set(arn, queue);
    return queue;
  };
  for (const { properties } of declarations) create(properties.arn);
  return queues;
}
