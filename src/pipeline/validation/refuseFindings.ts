import type { Finding, ValidationReport } from "../../../dicom/validate/finding";
import { sentenceOf } from "../../../dicom/validate/findingCodes";
import { actionOf, judge } from "../../judgeFindings";
import type { ValidationPolicy } from "../../validationPolicy";
import { InputRejectedError, tellFinding, type ToldFinding } from "../rejection";
import { identifyPolicy } from "./policyIdentity";

/** Findings that a rejection tells; more would make no sender the wiser. */
const TOLD_FINDINGS = 50;

/** Of their JSON, which the state holds twice, as text and read: Step Functions allows 262,144 bytes in all. */
const TOLD_BYTES = 64 * 1024;

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
    findings: firstOf(refused),
    findingCounts: report.counts,
    validation: identifyPolicy(policy),
  });
}

function firstOf(findings: readonly Finding[]): readonly ToldFinding[] {
  const told: ToldFinding[] = [];
  let bytes = 0;
  for (const finding of findings.slice(0, TOLD_FINDINGS).map(tellFinding)) {
    bytes += Buffer.byteLength(JSON.stringify(finding));
    if (bytes > TOLD_BYTES) break;
    told.push(finding);
  }
  return told;
}
