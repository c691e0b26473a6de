import type { DicomObject } from "../../../dicom/model/dicomObject";
import type { Finding, ValidationReport } from "../../../dicom/validate/finding";
import { sentenceOf, type FindingCode } from "../../../dicom/validate/findingCodes";
import { validateDicom, validateProcessability } from "../../../dicom/validate/validateDicom";
import { InputRejectedError } from "../rejection";

/** What no output can be made of, or one that would be wrong: an object without an identity, pixels that cannot be as described. */
export const REJECTED: ReadonlySet<string> = new Set<FindingCode>([
  "MISSING_SOP_CLASS_UID",
  "MISSING_SOP_INSTANCE_UID",
  "DICOMDIR_NOT_SUPPORTED",
  "INVALID_PIXEL_DESCRIPTION",
  "TRUNCATED_PIXEL_DATA",
]);

/**
 * All that was found, where nothing of it is a reason to reject the object.
 *
 * @throws InputRejectedError with the first finding that is
 */
export function validateProcessable(object: DicomObject): ValidationReport {
  const report = validateDicom(object);
  refuseRejected(report);
  return report;
}

/**
 * Refuses what `validateProcessable` does, without the checks that find nothing else.
 *
 * @throws InputRejectedError with the first finding that is a reason to
 */
export function requireProcessable(object: DicomObject): void {
  refuseRejected(validateProcessability(object));
}

export const isRejected = ({ code }: Finding): boolean => REJECTED.has(code);

function refuseRejected({ findings }: ValidationReport): void {
  const first = findings.find(isRejected);
  if (!first) return;
  const { code, tag, path, clause } = first;
  throw new InputRejectedError({ code, message: sentenceOf(code), tag, path, clause });
}
