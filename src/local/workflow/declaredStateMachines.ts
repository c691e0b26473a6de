import { join } from "node:path";
import * as v from "valibot";
import { declared } from "../declaredProperties";
import type { LocalFunction } from "../functions/declaredFunctions";
import { credentialsOfRole, type RoleParts } from "../iam/credentialsOfRole";
import type { RequestContext } from "../iam/conditions";
import { EXECUTION_KEY_ACTIONS, keyArn, missingKeyActions, stateMachineContext } from "../iam/keyUse";
import { LocalStartError } from "../localStartError";
import type { DeclaredStack } from "../program";
import { prepareDefinition, unsupported, type PreparedDefinition } from "./definition";
import { distributedMapRunner } from "./distributedMap/runDistributedMap";
import type { ExecutionEvent } from "./execution";
import { nestedExecutionRunner } from "./nestedExecution";
import { PendingExecutions } from "./pendingExecutions";
import type { MachineToRun } from "./runExecution";
import { createSdkIntegration } from "./sdkIntegration";
import { loadStateMachineLibrary } from "./stateMachineLibrary";
import { StateMachineRunner } from "./stateMachineRunner";
import { createTaskRunners } from "./taskRunner";

const machineSchema = v.object({
  name: v.string(),
  arn: v.string(),
  roleArn: v.string(),
  definition: v.string(),
  type: v.optional(v.string(), "STANDARD"),
  encryptionConfiguration: v.optional(v.object({ kmsKeyId: keyArn })),
  loggingConfiguration: v.optional(v.object({ level: v.optional(v.string(), "OFF") })),
});

/**
 * What Step Functions asks of the role when a state machine that logs is made. A change of its log asks for more, which does not happen
 * here.
 */
const LOG_DELIVERY_SETUP = [
  "logs:CreateLogDelivery",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
];

/** Long enough for a process to come up again, short enough not to keep anyone waiting. */
const RETRY_DELAY_MS = 200;

interface StateMachineParts extends RoleParts {
  readonly directory: string;
  readonly endpointUrl: string;
  readonly region: string;
  readonly functions: readonly LocalFunction[];
  readonly onExecution: (event: ExecutionEvent) => void;
}

export interface LocalStateMachine {
  readonly runner: StateMachineRunner;
  /** Starts again what an earlier run left unfinished. */
  resume(): void;
  close(): Promise<void>;
}

/** @throws LocalStartError CANNOT_RUN_LOCALLY where a machine cannot run as it is declared */
export function createDeclaredStateMachines(
  stack: DeclaredStack,
  parts: StateMachineParts,
): LocalStateMachine[] {
  const makeLibraryMachine = loadStateMachineLibrary();
  const machines = new Map<string, StateMachineRunner>();
  return declared(stack, "aws:sfn/stateMachine:StateMachine", machineSchema).map(({ properties }) => {
    const machine = createStateMachine(properties, parts, { machines, makeLibraryMachine });
    machines.set(properties.arn, machine.runner);
    return machine;
  });
}

interface Surroundings {
  /** All machines of the stack, once they are made. */
  readonly machines: ReadonlyMap<string, StateMachineRunner>;
  readonly makeLibraryMachine: ReturnType<typeof loadStateMachineLibrary>;
}

function createStateMachine(
  { name, arn, roleArn, definition, type, ...rest }: v.InferOutput<typeof machineSchema>,
  parts: StateMachineParts,
  { machines, makeLibraryMachine }: Surroundings,
): LocalStateMachine {
  if (type !== "STANDARD") throw unsupported(`${name}: a state machine of type ${type}`);
  const taker = { name, arn, roleArn, service: "states.amazonaws.com" } as const;
  const { key, assumed } = credentialsOfRole(parts, taker);
  const principal = { kind: "identity", arn: roleArn } as const;
  const may = (action: string, resource: string, context: RequestContext = {}) =>
    assumed && parts.access.allows({ principal, action, resource, context });
  const logs = (rest.loggingConfiguration?.level ?? "OFF") !== "OFF";
  const missing = (logs ? LOG_DELIVERY_SETUP : []).filter((action) => !may(action, "*"));
  if (missing.length > 0)
    throw new LocalStartError(
      "CANNOT_RUN_LOCALLY",
      `${name} logs, but its role lacks ${missing.join(", ")}: Step Functions would refuse to make it`,
    );
  const kmsKeyArn = rest.encryptionConfiguration?.kmsKeyId;
  requireKey(parts, { name, arn, roleArn, kmsKeyArn, logs });
  const sdk = createSdkIntegration({ url: parts.endpointUrl, region: parts.region, ...key });
  const lambda = {
    functions: parts.functions,
    roleArn,
    mayInvoke: (functionArn: string) => may("lambda:InvokeFunction", functionArn),
  };
  const nested = nestedExecutionRunner({ machines, may });

  const runnable = (ownArn: string, ownName: string, prepared: PreparedDefinition): MachineToRun => ({
    arn: ownArn,
    name: ownName,
    roleArn,
    prepared,
    library: makeLibraryMachine(prepared.definition),
    tasks: createTaskRunners(prepared, { lambda, sdk, nested, distributedMap: mapsOf(prepared) }),
    retryDelayMs: RETRY_DELAY_MS,
  });
  const mapsOf = (prepared: PreparedDefinition) => (state: string) => {
    const found = prepared.maps.get(state);
    if (found === undefined) throw unsupported(`state ${state}: a Map that was not prepared`);
    const { map, processor } = found;
    return distributedMapRunner({
      map,
      machineArn: arn,
      processor: runnable(`${arn}/${map.label}`, `${name}/${map.label}`, processor),
      sdk,
      mayStartItems: () => may("states:StartExecution", arn),
    });
  };

  const pending = new PendingExecutions(join(parts.directory, "pending", name));
  const runner = new StateMachineRunner({
    ...runnable(arn, name, prepareDefinition(definition)),
    kmsKeyArn,
    onStart: (execution) => pending.add(execution),
    onEvent: (event) => {
      pending.onEvent(event);
      parts.onExecution(event);
    },
  });
  return {
    runner,
    resume() {
      for (const execution of pending.leftOver()) runner.start(execution.name, execution.inputText);
    },
    async close() {
      await runner.close();
      sdk.close();
    },
  };
}

interface KeyedMachine {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly kmsKeyArn: string | undefined;
  readonly logs: boolean;
}

/** @throws LocalStartError CANNOT_RUN_LOCALLY where the role may not use the machine's key, so that on AWS every execution would fail */
function requireKey(
  { access, region }: StateMachineParts,
  { name, arn, roleArn, kmsKeyArn, logs }: KeyedMachine,
): void {
  const role = { kind: "identity", arn: roleArn } as const;
  const delivery = { kind: "service", service: "delivery.logs.amazonaws.com" } as const;
  const logContext = { "kms:EncryptionContext:SourceArn": `arn:aws:logs:${region}:${access.accountId}:*` };
  const missing = missingKeyActions(access, kmsKeyArn, EXECUTION_KEY_ACTIONS, {
    principal: role,
    context: stateMachineContext(arn, region),
  });
  if (logs)
    missing.push(
      ...missingKeyActions(access, kmsKeyArn, ["kms:GenerateDataKey"], {
        principal: role,
        context: logContext,
      }),
      ...missingKeyActions(access, kmsKeyArn, ["kms:Decrypt"], { principal: delivery, context: logContext }),
    );
  if (missing.length > 0)
    throw new LocalStartError(
      "CANNOT_RUN_LOCALLY",
      `${name} has a key in KMS, but its role or log delivery lacks ${missing.join(", ")}: no execution would run`,
    );
}
