import Table from "cli-table3";
import pc from "picocolors";
import { printable } from "../printable";
import type { AttributeChange } from "./changes";
import type { CompletedStudy } from "./completedStudies";
import type { Delivery } from "./deliver";
import type { LeftoverSearch } from "./leftovers";
import type { Outcome } from "./outcomes";
import type { Submission } from "./submit";

/** Rows of the table of files; more are in the exported results. */
const SHOWN_FILES = 40;
const SHOWN_CHANGES = 24;

const PLAIN = { style: { head: [], border: [], compact: true } };

/** What became of each file, one row each. */
export function filesTable(
  submissions: readonly Submission[],
  outcomes: ReadonlyMap<string, Outcome>,
): string {
  const table = new Table({
    head: ["File", "Outcome", "Output or reason"].map((text) => pc.bold(text)),
    ...PLAIN,
  });
  for (const { input, executionName } of submissions.slice(0, SHOWN_FILES)) {
    const outcome = outcomes.get(executionName);
    const name = printable(input.relativePath);
    if (!outcome) table.push([name, pc.red("lost"), "neither output nor quarantine entry"]);
    else if (outcome.kind === "deidentified") {
      table.push([name, pc.green("de-identified"), shortKey(outcome.outputKey)]);
    } else if (outcome.kind === "superseded") {
      table.push([name, "superseded", `by a newer version: ${shortKey(outcome.outputKey)}`]);
    } else table.push([name, pc.yellow("quarantined"), outcome.code]);
  }
  const rest = submissions.length - SHOWN_FILES;
  return rest > 0 ? `${table.toString()}\n… and ${rest} more` : table.toString();
}

/** Counts by outcome and code: `7 de-identified, 2 quarantined (1 NOT_DICOM, 1 BURNED_IN_ANNOTATION)`. */
export function summary(submissions: readonly Submission[], outcomes: ReadonlyMap<string, Outcome>): string {
  const codes = new Map<string, number>();
  let deidentified = 0;
  let superseded = 0;
  for (const outcome of outcomes.values()) {
    if (outcome.kind === "deidentified") deidentified++;
    else if (outcome.kind === "superseded") superseded++;
    else codes.set(outcome.code, (codes.get(outcome.code) ?? 0) + 1);
  }
  const quarantined = outcomes.size - deidentified - superseded;
  const reasons = [...codes].map(([code, count]) => `${count} ${code}`).join(", ");
  const lost = submissions.length - outcomes.size;
  const keys = new Set(
    [...outcomes.values()].flatMap((one) => (one.kind === "deidentified" ? [one.outputKey] : [])),
  );
  const versions = deidentified - keys.size;
  return [
    `${submissions.length} in`,
    `${deidentified} de-identified${versions > 0 ? ` (${versions} with the SOP Instance UID of another input, kept as versions)` : ""}`,
    ...(superseded > 0 ? [`${superseded} superseded by newer versions`] : []),
    `${quarantined} quarantined${reasons === "" ? "" : ` (${reasons})`}`,
    `${lost} lost`,
  ].join(", ");
}

/** One line a study that the stack told of as complete. */
export const studyLines = (studies: readonly CompletedStudy[]): string[] =>
  studies
    .slice(0, SHOWN_FILES)
    .map(
      ({ prefix, instanceCount, seriesCount, sizeBytes }) =>
        `study completed: ${shortKey(prefix)} ${instanceCount} instances in ${seriesCount} series, ${sizeBytes} bytes`,
    );

export function changesTable(changes: readonly AttributeChange[]): string {
  const table = new Table({ head: ["Attribute", "Before", "After"].map((text) => pc.bold(text)), ...PLAIN });
  for (const { attribute, before, after } of changes.slice(0, SHOWN_CHANGES))
    table.push([attribute, before, after]);
  const rest = changes.length - SHOWN_CHANGES;
  return rest > 0 ? `${table.toString()}\n… and ${rest} more` : table.toString();
}

export function deliveryLines({ url, expiresInSeconds, sizeBytes, sha256 }: Delivery): string {
  return [
    `${pc.bold("Download link")} (valid ${expiresInSeconds} s while the endpoint runs), followed once without credentials:`,
    `  ${url}`,
    `  ${sizeBytes} bytes, SHA-256 ${sha256}`,
  ].join("\n");
}

export function leftoverLine({ searched, found }: LeftoverSearch, texts: number): string {
  return found.length === 0
    ? `${pc.green("No identifier left")}: ${texts} planted texts searched for in ${searched} outputs, records, logs and metrics`
    : `${pc.red("Identifiers left")} in:\n${found.map((place) => `  ${place}`).join("\n")}`;
}

/** New UIDs are long and alike; their beginnings and ends tell them apart. */
function shortKey(key: string): string {
  return key.replaceAll(/2\.25\.(\d{4})\d+(\d{4})/g, "2.25.$1…$2");
}
