import { createHmac } from "node:crypto";
import type { JsonObject, JsonService } from "./jsonService";
import { ServiceError } from "./serviceError";

export interface MacKey {
  readonly keyId: string;
  readonly arn: string;
  /** `alias/…` names that point to it. */
  readonly aliases: readonly string[];
  readonly usage: string;
  /** Such as `HMAC_256`. */
  readonly spec: string;
  material(): Buffer;
}

const MAX_MESSAGE_BYTES = 4096;

/** `GenerateMac` with the declared HMAC keys, whose material stays in the data directory. */
export function createKmsService(keys: readonly MacKey[]): JsonService {
  return {
    signingName: "kms",
    targetPrefix: "TrentService",
    contentType: "application/x-amz-json-1.1",
    errorNamespace: "com.amazonaws.kms",
    accessDeniedCode: "AccessDeniedException",
    operations: {
      GenerateMac: {
        requiredAccess: (input) => ({
          action: "kms:GenerateMac",
          resource: findKey(keys, input)?.arn ?? String(input.KeyId),
          context: { "kms:macalgorithm": String(input.MacAlgorithm) },
        }),
        run: (input) => generateMac(keys, input),
      },
    },
  };
}

function findKey(keys: readonly MacKey[], { KeyId }: JsonObject): MacKey | undefined {
  const name = String(KeyId).replace(/^arn:aws:kms:[^:]*:[^:]*:(?=alias\/)/, "");
  return keys.find(({ keyId, arn, aliases }) => [keyId, arn, ...aliases].includes(name));
}

function generateMac(keys: readonly MacKey[], input: JsonObject): JsonObject {
  const key = findKey(keys, input);
  if (key === undefined) throw new ServiceError("NotFoundException", "Key does not exist");
  const digest = /^HMAC_SHA_(224|256|384|512)$/.exec(String(input.MacAlgorithm))?.[1];
  if (key.usage !== "GENERATE_VERIFY_MAC" || digest === undefined || key.spec !== `HMAC_${digest}`)
    throw new ServiceError(
      "InvalidKeyUsageException",
      "The key's usage or spec is not for this MAC algorithm",
    );
  const message = Buffer.from(typeof input.Message === "string" ? input.Message : "", "base64");
  if (message.length < 1 || message.length > MAX_MESSAGE_BYTES)
    throw new ServiceError("ValidationException", "Message must be 1 to 4096 bytes");
  const Mac = createHmac(`sha${digest}`, key.material()).update(message).digest("base64");
  return { KeyId: key.arn, Mac, MacAlgorithm: input.MacAlgorithm };
}
