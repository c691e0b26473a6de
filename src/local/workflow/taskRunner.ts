import { invokeLambda, type LambdaInvokeOptions } from "./lambdaInvoke";
import { DISTRIBUTED_MAP } from "./distributedMap/mapDefinition";
import { START_EXECUTION_SYNC } from "./nestedExecution";
import { unsupported, type PreparedDefinition } from "./definition";
import { optimizedIntegration } from "./optimizedIntegration";
import type { SdkIntegration } from "./sdkIntegration";

/**
 * Runs one Task with its Parameters applied; rejects with a TaskFailure.
 *
 * @param signal aborted when the execution has ended
 */
export type TaskRunner = (input: unknown, signal: AbortSignal) => Promise<unknown>;

export interface TaskParts {
  readonly lambda: LambdaInvokeOptions;
  readonly sdk: SdkIntegration;
  /** Runs `startExecution.sync:2`. */
  readonly nested: TaskRunner;
  /** What stands in the place of a distributed Map, by its name. */
  readonly distributedMap: (name: string) => TaskRunner;
}

const LAMBDA_FUNCTION = /^arn:aws:lambda:[^:]*:[^:]*:function:/;
const SDK_ACTION = /^arn:aws:states:::aws-sdk:(\w+):(\w+)$/;

/**
 * What each Task of a definition does, by its declared Resource.
 * @throws LocalStartError CANNOT_RUN_LOCALLY for a Resource that cannot run locally
 */
export function createTaskRunners(
  { tasks }: PreparedDefinition,
  parts: TaskParts,
): Record<string, TaskRunner> {
  return Object.fromEntries(tasks.map(({ name, resource }) => [name, taskRunner(name, resource, parts)]));
}

function taskRunner(name: string, resource: string, { lambda, sdk, ...parts }: TaskParts): TaskRunner {
  if (resource === DISTRIBUTED_MAP) return parts.distributedMap(name);
  if (resource === START_EXECUTION_SYNC) return parts.nested;
  if (resource === "arn:aws:states:::lambda:invoke")
    return async (input) => {
      const { FunctionName, Payload = {} } = input as { FunctionName?: unknown; Payload?: unknown };
      const { payload, version } = await invokeLambda(lambda, String(FunctionName), Payload);
      return { ExecutedVersion: version, Payload: payload, StatusCode: 200 };
    };
  if (LAMBDA_FUNCTION.test(resource))
    return async (input) => (await invokeLambda(lambda, resource, input)).payload;
  const optimized = optimizedIntegration(resource.replace(/^arn:aws:states:::/, ""), sdk);
  if (optimized !== undefined) return (input) => optimized(input as Record<string, unknown>);
  const [, service, action] = SDK_ACTION.exec(resource) ?? [];
  if (service === undefined || action === undefined || !sdk.supports(service, action))
    throw unsupported(`state ${name}: ${resource}`);
  return (input) => sdk.call(service, action, input as Record<string, unknown>);
}
