import * as v from "valibot";
import { policySchema } from "./deidPolicySchema";
import { validationPolicySchema } from "./validationPolicySchema";

/**
 * What the Pulumi program tells its functions: plain JSON, captured by each function's closure and
 * checked when the function starts. Holds names and numbers, never a secret.
 */
const settingsSchema = v.strictObject({
  /** Dimension of all metrics, so that the stacks of one account do not add up. */
  environment: v.string(),
  rawBucketName: v.string(),
  processedBucketName: v.string(),
  logsBucketName: v.string(),
  /** CloudWatch namespace of all metrics. */
  metricsNamespace: v.string(),
  /** Only for the dispatch function. */
  stateMachineArn: v.optional(v.string()),
  /** Only for the de-identification function: the KMS key of usage GENERATE_VERIFY_MAC. */
  hmacKeyArn: v.optional(v.string()),
  /** Which version of the stack's HMAC keys that is, for the audit record. */
  hmacKeyVersion: v.optional(v.number()),
  /** Only for the de-identification function: how audit records are locked, where they are. */
  auditRetention: v.optional(
    v.strictObject({ days: v.number(), mode: v.picklist(["GOVERNANCE", "COMPLIANCE"]) }),
  ),
  /** Only for the study function. */
  eventBusName: v.optional(v.string()),
  deidPolicy: policySchema,
  validationPolicy: validationPolicySchema,
});

export type Settings = v.InferOutput<typeof settingsSchema>;

/** For how long, from its writing on, S3 lets nobody delete a record, and whether somebody may lift that. */
export type AuditRetention = NonNullable<Settings["auditRetention"]>;

/** What one function may leave out of its settings, and another one needs. */
type OptionalSetting = "stateMachineArn" | "hmacKeyArn" | "eventBusName";

/** Settings that do not fit their schema: a fault of the deployment, never of an object. */
export class InvalidSettingsError extends Error {
  override readonly name = "InvalidSettingsError";
}

/**
 * Checks settings when a function starts, where a deployment's mistake is still cheap.
 *
 * @throws InvalidSettingsError naming the fields at fault
 */
export function parseSettings(settings: unknown): Settings {
  const result = v.safeParse(settingsSchema, settings);
  if (result.success) return result.output;
  const fields = result.issues.map((issue) => v.getDotPath(issue) ?? "settings");
  throw new InvalidSettingsError(`settings: wrong or missing: ${[...new Set(fields)].join(", ")}`);
}

/**
 * A setting that the schema leaves open because other functions have no use for it.
 *
 * @throws InvalidSettingsError where it is absent
 */
export function requireSetting(settings: Settings, name: OptionalSetting): string {
  const value = settings[name];
  if (value === undefined || value === "") throw new InvalidSettingsError(`settings: missing: ${name}`);
  return value;
}
