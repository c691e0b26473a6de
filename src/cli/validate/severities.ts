import { severityOf, type Severity } from "../../../dicom/validate/findingCodes";

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

/** How many findings there are of each code. */
export type CodeCounts = Readonly<Record<string, number>>;

/** Whether `severity` is `least` or worse. */
export function isListed(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

export function countBySeverity(counts: CodeCounts): Readonly<Record<Severity, number>> {
  const found = { error: 0, warning: 0, note: 0 };
  for (const [code, count] of Object.entries(counts)) found[severityOf(code)] += count;
  return found;
}

/** `2 errors, 1 note`; empty where there is none of these severities. */
export function formatCounts(counts: CodeCounts, severities = SEVERITIES): string {
  const found = countBySeverity(counts);
  return severities
    .filter((severity) => found[severity] > 0)
    .map((severity) => `${found[severity]} ${severity}${found[severity] > 1 ? "s" : ""}`)
    .join(", ");
}
