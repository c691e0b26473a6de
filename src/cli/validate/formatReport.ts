import pc from "picocolors";
import type { FindingLevel, Severity } from "../../../dicom/validate/findingCodes";
import { printable } from "../printable";
import type { FileReport, ReportedFinding } from "./fileReport";

const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

/** Findings of a file that are listed for a person; the rest is counted. */
const LISTED = 60;

const LEVELS: readonly (readonly [FindingLevel | undefined, string])[] = [
  [undefined, "reading"],
  ["encoding", "encoding"],
  ["value", "values"],
  ["consistency", "consistency"],
  ["iod", "information object"],
];

const COLOURS = { error: pc.red, warning: pc.yellow, note: pc.dim };
const OUTCOME_COLOURS = { passes: pc.green, held: pc.yellow, rejected: pc.red };

/** One file for a person: what becomes of it, and findings by level. */
export function formatReport({ input, outcome, findings, omitted }: FileReport, least: Severity): string {
  const head = `${printable(input)}: ${OUTCOME_COLOURS[outcome](outcome)}`;
  if (findings.length === 0) return `${head}, nothing found\n`;
  const shown = findings.filter(({ severity }) => isListed(severity, least));
  const listed = shown.slice(0, LISTED);
  const lines = LEVELS.flatMap(([level, title]) => {
    const own = listed.filter((finding) => finding.level === level);
    return own.length > 0 ? [`  ${pc.bold(title)}`, ...own.map(findingLine)] : [];
  });
  const more = findings.length - listed.length + omitted;
  if (more > 0) lines.push(pc.dim(`  … and ${more} more`));
  return [`${head}, ${severityCounts(findings)}`, ...lines, ""].join("\n");
}

/** `2 errors, 1 note`. */
export function severityCounts(findings: readonly { readonly severity: Severity }[]): string {
  const texts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [`${count} ${severity}${count > 1 ? "s" : ""}`] : [];
  });
  return texts.join(", ") || "nothing found";
}

export function isListed(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

function findingLine({
  severity,
  code,
  sentence,
  tag,
  path,
  expected,
  value,
  clause,
}: ReportedFinding): string {
  const place = path && tag && path !== tag ? `${path} (${tag})` : (path ?? tag);
  const details = [
    expected && `expected ${expected}`,
    value !== undefined && `is ${printable(value)}`,
    clause,
  ];
  const where = place ? ` ${pc.bold(place)}` : "";
  const told = details.filter(Boolean).join("; ");
  return `    ${COLOURS[severity](severity.padEnd(7))} ${code}${where}: ${sentence}${told && ` [${told}]`}`;
}
