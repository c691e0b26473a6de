import { EXECUTION_KEY_ACTIONS, stateMachineContext } from "../iam/keyUse";
import { ExecutionAlreadyExistsError, type StateMachineRunner } from "../workflow/stateMachineRunner";
import type { JsonObject, JsonService, RequiredAccess } from "./jsonService";
import { ServiceError } from "./serviceError";

const EXECUTION_NAME = /^[\w-]{1,80}$/;
const MAX_INPUT_BYTES = 262_144;

/** `StartExecution` on the declared state machines, and `DescribeExecution`. */
export function createStepFunctionsService(
  machines: ReadonlyMap<string, StateMachineRunner>,
  region: string,
): JsonService {
  return {
    signingName: "states",
    targetPrefix: "AWSStepFunctions",
    contentType: "application/x-amz-json-1.0",
    errorNamespace: "com.amazonaws.swf.service.v2.model",
    accessDeniedCode: "AccessDeniedException",
    operations: {
      StartExecution: {
        requiredAccess: (input) => accessToStart(String(input.stateMachineArn), machines, region),
        run: (input) => startExecution(machines, input),
      },
      DescribeExecution: {
        requiredAccess: (input) => ({
          action: "states:DescribeExecution",
          resource: String(input.executionArn),
        }),
        run: (input) => describeExecution(machines, String(input.executionArn)),
      },
    },
  };
}

function accessToStart(
  arn: string,
  machines: ReadonlyMap<string, StateMachineRunner>,
  region: string,
): RequiredAccess[] {
  const key = machines.get(arn)?.kmsKeyArn;
  const context = stateMachineContext(arn, region);
  const ofKey =
    key === undefined ? [] : EXECUTION_KEY_ACTIONS.map((action) => ({ action, resource: key, context }));
  return [{ action: "states:StartExecution", resource: arn }, ...ofKey];
}

function startExecution(machines: ReadonlyMap<string, StateMachineRunner>, input: JsonObject): JsonObject {
  const { stateMachineArn, name, input: text = "{}" } = input;
  const machine = machines.get(String(stateMachineArn));
  if (machine === undefined)
    throw new ServiceError(
      "StateMachineDoesNotExist",
      `State Machine Does Not Exist: '${String(stateMachineArn)}'`,
    );
  const executionName = name ?? crypto.randomUUID();
  if (typeof executionName !== "string" || !EXECUTION_NAME.test(executionName))
    throw new ServiceError("InvalidName", "Invalid Name: 1 to 80 letters, digits, - and _");
  if (typeof text !== "string" || Buffer.byteLength(text) > MAX_INPUT_BYTES || !isJson(text))
    throw new ServiceError(
      "InvalidExecutionInput",
      "Invalid State Machine Execution Input: not JSON, or too large",
    );
  try {
    const { executionArn, startDate } = machine.start(executionName, text);
    return { executionArn, startDate: startDate.getTime() / 1000 };
  } catch (error) {
    if (error instanceof ExecutionAlreadyExistsError)
      throw new ServiceError("ExecutionAlreadyExists", error.message);
    throw error;
  }
}

async function describeExecution(
  machines: ReadonlyMap<string, StateMachineRunner>,
  executionArn: string,
): Promise<JsonObject> {
  const [, before = "", machineName = "", name = ""] =
    /^(.*):execution:([^:]+):([^:]+)$/.exec(executionArn) ?? [];
  const stateMachineArn = `${before}:stateMachine:${machineName}`;
  const execution = await machines.get(stateMachineArn)?.describe(name);
  if (execution === undefined)
    throw new ServiceError("ExecutionDoesNotExist", `Execution Does Not Exist: '${executionArn}'`);
  const { startDate, inputText, end } = execution;
  const described = {
    executionArn,
    stateMachineArn,
    name,
    startDate: startDate.getTime() / 1000,
    input: inputText,
  };
  if (end === undefined) return { ...described, status: "RUNNING" };
  const { status, endedAt, code } = end.result;
  return {
    ...described,
    status,
    stopDate: endedAt.getTime() / 1000,
    ...(status === "SUCCEEDED" && { output: JSON.stringify(end.output) }),
    ...(code !== undefined && { error: code }),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
