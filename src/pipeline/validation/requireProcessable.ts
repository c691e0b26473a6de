import type { DicomObject } from "../../../dicom/model/dicomObject";
import { validateProcessability } from "../../../dicom/validate/validateProcessability";
import { DEFAULT_VALIDATION } from "../../validationPolicy";
import { refuseFindings } from "./refuseFindings";

/**
 * Refuses what every policy does, without the checks that find nothing else.
 *
 * @throws InputRejectedError with what is wrong
 */
export function requireProcessable(object: DicomObject): void {
  refuseFindings(validateProcessability(object), DEFAULT_VALIDATION);
}
