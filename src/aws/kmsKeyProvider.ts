import { GenerateMacCommand, type KMSClient } from "@aws-sdk/client-kms";
import type { KeyProvider } from "../pipeline/ports";

/**
 * Fixed for ever: another label is another key, and no output would link to earlier ones any more.
 */
const LABEL = "medical-imaging-pipeline/deidentification/v1";

/**
 * Derives the de-identification key as the HMAC of a fixed label under a KMS key that never leaves KMS.
 * Asked for once per process; a failure is not kept.
 *
 * @param hmacKeyArn of a key, or of an alias where no version is named
 * @param version which of the stack's keys it is
 */
export function kmsKeyProvider(
  client: Pick<KMSClient, "send">,
  hmacKeyArn: string,
  version?: number,
): KeyProvider {
  let key: Promise<Uint8Array> | undefined;
  const derive = async () => {
    const { Mac } = await client.send(
      new GenerateMacCommand({
        KeyId: hmacKeyArn,
        MacAlgorithm: "HMAC_SHA_256",
        Message: Buffer.from(LABEL),
      }),
    );
    if (Mac?.length !== 32) throw new Error("KMS answered a MAC that is not 32 bytes long");
    return Mac;
  };
  const keyId = hmacKeyArn.slice(hmacKeyArn.indexOf("/") + 1);
  return {
    identity: version === undefined ? undefined : { version, keyId },
    getKey: () => {
      key ??= derive().catch((error: unknown) => {
        key = undefined;
        throw error;
      });
      return key;
    },
  };
}
