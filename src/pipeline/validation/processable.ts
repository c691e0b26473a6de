import type { DicomObject } from "../../../dicom/model/dicomObject";
import type { ValidationReport } from "../../../dicom/validate/finding";
import { sentenceOf } from "../../../dicom/validate/findingCodes";
import { validateDicom, validateProcessability } from "../../../dicom/validate/validateDicom";
import { InputRejectedError } from "../rejection";
import { DEFAULT_VALIDATION, type ValidationPolicy } from "../../validationPolicy";
import { actionOf, judge } from "../../judgeFindings";

/** Findings that a rejection tells; more would make no sender the wiser, and the state has its bounds. */
const TOLD_FINDINGS = 50;

/**
 * All that was found, where the policy lets the object pass.
 *
 * @throws InputRejectedError with what the policy rejects or holds
 */
export function validateProcessable(object: DicomObject, policy: ValidationPolicy): ValidationReport {
  const report = validateDicom(object);
  refuse(report, policy);
  return report;
}

/**
 * Refuses what every policy does, without the checks that find nothing else.
 *
 * @throws InputRejectedError with what is wrong
 */
export function requireProcessable(object: DicomObject): void {
  refuse(validateProcessability(object), DEFAULT_VALIDATION);
}

function refuse(report: ValidationReport, policy: ValidationPolicy): void {
  const { action, because } = judge(report, policy);
  if (!because) return;
  const { code, tag, path, clause } = because;
  const refused = report.findings.filter((finding) => actionOf(finding.code, policy) !== "pass");
  throw new InputRejectedError({
    code,
    message: sentenceOf(code),
    tag,
    path,
    clause,
    ...(action === "hold" && { held: true }),
    findings: refused.slice(0, TOLD_FINDINGS),
    findingCounts: report.counts,
  });
}
