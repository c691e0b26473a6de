import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { declared } from "../declaredProperties";
import type { Faults } from "../faults/faults";
import { credentialsOfRole, type RoleParts } from "../iam/credentialsOfRole";
import { unpackFunctionArchive, type DeclaredResource, type DeclaredStack } from "../program";
import { functionEnvironment } from "./functionEnvironment";
import type { NamedFunction } from "./functionNames";
import type { InvocationOutcome } from "./functionProcess";
import type { LogAction } from "./functionLog";
import { createFunctionRunner } from "./functionRunner";

export interface LocalFunction extends NamedFunction {
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
  version: v.optional(v.string(), "$LATEST"),
  memorySize: v.optional(v.number(), 128),
  timeout: v.optional(v.number(), 3),
  reservedConcurrentExecutions: v.optional(v.number(), -1),
  environment: v.optional(v.object({ variables: v.optional(v.record(v.string(), v.string()), {}) })),
  loggingConfig: v.optional(v.object({ logGroup: v.optional(v.string()) })),
});
const aliasSchema = v.object({ name: v.string(), arn: v.string(), functionVersion: v.string() });
type FunctionProperties = v.InferOutput<typeof functionSchema>;

interface FunctionParts extends RoleParts {
  readonly directory: string;
  readonly endpointUrl: string;
  readonly region: string;
  readonly faults?: Faults | undefined;
  /** Each line of a function's log. */
  readonly onLogLine: (line: string) => void;
}

/** Unpacks each declared function's archive and readies its processes, which start with the first event. */
export function createDeclaredFunctions(
  stack: DeclaredStack,
  parts: FunctionParts,
): Promise<LocalFunction[]> {
  const declarations = declared(stack, "aws:lambda/function:Function", functionSchema);
  const aliases = declared(stack, "aws:lambda/alias:Alias", aliasSchema).map(({ properties }) => properties);
  return Promise.all(
    declarations.map(({ resource, properties }) => {
      const { arn, version } = properties;
      const own = aliases.filter((alias) => alias.arn === `${arn}:${alias.name}`);
      const versions = new Map(own.map(({ name, functionVersion }) => [name, functionVersion]));
      return createFunction(resource, properties, { ...parts, versions: versions.set(version, version) });
    }),
  );
}

async function createFunction(
  resource: DeclaredResource,
  properties: FunctionProperties,
  parts: FunctionParts & Pick<LocalFunction, "versions">,
): Promise<LocalFunction> {
  const { name, arn, role, handler, runtime, memorySize, timeout, environment } = properties;
  const codeDirectory = join(parts.directory, "functions", name);
  await rm(codeDirectory, { recursive: true, force: true });
  await unpackFunctionArchive(resource, codeDirectory);

  const { region, endpointUrl, access } = parts;
  const taker = { name, arn, roleArn: role, service: "lambda.amazonaws.com" } as const;
  const { key } = credentialsOfRole(parts, taker);
  const logGroupName = properties.loggingConfig?.logGroup ?? `/aws/lambda/${name}`;
  const identity = {
    name,
    arn,
    handler,
    runtime,
    memoryMb: memorySize,
    logGroupName,
    codeDirectory,
    declared: environment?.variables ?? {},
  };
  const runner = createFunctionRunner({
    codeDirectory,
    environment: functionEnvironment(identity, { url: endpointUrl, region, ...key }),
    isNamed: parts.faults !== undefined,
    memoryMb: memorySize,
    timeoutSeconds: timeout,
    logFile: join(parts.directory, "logs", `${name}.log`),
    mayLog: (action: LogAction) => {
      const logStream = `arn:aws:logs:${region}:${access.accountId}:log-group:${logGroupName}:log-stream:local`;
      const principal = { kind: "identity", arn: role } as const;
      const allowed = access.allows({ principal, action, resource: logStream });
      if (!allowed) parts.onProblem(`${name}: its role lacks ${action} on its log group, so its log is lost`);
      return allowed;
    },
    concurrency: concurrencyOf(properties.reservedConcurrentExecutions),
    onLogLine: parts.onLogLine,
  });
  return {
    name,
    arn,
    versions: parts.versions,
    roleArn: role,
    invoke: (event) =>
      parts.faults?.invocation(name, event, (onProcess) => runner.invoke(event, onProcess)) ??
      runner.invoke(event),
    close: () => runner.close(),
  };
}

/** As many as there are cores, and no more than are reserved; 0 reserved throttles on AWS, and is one here. */
function concurrencyOf(reserved: number): number {
  const cores = availableParallelism();
  return reserved < 0 ? cores : Math.max(1, Math.min(cores, reserved));
}
