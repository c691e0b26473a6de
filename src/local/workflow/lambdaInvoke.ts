import { Buffer } from "node:buffer";
import { findFunction, type NamedFunction } from "../functions/functionNames";
import type { FunctionError } from "../functions/protocol";
import { TaskFailure } from "./taskFailure";

export interface InvocableFunction extends NamedFunction {
  invoke(event: unknown): Promise<{ readonly payload?: unknown; readonly error?: FunctionError }>;
}

export interface LambdaInvokeOptions {
  readonly functions: readonly InvocableFunction[];
  /** Whether the state machine's role may invoke this function, by its ARN with the qualifier that is called. */
  readonly mayInvoke: (functionArn: string) => boolean;
  readonly roleArn: string;
}

/** Largest input or result of a state: 256 KiB of JSON. */
const MAX_STATE_BYTES = 262_144;

/** `arn:aws:states:::lambda:invoke` and a bare function ARN: answers the function's result, and the version that ran. */
export async function invokeLambda(
  { functions, mayInvoke, roleArn }: LambdaInvokeOptions,
  functionName: string,
  event: unknown,
): Promise<{ readonly payload: unknown; readonly version: string }> {
  const found = findFunction(functions, functionName);
  const arn = found?.arn ?? functionName;
  if (!mayInvoke(arn))
    throw lambdaException(
      `User: ${roleArn} is not authorized to perform: lambda:InvokeFunction on resource: ${arn} ` +
        "because no identity-based policy allows the lambda:InvokeFunction action",
      403,
      "AccessDeniedException",
    );
  if (found === undefined)
    throw new TaskFailure(
      "Lambda.ResourceNotFoundException",
      lambdaException(`Function not found: ${arn}`, 404, "ResourceNotFoundException").causeText,
    );
  const { payload = null, error } = await found.fn.invoke(event);
  if (error !== undefined) throw new TaskFailure(error.errorType, JSON.stringify(error));
  if (Buffer.byteLength(JSON.stringify(payload)) > MAX_STATE_BYTES)
    throw new TaskFailure(
      "States.DataLimitExceeded",
      "The result of the function is larger than a state of the execution may be",
    );
  return { payload, version: found.version };
}

function lambdaException(message: string, status: number, code: string): TaskFailure {
  const where = `(Service: AWSLambda; Status Code: ${status}; Error Code: ${code})`;
  return new TaskFailure("Lambda.AWSLambdaException", `${message} ${where}`);
}
