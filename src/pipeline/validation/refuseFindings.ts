import type { ValidationReport } from "../../../dicom/validate/finding";
import { sentenceOf } from "../../../dicom/validate/findingCodes";
import { actionOf, judge } from "../../judgeFindings";
import type { ValidationPolicy } from "../../validationPolicy";
import { InputRejectedError } from "../rejection";

/** Findings that a rejection tells; more would make no sender the wiser, and the state has its bounds. */
const TOLD_FINDINGS = 50;

/** @throws InputRejectedError with what the policy rejects or holds of the findings */
export function refuseFindings(report: ValidationReport, policy: ValidationPolicy): void {
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
