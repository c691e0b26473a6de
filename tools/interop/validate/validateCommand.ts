import { basename, join } from "node:path";
import { dicomFilesBelow } from "../dicomFilesBelow";
import { dciodvfyErrors, dciodvfyVersion } from "./dciodvfy";
import { count, matchFile, type Match } from "./match";
import { readOurSide } from "./ours";

/** Differences that are printed of one file. */
const SHOWN = 8;

/**
 * Holds our errors against those of dciodvfy, finding by finding.
 *
 * @returns the exit status: 1 where one side says what the other lacks, and no rule says why
 */
export async function compareValidations(folder: string): Promise<number> {
  const version = await dciodvfyVersion();
  console.log(`dciodvfy: ${version ?? "not installed; skipped"}`);
  if (version === undefined) return 0;
  const total = new Total();
  for (const file of await dicomFilesBelow(folder)) {
    const path = join(folder, file);
    const [theirs, ours] = await Promise.all([dciodvfyErrors(path), readOurSide(path)]);
    if (!theirs) {
      console.log(`${basename(file)}: dciodvfy gave up`);
      total.gaveUp++;
      continue;
    }
    const match = matchFile(theirs, ours.findings, ours.object);
    total.add(match);
    for (const line of differences(match)) console.log(`${basename(file)}: ${line}`);
  }
  console.log(total.format());
  return total.isExplained ? 0 : 1;
}

function differences({ missed, unjustified }: Match): string[] {
  return [
    ...missed.slice(0, SHOWN).map((text) => `only dciodvfy: ${text}`),
    ...unjustified.slice(0, SHOWN).map((text) => `only we: ${text}`),
  ];
}

/** Over all files. */
class Total {
  gaveUp = 0;
  private files = 0;
  private shared = 0;
  private readonly missed = new Map<string, number>();
  private readonly unjustified = new Map<string, number>();
  private readonly found = new Map<string, number>();
  private readonly explained = new Map<string, number>();
  private readonly justified = new Map<string, number>();

  get isExplained(): boolean {
    return this.missed.size + this.unjustified.size === 0;
  }

  add(match: Match): void {
    this.files++;
    this.shared += match.shared;
    for (const text of match.missed) count(this.missed, withoutItems(text));
    for (const text of match.unjustified) count(this.unjustified, withoutItems(text));
    for (const [message, times] of match.found) count(this.found, message, times);
    for (const [rule, times] of match.explained) count(this.explained, rule, times);
    for (const [rule, times] of match.justified) count(this.justified, rule, times);
  }

  format(): string {
    const found = sum(this.found);
    const explained = sum(this.explained);
    const missed = sum(this.missed);
    const unjustified = sum(this.unjustified);
    const theirs = found + explained + missed;
    const percent = theirs === 0 ? 100 : ((found + explained) / theirs) * 100;
    return [
      "",
      `${this.files} files; dciodvfy gave up on ${this.gaveUp}`,
      `errors of dciodvfy: ${theirs}, of which we find ${found}, ${explained} are its own or other matters, ${missed} are missed (${percent.toFixed(1)} %)`,
      ...rows(this.found, "found"),
      ...rows(this.explained, "explained"),
      ...rows(this.missed, "missed"),
      `errors of ours: ${this.shared + sum(this.justified) + unjustified}, of which it has ${this.shared}, ${sum(this.justified)} are justified, ${unjustified} are not`,
      ...rows(this.justified, "justified"),
      ...rows(this.unjustified, "unjustified"),
    ].join("\n");
  }
}

/** The same fault in many frames is one row. */
const withoutItems = (text: string): string => text.replace(/\[\d+\]/g, "");

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);

const rows = (counts: ReadonlyMap<string, number>, what: string): string[] =>
  [...counts].sort(([, a], [, b]) => b - a).map(([name, times]) => `  ${what} ${name}: ${times}`);
