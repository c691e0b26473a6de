import { randomBytes } from "node:crypto";
import type { Principal } from "./policyEvaluator";

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface CredentialStore {
  /** The key of a role or user by its ARN; made on first use, for this run only. */
  keyOf(arn: string): AccessKey;
  secretOf(accessKeyId: string): AccessKey | undefined;
  principalOf(accessKeyId: string): Principal | undefined;
}

/** In the shape of AWS's, from the system's random source. */
export function createAccessKey(): AccessKey {
  return {
    accessKeyId: `AKIALOCAL${randomBytes(6).toString("hex").toUpperCase().slice(0, 11)}`,
    secretAccessKey: randomBytes(30).toString("base64"),
  };
}

/** @param fixed keys that outlive the run, by ARN */
export function createCredentialStore(fixed: Readonly<Record<string, AccessKey>> = {}): CredentialStore {
  const byArn = new Map<string, AccessKey>();
  const byId = new Map<string, { key: AccessKey; arn: string }>();
  const add = (arn: string, key: AccessKey) => {
    byArn.set(arn, key);
    byId.set(key.accessKeyId, { key, arn });
    return key;
  };
  for (const [arn, key] of Object.entries(fixed)) add(arn, key);
  return {
    keyOf: (arn) => byArn.get(arn) ?? add(arn, createAccessKey()),
    secretOf: (accessKeyId) => byId.get(accessKeyId)?.key,
    principalOf(accessKeyId) {
      const arn = byId.get(accessKeyId)?.arn;
      return arn === undefined ? undefined : { kind: "identity", arn };
    },
  };
}
