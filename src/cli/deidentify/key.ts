import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { WrongUsageError } from "../exitStatus";

const KEY_BYTES = 32;

/** The key of a run: the bytes of a file, or fresh random ones. */
export async function loadKey(path: string | undefined): Promise<{ key: Uint8Array; random: boolean }> {
  if (path === undefined) return { key: randomBytes(KEY_BYTES), random: true };
  let key: Buffer;
  try {
    key = await readFile(path);
  } catch (error) {
    throw new WrongUsageError("--key-file: the file cannot be read", { cause: error });
  }
  if (key.length < KEY_BYTES) {
    throw new WrongUsageError(
      `--key-file: the key has ${key.length} bytes and needs ${KEY_BYTES} or more; ` +
        `\`head -c ${KEY_BYTES} /dev/urandom > key\` makes one`,
    );
  }
  return { key, random: false };
}
