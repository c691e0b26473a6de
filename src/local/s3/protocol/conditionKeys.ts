import type { HeaderLookup } from "./requestBody";
import type { VerifiedRequest } from "./sigv4";
import type { Tag } from "../model";

type ConditionKeys = Record<string, string | readonly string[]>;

/** Headers that policies can speak of, by the name that they have there. */
const HEADERS = [
  "x-amz-acl",
  "x-amz-content-sha256",
  "x-amz-copy-source",
  "x-amz-metadata-directive",
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-aws-kms-key-id",
  "x-amz-server-side-encryption-customer-algorithm",
  "x-amz-storage-class",
  "if-match",
  "if-none-match",
] as const;

/** Headers that have another name there. */
const RENAMED_HEADERS = {
  "x-amz-object-lock-mode": "s3:object-lock-mode",
  "x-amz-object-lock-retain-until-date": "s3:object-lock-retain-until-date",
} as const;

const LISTING_PARAMETERS = ["prefix", "delimiter", "max-keys"] as const;

/** The condition keys of a request that do not depend on the action. */
export function requestConditionKeys(
  verified: VerifiedRequest,
  header: HeaderLookup,
  query: ReadonlyMap<string, string>,
  now: Date,
  sourceAddress: string | undefined,
): ConditionKeys {
  const keys: ConditionKeys = {
    "aws:CurrentTime": now.toISOString(),
    "aws:EpochTime": String(Math.floor(now.getTime() / 1000)),
    "aws:RequestedRegion": verified.region,
    "s3:authType": verified.authentication === "header" ? "REST-HEADER" : "REST-QUERY-STRING",
    "s3:signatureversion": "AWS4-HMAC-SHA256",
    "s3:signatureAge": String(Math.max(0, now.getTime() - verified.signedAt.getTime())),
  };
  const put = (name: string, value: string | undefined) => {
    if (value !== undefined) keys[name] = value;
  };
  put("aws:SourceIp", sourceAddress?.replace(/^::ffff:/, ""));
  put("aws:UserAgent", header("user-agent"));
  put("s3:VersionId", query.get("versionId"));
  for (const name of HEADERS) put(`s3:${name}`, header(name));
  for (const [name, key] of Object.entries(RENAMED_HEADERS)) put(key, header(name));
  return keys;
}

export function listingConditionKeys(query: ReadonlyMap<string, string>): ConditionKeys {
  return Object.fromEntries(
    LISTING_PARAMETERS.flatMap((name) => {
      const value = query.get(name);
      return value === undefined ? [] : [[`s3:${name}`, value]];
    }),
  );
}

export function tagConditionKeys(
  prefix: "s3:RequestObjectTag" | "s3:ExistingObjectTag",
  tags: readonly Tag[],
): ConditionKeys {
  const keys: ConditionKeys = Object.fromEntries(tags.map(({ key, value }) => [`${prefix}/${key}`, value]));
  if (prefix === "s3:RequestObjectTag" && tags.length > 0)
    keys["s3:RequestObjectTagKeys"] = tags.map(({ key }) => key);
  return keys;
}
