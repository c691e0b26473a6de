import pc from "picocolors";
import type { FindingLevel, Severity } from "../../../dicom/validate/findingCodes";
import { printable } from "../printable";
import type { FileReport } from "./fileReport";
import { formatFinding } from "./formatFinding";
import { countBySeverity, formatCounts, isListed, SEVERITIES } from "./severities";

export interface ReportOptions {
  /** What is listed: all of this severity and worse. */
  readonly severity: Severity;
  /** Findings of a file that are listed at most. */
  readonly listed: number;
}

const LEVELS: readonly (readonly [FindingLevel, string])[] = [
  ["encoding", "encoding"],
  ["value", "values"],
  ["consistency", "consistency"],
  ["iod", "information object"],
];

const OUTCOME_COLOURS = { passes: pc.green, held: pc.yellow, rejected: pc.red };

/** One file for a person: what becomes of it and why, findings by level, and how many are not listed. */
export function formatReport(report: FileReport, options: ReportOptions): string {
  const { input, outcome, because, counts, findings } = report;
  const found = formatCounts(counts) || "nothing found";
  const head = `${printable(input)}: ${OUTCOME_COLOURS[outcome](outcome)}${reasonOf(because)}; ${found}`;
  const listed = findings
    .filter(({ severity }) => isListed(severity, options.severity))
    .slice(0, options.listed);
  const lines = LEVELS.flatMap(([level, title]) => {
    const own = listed.filter((finding) => finding.level === level);
    return own.length > 0 ? [`  ${pc.bold(title)}`, ...own.map(formatFinding)] : [];
  });
  const rest = unlisted(report, options).map((text) => pc.dim(`  … ${text}`));
  return [head, ...lines, ...rest, ""].join("\n");
}

/** ` because of INVALID_ORIENTATION and 6 more`. */
function reasonOf([first, ...others]: readonly string[]): string {
  if (first === undefined) return "";
  return ` because of ${first}${others.length > 0 ? ` and ${others.length} more` : ""}`;
}

/** What is not listed, by why it is not. */
function unlisted({ counts, findings }: FileReport, { severity: least, listed }: ReportOptions): string[] {
  const found = countBySeverity(counts);
  const shown = SEVERITIES.filter((severity) => isListed(severity, least));
  const hidden = SEVERITIES.filter((severity) => !isListed(severity, least) && found[severity] > 0);
  const kept = findings.filter(({ severity }) => isListed(severity, least)).length;
  const notKept = shown.reduce((sum, severity) => sum + found[severity], 0) - kept;
  return [
    ...(kept > listed ? [`${kept - listed} more not listed (--json has them)`] : []),
    ...(notKept > 0
      ? [
          `${notKept} more only counted (at most 20 of a code at an attribute are kept, --max-findings in all)`,
        ]
      : []),
    ...(hidden.length > 0 ? [`${formatCounts(counts, hidden)} not shown (--severity ${hidden.at(-1)})`] : []),
  ];
}
