/** CloudWatch namespace of all of the pipeline's own metrics, and the only one its roles may write to. */
export const METRICS_NAMESPACE = "MedicalImaging/Pipeline";

/** The functions of the pipeline; each is one file of src/handlers and one bundle of dist/lambda. */
export const FUNCTION_NAMES = ["dispatch", "ingestion", "validation", "deidentification", "study"] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];

const FUNCTION_ALARMS = ["duration", "errors", "throttles"] as const;

/** What ends the names of the alarms. */
export const ALARM_NAMES = [
  "aborted",
  "dead-letters",
  "quarantined-share",
  "queue-age",
  "service-failures",
  "stalled",
  "study-dead-letters",
  "throttled-transitions",
  "timed-out",
  "unrecorded-failures",
  ...FUNCTION_ALARMS.flatMap((what) => FUNCTION_NAMES.map((name) => `function-${what}-${name}` as const)),
] as const;

export type AlarmName = (typeof ALARM_NAMES)[number];

export interface Named {
  readonly projectName: string;
  readonly environment: string;
}

/** What every name of the stack begins with, such as `medical-imaging-pipeline-dev`. */
export const namePrefix = ({ projectName, environment }: Named): string => `${projectName}-${environment}`;

export const lambdaFunctionName = (stack: Named, name: FunctionName): string =>
  `${namePrefix(stack)}-${name}`;

export const workflowName = ({ environment }: Pick<Named, "environment">): string =>
  `dicom-processing-workflow-${environment}`;

export const reprocessingName = ({ environment }: Pick<Named, "environment">): string =>
  `dicom-reprocessing-${environment}`;
