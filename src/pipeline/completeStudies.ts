import * as v from "valibot";
import { DETAIL_TYPES, studyMessageSchema, type StudyCompleted } from "../completionEvents";
import { errorNameOf } from "./errors";
import { studyPrefixOf } from "./outputKeys";
import type { EventPublisher, Log, StudyMarkers, StudyReader } from "./ports";

interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
}

export interface CompletionPorts {
  readonly markers: StudyMarkers;
  readonly studies: StudyReader;
  readonly events: EventPublisher;
  readonly log: Log;
}

export interface CompletionSettings {
  readonly environment: string;
  readonly processedBucketName: string;
}

const STEP = "study";

/**
 * Tells of each study that has come to rest. Every object leaves a new version of its study's marker, and a message
 * that names it and comes later: the message speaks for the study only if no other object has left a version since, so
 * that of all messages of a study the last one speaks, once.
 *
 * @returns the ids of the messages that failed; the queue delivers them again and in the end moves them to its dead-letter queue
 */
export async function completeStudies(
  messages: readonly QueueMessage[],
  settings: CompletionSettings,
  ports: CompletionPorts,
): Promise<string[]> {
  const failed = await Promise.all(
    messages.map(async ({ messageId, body }) => {
      try {
        const completed = await completeStudy(body, settings, ports);
        ports.log.info(completed ? "study completed" : "study not at rest", { step: STEP });
        return [];
      } catch (error) {
        const code = error instanceof SyntaxError ? "NOT_JSON" : errorNameOf(error);
        ports.log.error("message failed", { step: STEP, code });
        return [messageId];
      }
    }),
  );
  return failed.flat();
}

async function completeStudy(
  body: string,
  { environment, processedBucketName }: CompletionSettings,
  { markers, studies, events }: CompletionPorts,
): Promise<boolean> {
  const { studyInstanceUid, marker } = v.parse(studyMessageSchema, JSON.parse(body));
  if ((await markers.currentVersionOf(marker.key)) !== marker.versionId) return false;
  const prefix = studyPrefixOf(studyInstanceUid);
  const { lastModified, ...counts } = await studies.contentsOf(prefix);
  // Somebody has taken all of it away since: there is nothing to fetch.
  if (lastModified === undefined) return false;
  const detail: StudyCompleted = {
    environment,
    bucketName: processedBucketName,
    prefix,
    studyInstanceUid,
    ...counts,
    lastModified: lastModified.toISOString(),
  };
  await events.publish(DETAIL_TYPES.studyCompleted, detail);
  return true;
}
