import { SFNClient } from "@aws-sdk/client-sfn";
import { stepFunctionsWorkflow } from "../aws/stepFunctionsWorkflow";
import { dispatchMessages, type DispatchPorts } from "../pipeline/dispatchMessages";
import { parseSettings, requireSetting, type Settings } from "../settings";
import { functionMetrics } from "./runtime/functionMetrics";
import { createLog } from "./runtime/log";
import { createQueueHandler, type QueueHandler } from "./runtime/queueBatch";

/**
 * The function behind the queue of S3 events: starts one execution of the workflow per object version.
 *
 * @throws InvalidSettingsError when the function starts
 */
export function createHandler(settings: Settings, ports: DispatchPorts = awsPorts(settings)): QueueHandler {
  const { rawBucketName } = parseSettings(settings);
  return createQueueHandler("dispatch", (messages) => dispatchMessages(messages, rawBucketName, ports));
}

function awsPorts(settings: Settings): DispatchPorts {
  return {
    workflow: stepFunctionsWorkflow(new SFNClient({}), requireSetting(settings, "stateMachineArn")),
    log: createLog(),
    metrics: functionMetrics(settings),
    now: Date.now,
  };
}
