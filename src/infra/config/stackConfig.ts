import * as v from "valibot";
import type { Policy } from "../../../dicom/deidentify/policy/policy";

/** Days that CloudWatch Logs can keep a log group for. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const ENCRYPTIONS = ["aes256", "kms"] as const;

const RUNTIMES = ["nodejs22.x", "nodejs24.x"] as const;

// Each message says what the key may be; the reader of the configuration puts key and value before it.

const text = (pattern: RegExp, allowed: string) => v.pipe(v.string(allowed), v.regex(pattern, allowed));

const wholeNumber = (minimum: number, maximum: number, unit: string) => {
  const allowed = `a whole number of ${unit} from ${minimum} to ${maximum}`;
  return v.pipe(
    text(/^\d{1,9}$/, allowed),
    v.transform(Number),
    v.minValue(minimum, allowed),
    v.maxValue(maximum, allowed),
  );
};

const flag = v.pipe(
  v.picklist(["true", "false"], "true or false"),
  v.transform((value) => value === "true"),
);

const bucketName = text(
  /^(?!\d+\.\d+\.\d+\.\d+$)(?!xn--|sthree-)(?!.*-s3alias$)[a-z0-9](?:[a-z0-9-]{1,61})[a-z0-9]$/,
  "an S3 bucket name: 3 to 63 lower-case letters, digits and hyphens, without dots",
);

const retentionAllowed = `a number of days that CloudWatch Logs knows: ${RETENTION_DAYS.join(", ")}`;

/** The stack's configuration as text (as `pulumi config` holds it) to its values. */
export const stackConfigSchema = v.object({
  projectName: v.optional(
    text(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/, "2 to 32 lower-case letters, digits and hyphens, a letter first"),
    "medical-imaging-pipeline",
  ),
  environment: text(
    /^[a-z0-9](?:[a-z0-9-]{0,18}[a-z0-9])?$/,
    "1 to 20 lower-case letters, digits and hyphens, such as dev or prod",
  ),
  rawBucketName: v.optional(bucketName),
  processedBucketName: v.optional(bucketName),
  logsBucketName: v.optional(bucketName),
  // S3 takes nothing into STANDARD_IA before its 30th day.
  lifecycleDays: v.optional(wholeNumber(30, 3650, "days"), "90"),
  enableS3Encryption: v.optional(flag, "true"),
  /** Keys of S3's own, or one in KMS that only this stack's roles may use. */
  encryption: v.optional(v.picklist(ENCRYPTIONS, `one of ${ENCRYPTIONS.join(", ")}`), "aes256"),
  lambdaRuntime: v.optional(v.picklist(RUNTIMES, `one of ${RUNTIMES.join(", ")}`), "nodejs24.x"),
  lambdaTimeoutSeconds: v.optional(wholeNumber(10, 900, "seconds"), "300"),
  lambdaMemoryMb: v.optional(wholeNumber(128, 10240, "MB"), "512"),
  logRetentionDays: v.optional(
    v.pipe(
      text(/^\d{1,4}$/, retentionAllowed),
      v.transform(Number),
      v.picklist(RETENTION_DAYS, retentionAllowed),
    ),
    "30",
  ),
  enableLambdaVpc: v.optional(
    v.pipe(
      flag,
      v.check((value) => !value, "false for now: functions in a VPC are not built yet"),
    ),
    "false",
  ),
  /** Path of the de-identification policy file, from the project's folder. */
  deidPolicy: v.optional(v.pipe(v.string(), v.nonEmpty("the path of a JSON or YAML policy file"))),
});

export const CONFIG_KEYS = Object.keys(stackConfigSchema.entries);

type ParsedConfig = v.InferOutput<typeof stackConfigSchema>;

/** What the stack is configured to be; every value checked. */
export interface StackConfig extends Omit<ParsedConfig, "deidPolicy"> {
  readonly region: string;
  /** Whether nobody has told the AWS provider the region, so that the program must. */
  readonly regionIsDefault: boolean;
  readonly deidPolicy: Policy;
}
