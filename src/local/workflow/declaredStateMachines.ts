import { join } from "node:path";
import * as v from "valibot";
import { declared } from "../declaredProperties";
import type { LocalFunction } from "../functions/declaredFunctions";
import { credentialsOfRole, type RoleParts } from "../iam/credentialsOfRole";
import { LocalStartError } from "../localStartError";
import type { DeclaredStack } from "../program";
import { prepareDefinition, unsupported } from "./definition";
import type { ExecutionEvent } from "./execution";
import { PendingExecutions } from "./pendingExecutions";
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
export async function createDeclaredStateMachines(
  stack: DeclaredStack,
  parts: StateMachineParts,
): Promise<LocalStateMachine[]> {
  const makeLibraryMachine = await loadStateMachineLibrary();
  return declared(stack, "aws:sfn/stateMachine:StateMachine", machineSchema).map(({ properties }) => {
    const { name, arn, roleArn, definition, type } = properties;
    if (type !== "STANDARD") throw unsupported(`${name}: a state machine of type ${type}`);
    const { region, access, functions, onExecution } = parts;
    const { key, assumed } = credentialsOfRole(parts, {
      name,
      arn,
      roleArn,
      service: "states.amazonaws.com",
    });
    const principal = { kind: "identity", arn: roleArn } as const;
    const level = properties.loggingConfiguration?.level ?? "OFF";
    const missing = (level === "OFF" ? [] : LOG_DELIVERY_SETUP).filter(
      (action) => !access.allows({ principal, action, resource: "*" }),
    );
    if (missing.length > 0)
      throw new LocalStartError(
        "CANNOT_RUN_LOCALLY",
        `${name} logs, but its role lacks ${missing.join(", ")}: Step Functions would refuse to make it`,
      );
    const prepared = prepareDefinition(definition);
    const sdk = createSdkIntegration({ url: parts.endpointUrl, region, ...key });
    const lambda = {
      functions,
      roleArn,
      mayInvoke: (functionArn: string) =>
        assumed && access.allows({ principal, action: "lambda:InvokeFunction", resource: functionArn }),
    };
    const tasks = createTaskRunners(prepared, lambda, sdk);
    const pending = new PendingExecutions(join(parts.directory, "pending", name));
    const runner = new StateMachineRunner({
      arn,
      name,
      roleArn,
      prepared,
      library: makeLibraryMachine(prepared.definition),
      tasks,
      retryDelayMs: RETRY_DELAY_MS,
      onStart: (execution) => pending.add(execution),
      onEvent: (event) => {
        pending.onEvent(event);
        onExecution(event);
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
  });
}
