import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { eventBridgePublisher } from "../aws/eventBridgePublisher";
import { s3StudyMarkers, s3StudyReader } from "../aws/s3Studies";
import { EVENT_SOURCE } from "../completionEvents";
import { completeStudies, type CompletionPorts } from "../pipeline/completeStudies";
import { parseSettings, requireSetting, type Settings } from "../settings";
import { createLog } from "./runtime/log";
import { createQueueHandler, type QueueHandler } from "./runtime/queueBatch";
import { createS3Client } from "./runtime/s3Client";

/**
 * The function behind the queue of studies: publishes an event for each study that has come to rest.
 *
 * @throws InvalidSettingsError when the function starts
 */
export function createHandler(settings: Settings, ports: CompletionPorts = awsPorts(settings)): QueueHandler {
  const checked = parseSettings(settings);
  return createQueueHandler("study", (messages) => completeStudies(messages, checked, ports));
}

function awsPorts(settings: Settings): CompletionPorts {
  const { processedBucketName, logsBucketName } = parseSettings(settings);
  const s3 = createS3Client();
  return {
    markers: s3StudyMarkers(s3, logsBucketName),
    studies: s3StudyReader(s3, processedBucketName),
    events: eventBridgePublisher(new EventBridgeClient({}), {
      eventBusName: requireSetting(settings, "eventBusName"),
      source: EVENT_SOURCE,
    }),
    log: createLog(),
  };
}
