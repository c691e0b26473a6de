import * as v from "valibot";
import { DEFAULT_POLICY, type Policy } from "../../../dicom/deidentify/policy/policy";
import { parsePolicy } from "../../deidPolicy";
import {
  DEFAULT_VALIDATION,
  VALIDATION_PRESETS,
  validationPreset,
  type ValidationPolicy,
} from "../../validationPolicy";
import { parseValidationPolicy } from "../../validationPolicyFile";
import { closestName } from "./closestName";
import { namePrefix } from "../names";
import { readPolicyFile, type PolicyReading } from "./readPolicyFile";
import { CONFIG_KEYS, stackConfigSchema, type StackConfig } from "./stackConfig";

/** The longest bucket name, less the longest `-processed-dicom` and Pulumi's `-1234567`. */
const LONGEST_PREFIX = 63 - "-processed-dicom".length - "-1234567".length;

const DEFAULT_REGION = "us-east-1";

/** Of the commercial partition: every ARN of the program begins with `arn:aws:`, which those of GovCloud, China and others do not. */
const COMMERCIAL_REGION =
  /^(?:af|ap|ca|eu|il|me|mx|sa|us)-(?:(?:north|south)(?:east|west)?|east|west|central)-[1-9]$/;

/** Keys that would do nothing, which who sets them does not expect, unless another one has them do something. */
const DEPENDENT_KEYS: readonly {
  readonly key: string;
  readonly where: string;
  readonly isMet: (values: Readonly<Record<string, string>>) => boolean;
}[] = [
  {
    key: "githubOidcProviderArn",
    where: "githubRepository is",
    isMet: ({ githubRepository }) => githubRepository !== undefined,
  },
  {
    key: "vpcCidr",
    where: "enableLambdaVpc is true",
    isMet: ({ enableLambdaVpc = "false" }) => enableLambdaVpc !== "false",
  },
  {
    key: "auditRetentionMode",
    where: "auditRetentionDays is 1 or more",
    isMet: ({ auditRetentionDays = "0" }) => Number(auditRetentionDays) !== 0,
  },
];

export interface StackConfigSource {
  /** The project's name in Pulumi.yaml: what stands before the colon of its keys. */
  readonly namespace: string;
  /** The stack's name, which `environment` falls back to. */
  readonly stack: string;
  /** The project's own keys, without the namespace, as text. */
  readonly values: Readonly<Record<string, string>>;
  /** The region that the AWS provider is told, where it is told one. */
  readonly region: string | undefined;
  /** The folder that policy files are relative to. */
  readonly projectRoot: string;
}

export type ParsedStackConfig = { readonly config: StackConfig } | { readonly problems: readonly string[] };

/** Checks the configuration of a stack as a whole, so that every mistake is told at once. */
export function parseStackConfig(source: StackConfigSource): ParsedStackConfig {
  const { namespace } = source;
  const values: Record<string, string> = { environment: source.stack, ...source.values };
  const described = (key: string) => `${namespace}:${key} is ${JSON.stringify(values[key] ?? "")}`;
  const problems = Object.keys(source.values)
    .filter((key) => !CONFIG_KEYS.includes(key))
    .map((key) => unknownKey(namespace, key));

  const region = source.region ?? DEFAULT_REGION;
  if (!COMMERCIAL_REGION.test(region))
    problems.push(
      `aws:region is ${JSON.stringify(region)}; it may be a region of AWS's commercial partition, such as us-east-1`,
    );

  const parsed = v.safeParse(stackConfigSchema, values, { abortPipeEarly: true });
  if (!parsed.success)
    for (const issue of parsed.issues)
      problems.push(`${described(v.getDotPath(issue) ?? "")}; it may be ${issue.message}`);

  const { deidPolicy: deidPath, validation: validationText } = parsed.success ? parsed.output : values;
  const deidentification: PolicyReading<Policy> = deidPath
    ? readPolicyFile(deidPath, source.projectRoot, parsePolicy)
    : { policy: DEFAULT_POLICY };
  const validation = readValidation(validationText, source.projectRoot);
  for (const [key, reading] of Object.entries({ deidPolicy: deidentification, validation })) {
    if ("problems" in reading)
      problems.push(...reading.problems.map((problem) => `${described(key)}; ${problem}`));
  }

  problems.push(...contradictions(values, described));
  if (problems.length > 0 || !parsed.success || !("policy" in deidentification) || !("policy" in validation))
    return { problems };
  const policies = { deidPolicy: deidentification.policy, validation: validation.policy };
  return { config: { ...parsed.output, region, regionIsDefault: source.region === undefined, ...policies } };
}

/** The policy of a preset, or of a file. */
function readValidation(text: string | undefined, projectRoot: string): PolicyReading<ValidationPolicy> {
  if (!text) return { policy: DEFAULT_VALIDATION };
  const policy = validationPreset(text);
  if (policy) return { policy };
  return readPolicyFile(text, projectRoot, parseValidationPolicy, VALIDATION_PRESETS);
}

function unknownKey(namespace: string, key: string): string {
  const meant = closestName(key, CONFIG_KEYS);
  const hint = meant ? `did you mean ${meant}?` : `it may be one of ${CONFIG_KEYS.join(", ")}`;
  return `${namespace}:${key} is not a key of this project; ${hint}`;
}

/** What each key may be on its own, but not beside the others. */
function contradictions(
  values: Readonly<Record<string, string>>,
  described: (key: string) => string,
): string[] {
  const problems: string[] = [];
  const taken = new Map<string, string>();
  for (const key of ["rawBucketName", "processedBucketName", "logsBucketName", "stateBucketName"]) {
    const name = values[key];
    if (name === undefined) continue;
    const other = taken.get(name);
    // One bucket for both would feed every output back to the pipeline.
    if (other) problems.push(`${described(key)}; it may be any name but that of ${other}`);
    else taken.set(name, key);
  }
  if (values.encryption === "kms" && values.enableS3Encryption === "false")
    problems.push(`${described("encryption")}; it may be kms where enableS3Encryption is true`);
  for (const { key, where, isMet } of DEPENDENT_KEYS)
    if (values[key] !== undefined && !isMet(values))
      problems.push(`${described(key)}; it may be set where ${where}`);
  if (values.githubRepository !== undefined && values.permissionsBoundaryArn === undefined)
    problems.push(
      `${described("githubRepository")}; it may be set where permissionsBoundaryArn is, or who deploys from there could make themselves ` +
        "administrator by a role: docs/deployment.md, Permissions boundary, has the commands that make one",
    );
  // A policy of AWS's is made to give rights: it confines nobody.
  if (values.githubRepository !== undefined && values.permissionsBoundaryArn?.startsWith("arn:aws:iam::aws:"))
    problems.push(
      `${described("permissionsBoundaryArn")}; it may be a policy of the account's own where githubRepository is set`,
    );
  const prefix = namePrefix({
    projectName: values.projectName ?? v.getDefault(stackConfigSchema.entries.projectName),
    environment: values.environment ?? "",
  });
  if (values.enableCloudTrail === "true" && prefix.includes("--"))
    problems.push(
      `${described("enableCloudTrail")}; it may be true where projectName and environment have no two hyphens ` +
        "in a row, which CloudTrail takes in no name",
    );
  if (prefix.length > LONGEST_PREFIX)
    problems.push(
      `${described("environment")}; it may be so long that "${prefix}", which bucket names begin with, ` +
        `has ${LONGEST_PREFIX} characters at most`,
    );
  return problems;
}
