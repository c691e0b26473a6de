import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { declared } from "../declaredProperties";
import type { AccessControl } from "../iam/accessControl";
import type { CredentialStore } from "../iam/credentials";
import type { DeclaredPolicies } from "../iam/declaredPolicies";
import { evaluateAccess } from "../iam/policyEvaluator";
import type { DeclaredResource, DeclaredStack } from "../program";
import { unpackFunctionArchive } from "../program";
import { functionEnvironment } from "./functionEnvironment";
import type { InvocationOutcome } from "./functionProcess";
import { createFunctionRunner } from "./functionRunner";

export interface LocalFunction {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Waits its turn; a failure is an outcome. */
  invoke(event: unknown): Promise<InvocationOutcome>;
  close(): Promise<void>;
}

/** Defaults are Lambda's. */
const functionSchema = v.object({
  name: v.string(),
  arn: v.string(),
  role: v.string(),
  handler: v.string(),
  runtime: v.string(),
  memorySize: v.optional(v.number(), 128),
  timeout: v.optional(v.number(), 3),
  reservedConcurrentExecutions: v.optional(v.number(), -1),
  environment: v.optional(v.object({ variables: v.optional(v.record(v.string(), v.string()), {}) })),
  loggingConfig: v.optional(v.object({ logGroup: v.optional(v.string()) })),
});
type FunctionProperties = v.InferOutput<typeof functionSchema>;

export interface FunctionParts {
  readonly directory: string;
  readonly endpointUrl: string;
  readonly region: string;
  readonly credentials: CredentialStore;
  readonly policies: DeclaredPolicies;
  readonly access: AccessControl;
  readonly onProblem: (problem: string) => void;
}

/** Unpacks each declared function's archive and readies its processes, which start with the first event. */
export function createDeclaredFunctions(
  stack: DeclaredStack,
  parts: FunctionParts,
): Promise<LocalFunction[]> {
  const declarations = declared(stack, "aws:lambda/function:Function", functionSchema);
  return Promise.all(
    declarations.map(({ resource, properties }) => createFunction(resource, properties, parts)),
  );
}

async function createFunction(
  resource: DeclaredResource,
  properties: FunctionProperties,
  parts: FunctionParts,
): Promise<LocalFunction> {
  const { name, arn, role, handler, runtime, memorySize, timeout, environment } = properties;
  const codeDirectory = join(parts.directory, "functions", name);
  await rm(codeDirectory, { recursive: true, force: true });
  await unpackFunctionArchive(resource, codeDirectory);

  const { region, endpointUrl } = parts;
  const assumable = canAssume(parts, role, arn);
  // Without a role that Lambda may take there are no credentials: the endpoint then knows the key of no one.
  const key = assumable ? parts.credentials.keyOf(role) : { accessKeyId: "NONE", secretAccessKey: "NONE" };
  if (!assumable)
    parts.onProblem(`${name}: the trust policy of its role does not let lambda.amazonaws.com in`);
  const identity = {
    name,
    arn,
    handler,
    runtime,
    memoryMb: memorySize,
    logGroupName: properties.loggingConfig?.logGroup ?? `/aws/lambda/${name}`,
    codeDirectory,
    declared: environment?.variables ?? {},
  };
  const runner = createFunctionRunner({
    codeDirectory,
    environment: functionEnvironment(identity, { url: endpointUrl, region, ...key }),
    memoryMb: memorySize,
    timeoutSeconds: timeout,
    logFile: join(parts.directory, "logs", `${name}.log`),
    concurrency: concurrencyOf(properties.reservedConcurrentExecutions),
  });
  return { name, arn, roleArn: role, invoke: (event) => runner.invoke(event), close: () => runner.close() };
}

/** As many as there are cores, and no more than are reserved; 0 reserved throttles on AWS, and is one here. */
function concurrencyOf(reserved: number): number {
  const cores = availableParallelism();
  return reserved < 0 ? cores : Math.max(1, Math.min(cores, reserved));
}

function canAssume({ policies, access }: FunctionParts, roleArn: string, functionArn: string): boolean {
  return mayTakeRole(policies, access.accountId, roleArn, "lambda.amazonaws.com", functionArn);
}

/** Whether the role's trust policy lets a service in on behalf of one of its resources. */
export function mayTakeRole(
  policies: DeclaredPolicies,
  accountId: string,
  roleArn: string,
  service: string,
  sourceArn: string,
): boolean {
  const trust = policies.trust.get(roleArn);
  if (trust === undefined) return false;
  return evaluateAccess(
    { identity: [], resource: [trust] },
    {
      principal: { kind: "service", service },
      action: "sts:AssumeRole",
      resource: roleArn,
      context: { "aws:sourceaccount": accountId, "aws:sourcearn": sourceArn },
    },
  ).allowed;
}
