import * as v from "valibot";
import { declared } from "../declaredProperties";
import type { LocalSecrets } from "../localSecrets";
import type { DeclaredStack } from "../program";
import type { MacKey } from "./kmsService";

const keySchema = v.object({
  keyId: v.string(),
  arn: v.string(),
  keyUsage: v.optional(v.string(), "ENCRYPT_DECRYPT"),
  customerMasterKeySpec: v.optional(v.string(), "SYMMETRIC_DEFAULT"),
  isEnabled: v.optional(v.boolean(), true),
});
const aliasSchema = v.object({ name: v.string(), targetKeyId: v.string() });

/** The declared KMS keys; material exists for those that make MACs. */
export function createDeclaredMacKeys(stack: DeclaredStack, secrets: LocalSecrets): MacKey[] {
  const aliases = declared(stack, "aws:kms/alias:Alias", aliasSchema).map(({ properties }) => properties);
  return declared(stack, "aws:kms/key:Key", keySchema)
    .filter(({ properties }) => properties.isEnabled)
    .map(({ properties: { keyId, arn, keyUsage, customerMasterKeySpec } }) => ({
      keyId,
      arn,
      aliases: aliases
        .filter(({ targetKeyId }) => [keyId, arn].includes(targetKeyId))
        .map(({ name }) => name),
      usage: keyUsage,
      spec: customerMasterKeySpec,
      material: () => secrets.macKey(arn),
    }));
}
