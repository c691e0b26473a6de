import * as v from "valibot";
import { policySchema } from "./policy";

/**
 * What the Pulumi program tells its functions: plain JSON, captured by each function's closure and
 * checked when the function starts. Holds names and numbers, never a secret.
 */
export const settingsSchema = v.strictObject({
  projectName: v.string(),
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
  deidPolicy: policySchema,
});

export type Settings = v.InferOutput<typeof settingsSchema>;
