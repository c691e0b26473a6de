import type { StackConfig } from "./config/stackConfig";

/** What the content of a resource may tell about a patient. */
export type DataClassification = "phi" | "deidentified" | "operational";

/** The tags that every taggable resource of the stack carries. */
export const resourceTags = (
  {
    projectName,
    environment,
    owner,
    costCenter,
  }: Pick<StackConfig, "projectName" | "environment" | "owner" | "costCenter">,
  dataClassification: DataClassification,
): Record<string, string> => ({
  project: projectName,
  environment,
  ...(owner !== undefined && { owner }),
  ...(costCenter !== undefined && { costCenter }),
  dataClassification,
});
