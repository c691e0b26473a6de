import type { StackConfig } from "./config/stackConfig";

/** What the content of a resource may tell about a patient. */
export type DataClassification = "phi" | "deidentified" | "operational";

/** The tags that every taggable resource of the stack carries. */
export const resourceTags = (
  { projectName, environment }: Pick<StackConfig, "projectName" | "environment">,
  dataClassification: DataClassification,
): Record<string, string> => ({ project: projectName, environment, dataClassification });
