/**
 * What the pipeline counts itself, in its own namespace of CloudWatch. Every set of dimensions is a series of its own and costs
 * as one, so their values come from closed lists; all of them are under `Environment` too. What AWS counts anyhow is not counted
 * again: the time from start to end of an execution is `ExecutionTime` of AWS/States.
 */
export const METRICS = {
  /** Executions that ended well; counted by the workflow. */
  PipelineSuccess: { unit: "Count", dimensionSets: [[]] },
  /** Executions that ended in quarantine, all of them and by whose fault it was: `input` or `service`. */
  PipelineFailure: { unit: "Count", dimensionSets: [[], ["Fault"]] },
  /** The same by code, such as `NOT_DICOM`; `PROCESSING_FAILED` where no input was at fault. */
  Quarantined: { unit: "Count", dimensionSets: [["Reason"]] },
  /** From the handler's start to its end, however it ended. */
  StepDuration: { unit: "Milliseconds", dimensionSets: [["Step"]] },
  /** Bytes that passed through the function of a step which went well, in both directions. */
  BytesMoved: { unit: "Bytes", dimensionSets: [["Step"]] },
  /** Size of an object that ingestion could read. */
  ObjectBytes: { unit: "Bytes", dimensionSets: [[]] },
  /** Errors and warnings of an object, whether it passes or is refused; notes are in the audit record alone. */
  ValidationFindings: { unit: "Count", dimensionSets: [["Code"]] },
  /** Attributes that de-identification decided on, by the letter of Table E.1-1a. */
  AttributeActions: { unit: "Count", dimensionSets: [["Action"]] },
  /** From S3's time of the event to the start of its execution. */
  ArrivalToStart: { unit: "Milliseconds", dimensionSets: [[]] },
} as const;

export type MetricName = keyof typeof METRICS;

/** The dimension that all metrics have, beside their own: the stacks of one account do not add up. */
export const ENVIRONMENT_DIMENSION = "Environment";
