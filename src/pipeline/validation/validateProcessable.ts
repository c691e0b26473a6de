import type { DicomObject } from "../../../dicom/model/dicomObject";
import type { ValidationReport } from "../../../dicom/validate/finding";
import { validateDicom } from "../../../dicom/validate/validateDicom";
import type { ValidationPolicy } from "../../validationPolicy";
import { refuseFindings } from "./refuseFindings";

/**
 * All that was found, where the policy lets the object pass.
 *
 * @throws InputRejectedError with what the policy rejects or holds
 */
export function validateProcessable(object: DicomObject, policy: ValidationPolicy): ValidationReport {
  const report = validateDicom(object);
  refuseFindings(report, policy);
  return report;
}
