import { createHash } from "node:crypto";
import * as v from "valibot";
import { SENDING_KEY_ACTIONS, sqsKeyContext } from "../iam/keyUse";
import type { MessageQueue } from "../queue/messageQueue";
import type { JsonObject, JsonService, RequiredAccess } from "./jsonService";
import { ServiceError } from "./serviceError";

const MAX_BODY_BYTES = 1_048_576;

const sendMessageSchema = v.object({
  QueueUrl: v.string(),
  MessageBody: v.pipe(v.string(), v.minBytes(1), v.maxBytes(MAX_BODY_BYTES)),
  DelaySeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(900)), 0),
});

/** `SendMessage` to the declared queues. */
export function createSqsService(queues: Iterable<MessageQueue>, region: string): JsonService {
  const byName = new Map([...queues].map((queue) => [queue.name, queue]));
  const queueOf = ({ QueueUrl }: JsonObject) => byName.get(String(QueueUrl).split("/").at(-1) ?? "");
  return {
    signingName: "sqs",
    targetPrefix: "AmazonSQS",
    contentType: "application/x-amz-json-1.0",
    errorNamespace: "com.amazonaws.sqs",
    accessDeniedCode: "AccessDenied",
    operations: {
      SendMessage: {
        requiredAccess: (input) => accessToSend(queueOf(input), String(input.QueueUrl), region),
        run(input) {
          const queue = queueOf(input);
          if (queue === undefined) throw new ServiceError("QueueDoesNotExist", "The queue does not exist");
          const parsed = v.safeParse(sendMessageSchema, input);
          if (!parsed.success)
            throw new ServiceError("InvalidParameterValue", "The message is not what SendMessage takes");
          const { MessageBody: body, DelaySeconds: delaySeconds } = parsed.output;
          return {
            MessageId: queue.send(body, { delaySeconds }),
            MD5OfMessageBody: createHash("md5").update(body).digest("hex"),
          };
        },
      },
    },
  };
}

function accessToSend(queue: MessageQueue | undefined, url: string, region: string): RequiredAccess[] {
  const send = { action: "sqs:SendMessage", resource: queue?.arn ?? url };
  const key = queue?.kmsKeyArn;
  if (queue === undefined || key === undefined) return [send];
  const context = sqsKeyContext(queue.arn, region);
  return [send, ...SENDING_KEY_ACTIONS.map((action) => ({ action, resource: key, context }))];
}
