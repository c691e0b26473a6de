import { KMSClient } from "@aws-sdk/client-kms";
import { kmsKeyProvider } from "../../aws/kmsKeyProvider";
import { WrongUsageError } from "../../commandLine/exitStatus";

const KEY_ARN = /^arn:aws:kms:([a-z0-9-]+):\d{12}:(?:key|alias)\/[\w/-]+$/;

/**
 * The key that a stack's functions de-identify with, as KMS derives it for whoever may use it; held in memory only.
 * Credentials come from where the SDK finds them.
 * @throws WrongUsageError with the name of KMS's error
 */
export async function loadKmsKey(arn: string): Promise<Uint8Array> {
  const region = KEY_ARN.exec(arn)?.[1];
  if (region === undefined)
    throw new WrongUsageError("--kms-key: it must be the ARN of a key or an alias in KMS");
  const client = new KMSClient({ region });
  try {
    return await kmsKeyProvider(client, arn).getKey();
  } catch (error) {
    const name = error instanceof Error ? error.name : "Error";
    throw new WrongUsageError(`--kms-key: KMS does not let the key be used (${name})`, { cause: error });
  } finally {
    client.destroy();
  }
}
