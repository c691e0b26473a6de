import { DECLARED_TYPES } from "../declaredTypes";
import { unless, type ResourceRule, type Rule } from "../rule";

/** The stack itself, and components of the program, which are nothing but a name for their parts. */
const WITHOUT_EFFECT = /^(pulumi:pulumi:Stack$|medical-imaging-pipeline:)/;

const known: ResourceRule = {
  name: "type-known",
  description: "A resource is of a type that policy/declaredTypes.ts lists: the rules know what it can open.",
  check: ({ type }) =>
    unless(
      WITHOUT_EFFECT.test(type) || DECLARED_TYPES.includes(type),
      `a ${type} is not in policy/declaredTypes.ts, and no rule knows what it opens`,
    ),
};

/** Inputs that say what a resource of its own says, where the rules would not see it. */
const INLINE_PARTS: Readonly<Record<string, readonly string[]>> = {
  "aws:s3/bucket:Bucket": [
    "accelerationStatus",
    "acl",
    "corsRules",
    "grants",
    "lifecycleRules",
    "loggings",
    "logging",
    "objectLockConfiguration",
    "policy",
    "replicationConfiguration",
    "requestPayer",
    "serverSideEncryptionConfiguration",
    "versioning",
    "versionings",
    "website",
  ],
  "aws:sqs/queue:Queue": ["policy", "redriveAllowPolicy"],
  "aws:sns/topic:Topic": ["policy"],
  "aws:iam/role:Role": ["inlinePolicies", "managedPolicyArns"],
};

/** Pulumi hands some of what is not set as an empty text or list. */
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

const parts: ResourceRule = {
  name: "parts-declared-apart",
  description: "Policies, lifecycles and the like are resources of their own, which the rules look at.",
  types: Object.keys(INLINE_PARTS),
  check: ({ type, props }) =>
    (INLINE_PARTS[type] ?? [])
      .filter((part) => part in props && !isEmpty(props[part]))
      .map((part) => `${part} has to be absent: it is a resource of its own`),
};

export const typeRules: readonly Rule[] = [known, parts];
