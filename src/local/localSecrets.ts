import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { createAccessKey, type AccessKey } from "./iam/credentials";
import { LocalStartError } from "./localStartError";

const secretsSchema = v.object({
  user: v.object({ accessKeyId: v.string(), secretAccessKey: v.string() }),
  /** Base64, by ARN. */
  macKeys: v.record(v.string(), v.string()),
});

export interface LocalSecrets {
  /** The access key of whoever runs the local mode. */
  readonly user: AccessKey;
  /** Key material of an HMAC key: 32 random bytes, made when first asked for. */
  macKey(arn: string): Buffer;
}

/**
 * What has to stay the same over all runs on one data directory, so that S3 clients stay configured and
 * de-identified objects link to those of earlier runs. Readable by the owner alone.
 * @throws LocalStartError DATA_UNUSABLE where the file is damaged
 */
export function openLocalSecrets(directory: string): LocalSecrets {
  const path = join(directory, "secrets.json");
  const save = (value: v.InferOutput<typeof secretsSchema>) =>
    writeFileSync(path, JSON.stringify(value), { mode: 0o600 });
  const secrets: v.InferOutput<typeof secretsSchema> = read(path) ?? { user: createAccessKey(), macKeys: {} };
  save(secrets);
  return {
    user: secrets.user,
    macKey(arn) {
      let material = secrets.macKeys[arn];
      if (material === undefined) {
        material = randomBytes(32).toString("base64");
        secrets.macKeys[arn] = material;
        save(secrets);
      }
      return Buffer.from(material, "base64");
    },
  };
}

function read(path: string): v.InferOutput<typeof secretsSchema> | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  // A damaged file is not replaced: with new keys, nothing would link to earlier results, and nobody would know.
  try {
    return v.parse(secretsSchema, JSON.parse(text));
  } catch {
    // Without a cause: what failed to parse are secrets.
    throw new LocalStartError(
      "DATA_UNUSABLE",
      `${path} is damaged: restore it, or choose another data directory`,
    );
  }
}
