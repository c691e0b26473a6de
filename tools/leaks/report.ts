import Table from "cli-table3";
import type { Score } from "./score";
import type { SkippedPolicy } from "./policies";

/** Names that are printed of one kind of finding. */
const SHOWN = 3;

/** Begins the names of our own settings. */
const OURS = "ours: ";

/** The table of scores; a line for each engine and setting. */
export function formatScores(scores: readonly Score[]): string {
  const table = new Table({
    head: [
      "",
      "written",
      "plants left",
      "actions right",
      "UIDs right",
      "dates right",
      "new errors",
      "MIDI-like",
    ],
    style: { head: [], border: [] },
    colAligns: ["left", "right", "right", "right", "right", "right", "right", "right"],
  });
  for (const score of scores) {
    const { actions, uids, dates, conformance, midi } = score;
    table.push([
      score.engine.name,
      `${score.written}/${score.files}`,
      `${score.left.length}/${score.plants}`,
      share(actions.right, actions.wrong.length),
      share(uids.right, uids.wrong),
      share(dates.right, dates.wrong),
      conformance.compared === 0 ? "-" : String(conformance.errors.length),
      share(midi.passed, midi.failed),
    ]);
  }
  return table.toString();
}

/** Two decimals, rounded down: only all is 100 %. */
export function share(right: number, wrong: number): string {
  if (right + wrong === 0) return "-";
  return `${(Math.floor((right / (right + wrong)) * 10_000) / 100).toFixed(2)} %`;
}

/**
 * Where plants are left, what was done wrong, what was refused, and by whom: counts and places, never more than a few of
 * a kind. A line that all engines of a kind have in common is printed once.
 */
export function formatFindings(scores: readonly Score[]): string {
  const byLine = new Map<string, string[]>();
  for (const score of scores)
    for (const line of findingsOf(score)) byLine.set(line, [...(byLine.get(line) ?? []), score.engine.name]);
  const all = scores.filter(({ engine }) => engine.ours).length;
  return [...byLine]
    .map(([line, names]) => {
      const everywhere = all > 1 && names.filter((name) => name.startsWith(OURS)).length === all;
      const others = names.filter((name) => !everywhere || !name.startsWith(OURS));
      return `${line}  [${[...(everywhere ? ["all of ours"] : []), ...others].join("; ")}]`;
    })
    .sort()
    .join("\n");
}

function findingsOf(score: Score): string[] {
  const left = groupBy(score.left, ({ plant }) => plant.hidingPlace);
  const wrong = groupBy(
    score.engine.ours ? score.actions.wrong : [], // others have hundreds
    ({ tag, level, outcome, allowed }) =>
      `${tag}${level > 0 ? " in an item" : ""} is ${outcome}, allowed: ${allowed.join(", ")}`,
  );
  const conformance = groupBy(score.conformance.errors, ({ error }) => error);
  return [
    ...[...score.refused].map(([code, count]) => `refused ${code}: ${count}`),
    ...[...left].map(
      ([place, plants]) =>
        `left in ${place}: ${few(plants.map(({ file, plant }) => `${plant.at} (${file})`))}`,
    ),
    ...[...wrong].map(([what, files]) => `action ${what}: ${few(files.map(({ file }) => file))}`),
    ...[...conformance].map(([error, files]) => `new ${error}: ${few(files.map(({ file }) => file))}`),
    ...[...score.midi.failedBy].map(([type, count]) => `MIDI-like ${type}: ${count} failed`),
  ];
}

export function formatSkipped(skipped: readonly SkippedPolicy[], peers: readonly string[]): string {
  return [
    ...skipped.map(({ name, why }) => `skipped ${name}: ${why}`),
    ...peers.map((name) => `skipped ${name}: not installed`),
  ].join("\n");
}

export function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** How many, and the first of them. */
export function few(names: readonly string[]): string {
  const different = [...new Set(names)];
  const more = different.length > SHOWN ? ", …" : "";
  return `${names.length}: ${different.slice(0, SHOWN).join(", ")}${more}`;
}
