import { LOGS_PREFIXES } from "../../bucketPrefixes";
import { ANNOUNCED_OUTCOMES, DETAIL_TYPES, EVENT_SOURCE } from "../../completionEvents";
import { FAILURE, integrationTask, patient, type State } from "../stateMachines/states";

/** What of its environment the workflow tells others by. */
export interface EventTargets {
  readonly environment: string;
  readonly eventBusName: string;
  /** Absent where studies are not told of. */
  readonly studies?: StudyTargets | undefined;
}

export interface StudyTargets {
  readonly queueUrl: string;
  /** Has the markers. */
  readonly bucketName: string;
  /** What has to pass after an object before its study counts as complete. */
  readonly quietMinutes: number;
}

type States = Readonly<Record<string, State>>;

const OUTPUT = "$.deidentification.facts";

/**
 * Tells of an object's output and has its study looked at later; the first state is CheckPublication. Of an output that another execution
 * wrote too: that one may have ended before it told anybody.
 */
export const completionStates = (targets: EventTargets, next: string): States => ({
  CheckPublication: {
    Type: "Choice",
    Choices: ANNOUNCED_OUTCOMES.map((outcome) => ({
      Variable: `${OUTPUT}.outcome`,
      StringEquals: outcome,
      Next: "PublishObjectEvent",
    })),
    Default: next,
  },
  PublishObjectEvent: eventTask(
    targets,
    DETAIL_TYPES.objectDeidentified,
    {
      "outcome.$": `${OUTPUT}.outcome`,
      "bucketName.$": `${OUTPUT}.outputBucketName`,
      "objectKey.$": `${OUTPUT}.outputKey`,
      "versionId.$": `${OUTPUT}.outputVersionId`,
      "sizeBytes.$": `${OUTPUT}.sizeBytes`,
      "checksum.$": `${OUTPUT}.checksum`,
      "sopClassUid.$": "$.ingestion.facts.sopClassUid",
      "studyInstanceUid.$": `${OUTPUT}.studyInstanceUid`,
      "seriesInstanceUid.$": `${OUTPUT}.seriesInstanceUid`,
      "sopInstanceUid.$": `${OUTPUT}.sopInstanceUid`,
    },
    targets.studies ? "MarkStudy" : next,
  ),
  ...(targets.studies && studyStates(targets.studies, next)),
});

/**
 * Leaves a new version of the study's marker, and a message that names it and is delivered after the quiet time: by then
 * the study function can see whether a later object has left another (docs/decisions/0017-completion-events.md).
 */
const studyStates = ({ queueUrl, bucketName, quietMinutes }: StudyTargets, next: string): States => ({
  MarkStudy: {
    ...patient(
      integrationTask(
        "aws-sdk:s3:putObject",
        {
          Bucket: bucketName,
          "Key.$": `States.Format('${LOGS_PREFIXES.studyMarkers}{}.json', ${OUTPUT}.studyInstanceUid)`,
          Body: { "executionName.$": "$$.Execution.Name" },
          ContentType: "application/json",
        },
        { next: "AwaitQuietStudy", onError: next },
      ),
    ),
    ResultSelector: { "versionId.$": "$.VersionId" },
    ResultPath: "$.marker",
  },
  // The marker that was left silences every message before this one: it is worth some patience.
  AwaitQuietStudy: patient(
    integrationTask(
      "sqs:sendMessage",
      {
        QueueUrl: queueUrl,
        DelaySeconds: 60 * quietMinutes,
        MessageBody: {
          "studyInstanceUid.$": `${OUTPUT}.studyInstanceUid`,
          marker: {
            "key.$": `States.Format('${LOGS_PREFIXES.studyMarkers}{}.json', ${OUTPUT}.studyInstanceUid)`,
            "versionId.$": "$.marker.versionId",
          },
        },
      },
      { next },
    ),
  ),
});

/** Tells that an object is in quarantine, by its execution: its key can hold a name. */
export const quarantineEventTask = (targets: EventTargets, next: string): State =>
  eventTask(
    targets,
    DETAIL_TYPES.objectQuarantined,
    { "code.$": `${FAILURE}.reason.code`, "fault.$": `${FAILURE}.reason.fault` },
    next,
  );

const eventTask = (
  { environment, eventBusName }: EventTargets,
  detailType: string,
  detail: Readonly<Record<string, string>>,
  next: string,
): State =>
  // Not the SDK's own action, which takes entries that were refused for a success.
  patient(
    integrationTask(
      "events:putEvents",
      {
        Entries: [
          {
            EventBusName: eventBusName,
            Source: EVENT_SOURCE,
            DetailType: detailType,
            Detail: { environment, "executionName.$": "$$.Execution.Name", ...detail },
          },
        ],
      },
      { next },
    ),
  );
