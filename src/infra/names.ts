import type { StackConfig } from "./config/stackConfig";

/** CloudWatch namespace of all of the pipeline's own metrics, and the only one its roles may write to. */
export const METRICS_NAMESPACE = "MedicalImaging/Pipeline";

/** The functions of the pipeline; each is one file of src/handlers and one bundle of dist/lambda. */
export const FUNCTION_NAMES = ["dispatch", "ingestion", "validation", "deidentification", "study"] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];

type NamedConfig = Pick<StackConfig, "projectName" | "environment">;

/** What every name of the stack begins with, such as `medical-imaging-pipeline-dev`. */
export const namePrefix = ({ projectName, environment }: NamedConfig): string =>
  `${projectName}-${environment}`;

export const lambdaFunctionName = (config: NamedConfig, name: FunctionName): string =>
  `${namePrefix(config)}-${name}`;

export const workflowName = ({ environment }: NamedConfig): string =>
  `dicom-processing-workflow-${environment}`;

export const reprocessingName = ({ environment }: NamedConfig): string => `dicom-reprocessing-${environment}`;

/** Whether the stack holds data that a slip of the hand must not delete: `prod`, `prod-eu`, `hospital-production`. */
export const isProduction = ({ environment }: NamedConfig): boolean =>
  /(^|-)prod(uction)?(-|$)/.test(environment);
