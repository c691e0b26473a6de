/**
 * Validation: all that may be imported from `medical-imaging-pipeline/dicom/validate`, which loads the tables of the information
 * objects. docs/validation.md says what is looked at.
 */

// Validate
export { validateDicom, type ValidateOptions } from "./validateDicom";
export { validateFront, type FrontOfFile } from "./validateFront";
export type { FindingLogOptions } from "./findingLog";
export type { Finding, ValidationReport } from "./finding";

// What findings say
export {
  FINDING_KINDS,
  kindOf,
  sentenceOf,
  type FindingCode,
  type FindingKind,
  type FindingLevel,
  type Severity,
} from "./findingCodes";
