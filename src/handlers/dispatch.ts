import { SFNClient } from "@aws-sdk/client-sfn";
import * as v from "valibot";
import { stepFunctionsWorkflow } from "../aws/stepFunctionsWorkflow";
import { dispatchMessages, type DispatchPorts } from "../pipeline/dispatchMessages";
import { InvalidStepEventError } from "../pipeline/errors";
import { parseSettings, requireSetting, type Settings } from "../settings";
import { functionMetrics } from "./runtime/functionMetrics";
import { createLog } from "./runtime/log";

const batchSchema = v.object({ Records: v.array(v.object({ messageId: v.string(), body: v.string() })) });

/** What SQS expects of a function with `ReportBatchItemFailures`. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * The function behind the queue of S3 events: starts one execution of the workflow per object version.
 *
 * @throws InvalidSettingsError when the function starts
 */
export function createHandler(
  settings: Settings,
  ports: DispatchPorts = awsPorts(settings),
): (event: unknown) => Promise<BatchResponse> {
  const { rawBucketName } = parseSettings(settings);
  return async (event) => {
    if (!v.is(batchSchema, event)) throw new InvalidStepEventError("dispatch: the event is no SQS batch");
    const failed = await dispatchMessages(event.Records, rawBucketName, ports);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

function awsPorts(settings: Settings): DispatchPorts {
  return {
    workflow: stepFunctionsWorkflow(new SFNClient({}), requireSetting(settings, "stateMachineArn")),
    log: createLog(),
    metrics: functionMetrics(settings),
    now: Date.now,
  };
}
