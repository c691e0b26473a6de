import { CALL_SECONDS, SERVICE_RETRY } from "../stateMachines/states";

/** An item that ends so has no record: the same run, resumed, takes it up again. */
export const OR_UNDECIDED = [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Undecided" }];

/**
 * The state that calls a service's API by its SDK, and leaves the item to another attempt at the run where the service refuses.
 *
 * @param resource such as `s3:headObject`
 * @param fields the others of the state
 */
export const callTask = <Fields extends object>(resource: string, fields: Fields) => ({
  Type: "Task",
  Resource: `arn:aws:states:::aws-sdk:${resource}`,
  TimeoutSeconds: CALL_SECONDS,
  Retry: SERVICE_RETRY,
  Catch: OR_UNDECIDED,
  ...fields,
});
