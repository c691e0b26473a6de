import { randomBytes } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { WrongUsageError } from "../../commandLine/exitStatus";
import type { RuleOptions } from "./command";

const KEY_BYTES = 32;

/** A file beyond this is something else, named by mistake. */
const LONGEST_KEY_BYTES = 64 * 1024;

/** The key of a run: the bytes of a file, what KMS derives for a stack, or fresh random bytes. */
export async function loadKey({
  keyFile,
  kmsKey,
}: Pick<RuleOptions, "keyFile" | "kmsKey">): Promise<{ key: Uint8Array; random: boolean }> {
  if (keyFile !== undefined && kmsKey !== undefined)
    throw new WrongUsageError("--kms-key: there is a --key-file already");
  if (kmsKey !== undefined) {
    const { loadKmsKey } = await import("./kmsKey.js");
    return { key: await loadKmsKey(kmsKey), random: false };
  }
  if (keyFile === undefined) return { key: randomBytes(KEY_BYTES), random: true };
  const key = await readKeyFile(keyFile);
  if (key.length < KEY_BYTES) {
    throw new WrongUsageError(
      `--key-file: the key has ${key.length} bytes and needs ${KEY_BYTES} or more; ` +
        `\`head -c ${KEY_BYTES} /dev/urandom > key\` makes one`,
    );
  }
  return { key, random: false };
}

async function readKeyFile(path: string): Promise<Buffer> {
  try {
    const stats = await stat(path);
    if (stats.isFile() && stats.size <= LONGEST_KEY_BYTES) return await readFile(path);
  } catch (error) {
    throw new WrongUsageError("--key-file: the file cannot be read", { cause: error });
  }
  throw new WrongUsageError(`--key-file: it must be a file of ${KEY_BYTES} to ${LONGEST_KEY_BYTES} bytes`);
}
