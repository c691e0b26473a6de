import { DicomFormatError, FileSource, readDicom } from "../../../dicom";
import type { Finding, ValidationReport } from "../../../dicom/validate/finding";
import { sentenceOf, type Severity } from "../../../dicom/validate/findingCodes";
import { validateDicom, type ValidateOptions } from "../../../dicom/validate/validateDicom";
import { validateFront } from "../../../dicom/validate/validateFront";
import { judge } from "../../judgeFindings";
import { rejectionOf } from "../../pipeline/rejection";
import type { ValidationPolicy } from "../../validationPolicy";
import { countBySeverity, isListed, SEVERITIES, type CodeCounts } from "./severities";

/** A finding with its sentence. */
export type ReportedFinding = Omit<Finding, "code"> & {
  readonly code: string;
  readonly sentence: string;
};

/** What was found in one file, and what the policy makes of it. */
export interface FileReport {
  readonly input: string;
  readonly outcome: "passes" | "held" | "rejected";
  /** Codes of what it is rejected for, or of what it is held for; none of one that passes. */
  readonly because: readonly string[];
  readonly counts: CodeCounts;
  /** Findings that are counted, and are not among `findings`. */
  readonly omitted: number;
  readonly findings: readonly ReportedFinding[];
}

const OUTCOMES = { reject: "rejected", hold: "held", pass: "passes" } as const;

/**
 * Reads a file and holds it to the standard. One that reading cannot go past is rejected for that, with what is found in front of
 * the place.
 *
 * @throws what the file system says
 */
export async function reportFile(
  input: string,
  policy: ValidationPolicy,
  options: ValidateOptions,
): Promise<FileReport> {
  const source = await FileSource.open(input);
  try {
    const report = validateDicom(await readDicom(source), options);
    const { action, codes = [] } = judge(report, policy);
    return {
      input,
      outcome: OUTCOMES[action],
      because: codes,
      counts: report.counts,
      omitted: report.omitted,
      findings: withSentences(report),
    };
  } catch (error) {
    const front = error instanceof DicomFormatError ? await validateFront(source, error, options) : undefined;
    return refusedByReading(input, error, front?.report);
  } finally {
    await source.close();
  }
}

const NOTHING: ValidationReport = { findings: [], counts: {}, omitted: 0 };

/** @throws the error where the content of the file is not at fault */
function refusedByReading(input: string, error: unknown, front: ValidationReport = NOTHING): FileReport {
  const rejection = rejectionOf(error);
  if (!rejection?.findings) throw error;
  const { code, message, findings } = rejection;
  return {
    input,
    outcome: "rejected",
    because: [code],
    counts: { ...front.counts, [code]: (front.counts[code] ?? 0) + 1 },
    omitted: front.omitted,
    // The error knows more than what its code says.
    findings: [...findings.map((finding) => ({ ...finding, sentence: message })), ...withSentences(front)],
  };
}

const withSentences = ({ findings }: ValidationReport): readonly ReportedFinding[] =>
  findings.map((finding) => ({ ...finding, sentence: sentenceOf(finding.code) }));

/** The report with findings of the severity `least` and worse; the others are counted. */
export function listedOf(report: FileReport, least: Severity): FileReport {
  const findings = report.findings.filter(({ severity }) => isListed(severity, least));
  return { ...report, findings, omitted: report.omitted + report.findings.length - findings.length };
}

/** Whether the file passes, and has no finding of the severity `least` or worse. */
export function isInOrder({ outcome, counts }: FileReport, least: Severity): boolean {
  const found = countBySeverity(counts);
  return outcome === "passes" && SEVERITIES.every((one) => !isListed(one, least) || found[one] === 0);
}
