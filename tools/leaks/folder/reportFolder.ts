import Table from "cli-table3";
import { printable } from "../../../src/cli/printable";
import { few, groupBy } from "../report";
import type { FolderScore } from "./scoreFolder";

/** The table of a folder; a line for each policy. */
export function formatFolderScores(scores: readonly FolderScore[]): string {
  const table = new Table({
    head: ["", "written", "held", "refused", "checked", "new errors"],
    style: { head: [], border: [] },
    colAligns: ["left", "right", "right", "right", "right", "right"],
  });
  for (const { name, files, written, held, refused, compared, errors } of scores)
    table.push([
      name,
      `${written}/${files}`,
      String(sumOf(held)),
      String(sumOf(refused)),
      compared === 0 ? "-" : String(compared),
      compared === 0 ? "-" : String(errors.length),
    ]);
  return table.toString();
}

/** What was held and refused by code, and the new errors with some of the files; each with the policies it is true of. */
export function formatFolderFindings(scores: readonly FolderScore[]): string {
  const lines = scores.flatMap((score) => findingsOf(score).map((line) => ({ line, name: score.name })));
  return [...groupBy(lines, ({ line }) => line)]
    .map(([line, found]) => {
      const names = found.length === scores.length ? "all" : found.map(({ name }) => name).join("; ");
      return `${line}  [${names}]`;
    })
    .sort()
    .join("\n");
}

function findingsOf({ held, refused, errors }: FolderScore): string[] {
  return [
    ...[...held].map(([code, count]) => `held ${code}: ${count}`),
    ...[...refused].map(([code, count]) => `refused ${code}: ${count}`),
    ...[...groupBy(errors, ({ error }) => error)].map(
      ([error, found]) => `new ${error}: ${few(found.map(({ file }) => printable(file)))}`,
    ),
  ];
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
