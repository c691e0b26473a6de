import * as v from "valibot";
import { declared } from "./declaredProperties";
import type { AccessControl } from "./iam/accessControl";
import { keyArn, missingKeyActions } from "./iam/keyUse";
import { LocalStartError } from "./localStartError";
import type { DeclaredStack } from "./program";

const logGroupSchema = v.object({ arn: v.string(), name: v.string(), kmsKeyId: keyArn });

/** What CloudWatch Logs does with the key of a log group, as its guide asks a key's policy to allow. */
const LOG_KEY_ACTIONS = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** @throws LocalStartError CANNOT_RUN_LOCALLY where CloudWatch Logs would refuse to make a log group with its key */
export function requireLogKeys(stack: DeclaredStack, access: AccessControl, region: string): void {
  const principal = { kind: "service", service: `logs.${region}.amazonaws.com` } as const;
  for (const { properties } of declared(stack, "aws:cloudwatch/logGroup:LogGroup", logGroupSchema)) {
    const { arn, name, kmsKeyId } = properties;
    const context = { "kms:EncryptionContext:aws:logs:arn": arn };
    const missing = missingKeyActions(access, kmsKeyId, LOG_KEY_ACTIONS, { principal, context });
    if (missing.length > 0)
      throw new LocalStartError(
        "CANNOT_RUN_LOCALLY",
        `${name}: the policy of its key does not let CloudWatch Logs do ${missing.join(", ")}`,
      );
  }
}
