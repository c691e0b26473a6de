import * as v from "valibot";
import type { AccessControl, AccessQuestion } from "./accessControl";

/** The KMS key of a declared queue, state machine or log group; keys that AWS manages are everybody's, and none here. */
export const keyArn = v.optional(
  v.pipe(
    v.string(),
    v.transform((key) => (key.startsWith("arn:") ? key : undefined)),
  ),
);

/** The actions of those asked for that somebody may not do with a key; none where there is no key. */
export function missingKeyActions(
  access: AccessControl,
  key: string | undefined,
  actions: readonly string[],
  { principal, context = {} }: Pick<AccessQuestion, "principal" | "context">,
): string[] {
  if (key === undefined) return [];
  return actions.filter((action) => !access.allows({ principal, action, resource: key, context }));
}

/** What Step Functions does with the key of a state machine for its executions, as their caller and as their role. */
export const EXECUTION_KEY_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey"];

export const stateMachineContext = (stateMachineArn: string, region: string) => ({
  "kms:EncryptionContext:aws:states:stateMachineArn": stateMachineArn,
  "kms:ViaService": `states.${region}.amazonaws.com`,
});

/** What SQS does with the key of a queue on behalf of whoever sends: an account's role, or S3. */
export const SENDING_KEY_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey"];

export const sqsKeyContext = (queueArn: string, region: string) => ({
  "kms:EncryptionContext:aws:sqs:arn": queueArn,
  "kms:ViaService": `sqs.${region}.amazonaws.com`,
});
