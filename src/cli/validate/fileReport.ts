import { FileSource, readDicom } from "../../../dicom";
import type { Finding } from "../../../dicom/validate/finding";
import { sentenceOf } from "../../../dicom/validate/findingCodes";
import { validateDicom, type ValidateOptions } from "../../../dicom/validate/validateDicom";
import { judge } from "../../judgeFindings";
import type { ValidationPolicy } from "../../validationPolicy";
import { failureOf } from "../failure";

/** A finding with its sentence; without a level where the file could not be read. */
export type ReportedFinding = Omit<Finding, "level" | "code"> & {
  readonly level?: Finding["level"];
  readonly code: string;
  readonly sentence: string;
};

/** What was found in one file, and what the policy makes of it. */
export interface FileReport {
  readonly input: string;
  readonly outcome: "passes" | "held" | "rejected";
  readonly counts: Readonly<Record<string, number>>;
  /** Findings that are counted and not listed. */
  readonly omitted: number;
  readonly findings: readonly ReportedFinding[];
}

const OUTCOMES = { reject: "rejected", hold: "held", pass: "passes" } as const;

/** Reads a file and holds it to the standard; what cannot be read is a finding with the engine's code. */
export async function reportFile(
  input: string,
  policy: ValidationPolicy,
  options: ValidateOptions,
): Promise<FileReport> {
  try {
    const source = await FileSource.open(input);
    try {
      const report = validateDicom(await readDicom(source), options);
      return {
        input,
        outcome: OUTCOMES[judge(report, policy).action],
        counts: report.counts,
        omitted: report.omitted,
        findings: report.findings.map((finding) => ({ ...finding, sentence: sentenceOf(finding.code) })),
      };
    } finally {
      await source.close();
    }
  } catch (error) {
    const { code, sentence } = failureOf(error);
    return unreadable(input, code, sentence);
  }
}

export function unreadable(input: string, code: string, sentence: string): FileReport {
  const findings = [{ severity: "error", code, sentence }] as const;
  return { input, outcome: "rejected", counts: { [code]: 1 }, omitted: 0, findings };
}
