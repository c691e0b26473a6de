import { RAW_PREFIXES } from "../../bucketPrefixes";
import type { StepName } from "../../handlers/runtime/stepHandler";
import { completionStates, quarantineEventTask, type EventTargets } from "./eventStates";
import {
  FAILURE,
  functionTask,
  metricTask,
  parsedResult,
  patient,
  serviceTask,
  statusChoice,
  type State,
} from "../stateMachines/states";

/** A state machine of the Amazon States Language. */
export interface WorkflowDefinition {
  readonly Comment: string;
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, State>>;
}

/** `environment` is also what the metrics of success and failure are counted under. */
export interface WorkflowOptions extends EventTargets {
  /** Timeout of one call of a function. */
  readonly functionTimeoutSeconds: number;
}

/**
 * An execution that runs out of this ends without a quarantine entry. No way through the states takes as long, if every attempt of
 * every task takes its time and every wait is the longest, whatever is configured: a test adds them up.
 */
export const WORKFLOW_SECONDS = 7 * 24 * 60 * 60;

/**
 * The life of one object, from `{ bucketName, objectKey, versionId }` to its de-identified copy, or to
 * its quarantine. The state carries pointers, counts and codes: nothing that identifies a patient but
 * the object's key.
 */
export const workflowDefinition = (
  functionArns: Readonly<Record<StepName, string>>,
  { functionTimeoutSeconds: timeoutSeconds, ...targets }: WorkflowOptions,
): WorkflowDefinition => ({
  Comment: "De-identifies one DICOM object",
  StartAt: "IngestionStep",
  TimeoutSeconds: WORKFLOW_SECONDS,
  States: {
    IngestionStep: functionTask(
      { arn: functionArns.ingestion, timeoutSeconds },
      {},
      "CheckIngestionStatus",
      "ErrorHandler",
    ),
    CheckIngestionStatus: statusChoice("ParseIngestionResult", "ErrorHandler"),
    ParseIngestionResult: parsedResult("ingestion", "ValidationStep"),

    ValidationStep: functionTask(
      { arn: functionArns.validation, timeoutSeconds },
      {},
      "CheckValidationStatus",
      "ErrorHandler",
    ),
    CheckValidationStatus: statusChoice("ParseValidationResult", "ErrorHandler"),
    ParseValidationResult: parsedResult("validation", "DeidentificationStep"),

    DeidentificationStep: functionTask(
      { arn: functionArns.deidentification, timeoutSeconds },
      { "startedAt.$": "$$.Execution.StartTime" },
      "CheckDeidentificationStatus",
      "ErrorHandler",
    ),
    CheckDeidentificationStatus: statusChoice("ParseDeidentificationResult", "ErrorHandler"),
    ParseDeidentificationResult: parsedResult("deidentification", "PublishSuccessMetric"),

    PublishSuccessMetric: metricTask([["PipelineSuccess"]], targets.environment, "CheckPublication"),
    ...completionStates(targets, "SuccessState"),
    SuccessState: { Type: "Succeed" },

    ...errorPath(targets),
  },
});

/** Says why, marks the version and writes the reason beside it, counts and tells, then fails. */
const errorPath = (targets: EventTargets): Readonly<Record<string, State>> => ({
  ErrorHandler: {
    Type: "Choice",
    Choices: [{ Variable: "$.error", IsPresent: true, Next: "DescribeServiceFailure" }],
    Default: "DescribeRejection",
  },
  DescribeServiceFailure: {
    Type: "Pass",
    Result: { reason: { code: "PROCESSING_FAILED", fault: "service" } },
    ResultPath: FAILURE,
    Next: "TagQuarantinedVersion",
  },
  DescribeRejection: {
    Type: "Pass",
    Parameters: { "reason.$": "States.StringToJson($.result.body)" },
    ResultPath: FAILURE,
    Next: "TagQuarantinedVersion",
  },
  ...quarantineStates("PublishFailureMetric"),
  PublishFailureMetric: metricTask(
    [
      ["PipelineFailure"],
      ["PipelineFailure", { Name: "Fault", "Value.$": `${FAILURE}.reason.fault` }],
      ["Quarantined", { Name: "Reason", "Value.$": `${FAILURE}.reason.code` }],
    ],
    targets.environment,
    "PublishQuarantineEvent",
  ),
  PublishQuarantineEvent: quarantineEventTask(targets, "FailureState"),
  FailureState: {
    Type: "Fail",
    ErrorPath: `${FAILURE}.reason.code`,
    Cause: `The reason is in the raw bucket under ${RAW_PREFIXES.quarantine}<execution name>/reason.json`,
  },
});

/** Marks the version, and writes the reason beside it; the first state is TagQuarantinedVersion. */
const quarantineStates = (next: string): Readonly<Record<string, State>> => ({
  TagQuarantinedVersion: patient(
    serviceTask(
      "s3:putObjectTagging",
      {
        "Bucket.$": "$.bucketName",
        "Key.$": "$.objectKey",
        "VersionId.$": "$.versionId",
        Tagging: { TagSet: [{ Key: "quarantine", "Value.$": `${FAILURE}.reason.code` }] },
      },
      "WriteQuarantineReason",
    ),
  ),
  WriteQuarantineReason: patient(
    serviceTask(
      "s3:putObject",
      {
        "Bucket.$": "$.bucketName",
        "Key.$": `States.Format('${RAW_PREFIXES.quarantine}{}/reason.json', $$.Execution.Name)`,
        // Without the version's id, which is what keeps the name from being tried against guessed keys.
        Body: {
          "executionName.$": "$$.Execution.Name",
          "reason.$": `${FAILURE}.reason`,
        },
        ContentType: "application/json",
      },
      next,
    ),
  ),
});
