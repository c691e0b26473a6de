import type { RequestContext } from "../iam/conditions";
import { EXECUTION_KEY_ACTIONS, stateMachineContext } from "../iam/keyUse";
import { safeErrorName } from "./execution";
import { ExecutionAlreadyExistsError, type StateMachineRunner } from "./stateMachineRunner";
import { TaskFailure } from "./taskFailure";
import type { TaskRunner } from "./taskRunner";

export const START_EXECUTION_SYNC = "arn:aws:states:::states:startExecution.sync:2";

export interface NestedExecutionOptions {
  /** The state machines of the stack, by ARN; those that are declared later too. */
  readonly machines: ReadonlyMap<string, StateMachineRunner>;
  /** Whether the machine's role may do something to a resource. */
  readonly may: (action: string, resource: string, context?: RequestContext) => boolean;
}

/** Step Functions hears of the end of a nested execution by a rule of its own, which the role has to let it make. */
const RULE_ACTIONS = ["events:PutRule", "events:PutTargets", "events:DescribeRule"];

/** `startExecution.sync:2`: starts an execution of another machine, and answers how it ended with its output as JSON. */
export function nestedExecutionRunner({ machines, may }: NestedExecutionOptions): TaskRunner {
  return async (input) => {
    const { StateMachineArn, Name, Input = {} } = input as Readonly<Record<string, unknown>>;
    const arn = String(StateMachineArn);
    const machine = machines.get(arn);
    requireAccess(arn, machine?.kmsKeyArn, may);
    if (machine === undefined)
      throw failure("StateMachineDoesNotExistException", "State machine does not exist");
    const name = typeof Name === "string" ? Name : crypto.randomUUID();
    const { executionArn, startDate } = startOrFail(machine, name, JSON.stringify(Input));
    const { result, output } = await machine.ended(name);
    const description = {
      ExecutionArn: executionArn,
      StateMachineArn: arn,
      Name: name,
      Status: result.status,
      StartDate: startDate.getTime(),
      StopDate: result.endedAt.getTime(),
      Input,
    };
    if (result.status === "SUCCEEDED") return { ...description, Output: output };
    const error = result.code === undefined ? undefined : safeErrorName(result.code);
    throw new TaskFailure("States.TaskFailed", JSON.stringify({ ...description, Error: error }));
  };
}

function startOrFail(machine: StateMachineRunner, name: string, inputText: string) {
  try {
    return machine.start(name, inputText);
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExistsError)) throw error;
    throw failure("ExecutionAlreadyExistsException", error.message);
  }
}

function requireAccess(
  machineArn: string,
  keyArn: string | undefined,
  may: NestedExecutionOptions["may"],
): void {
  const executions = `${machineArn.replace(":stateMachine:", ":execution:")}:*`;
  const [, partition = "", place = ""] = /^arn:(.*?):states:(.*):stateMachine:/.exec(machineArn) ?? [];
  const rule = `arn:${partition}:events:${place}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule`;
  const [region = ""] = place.split(":");
  const context = stateMachineContext(machineArn, region);
  const needed: readonly (readonly [string, string, RequestContext?])[] = [
    ["states:StartExecution", machineArn],
    ["states:DescribeExecution", executions],
    ["states:StopExecution", executions],
    ...RULE_ACTIONS.map((action) => [action, rule] as const),
    ...(keyArn === undefined
      ? []
      : EXECUTION_KEY_ACTIONS.map((action) => [action, keyArn, context] as const)),
  ];
  for (const [action, resource, given] of needed)
    if (!may(action, resource, given))
      throw failure("AccessDeniedException", `Not authorized to perform: ${action} on resource: ${resource}`);
}

const failure = (name: string, cause: string) => new TaskFailure(`StepFunctions.${name}`, cause);
