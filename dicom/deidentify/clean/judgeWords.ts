import { gapAfter, type Atom } from "./atoms";
import {
  isNumber,
  isParameter,
  isPersonalUnit,
  isShort,
  isShortBare,
  isTechnical,
  isUnit,
  isUnitOf,
} from "./numbersInText";
import { isVocabulary } from "./vocabulary";

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** Words before names, and those that are titles with a point only: MR and MS are more often something else. */
const TITLES = wordSet(
  "dr prof mrs miss mme mlle herr frau doctor professor physician radiologist nurse technologist dott",
);
const POINTED_TITLES = wordSet("mr ms m");
const MOST_WORDS_OF_A_NAME = 2;

/** Abbreviations of single letters with a slash between them. */
const SLASHED = wordSet("wo wow wwo sp ro ho ap pa lr rl cap cta ls tl ct");

/** Bare numbers side by side that have more digits than this may be a telephone number or a date. */
const MOST_DIGITS_IN_A_ROW = 4;

interface Cluster {
  readonly first: number;
  readonly last: number;
  readonly parts: readonly string[];
  keep: boolean;
  /** A number without a unit. */
  bare: boolean;
}

/**
 * Which atoms may stay: words of the vocabulary and numbers that have a unit or are short.
 *
 * @param judged atoms about which somebody else has decided: true where they stay
 */
export function judgeWords(
  text: string,
  atoms: readonly Atom[],
  judged: ReadonlyMap<number, boolean>,
): boolean[] {
  const clusters = readClusters(text, atoms, judged);
  const gap = (index: number): string => gapAfter(text, atoms, clusters[index]?.last ?? atoms.length);
  for (const cluster of clusters) cluster.keep = judged.get(cluster.first) ?? isKnown(text, atoms, cluster);
  for (let index = 0; index < clusters.length; index++) {
    joinWithNext(clusters, index, gap(index));
    settleNumber(clusters, index, gap);
  }
  dropUnits(clusters, gap);
  dropInitials(clusters, gap);
  dropRowsOfNumbers(clusters, gap);
  dropNamesAfterTitles(clusters, gap);
  // Numbers and nothing that they could be numbers of: an age, a room, a part of an id.
  if (!clusters.some(({ keep, bare }) => keep && !bare)) return new Array<boolean>(atoms.length).fill(false);
  const kept = new Array<boolean>(atoms.length).fill(false);
  for (const { first, last, keep } of clusters) if (keep) kept.fill(true, first, last + 1);
  return kept;
}

/** Atoms without anything between them, or with the point of a decimal number. */
function readClusters(text: string, atoms: readonly Atom[], judged: ReadonlyMap<number, boolean>): Cluster[] {
  const clusters: Cluster[] = [];
  for (let first = 0; first < atoms.length;) {
    let last = first;
    const parts = [atoms[first]?.folded ?? ""];
    let decimal = false;
    while (last + 1 < atoms.length && judged.get(last) === judged.get(last + 1)) {
      const gap = gapAfter(text, atoms, last);
      const [one, next] = [atoms[last], atoms[last + 1]];
      if (!one || !next) break;
      const isPoint: boolean = !decimal && (gap === "." || gap === ",") && one.isNumber && next.isNumber;
      if (gap !== "" && !isPoint) break;
      if (isPoint) parts.push(`${parts.pop() ?? ""}.${next.folded}`);
      else parts.push(next.folded);
      decimal = isPoint;
      last++;
    }
    const bare = parts.length === 1 && isNumber(parts[0] ?? "") && !judged.has(first);
    clusters.push({ first, last, parts, keep: false, bare });
    first = last + 1;
  }
  return clusters;
}

function isKnown(text: string, atoms: readonly Atom[], { first, parts, bare }: Cluster): boolean {
  const [part = ""] = parts;
  if (bare) return isShortBare(part);
  if (parts.length > 1) return isTechnical(parts);
  if (isVocabulary(part)) return true;
  const atom = atoms[first];
  return atom !== undefined && isCamelCase(text.slice(atom.start, atom.end));
}

/** `ThoraxRoutine`: words of the vocabulary, of three letters or more, told apart by their capitals. */
function isCamelCase(word: string): boolean {
  if (!/^[A-Z]?[a-z]{2,}(?:[A-Z][a-z]{2,})+$/.test(word)) return false;
  return word.split(/(?=[A-Z])/).every((part) => isVocabulary(part.toLowerCase()));
}

/** `x-ray`, `W/O`: two that are known together. */
function joinWithNext(clusters: readonly Cluster[], index: number, gap: string): void {
  const [one, next] = [clusters[index], clusters[index + 1]];
  if (!one || !next || (one.keep && next.keep)) return;
  if (one.parts.length > 1 || next.parts.length > 1) return;
  const together = `${one.parts[0] ?? ""}${next.parts[0] ?? ""}`;
  const known = gap === "/" ? SLASHED.has(together) : gap === "-" && isVocabulary(together);
  if (known) one.keep = next.keep = true;
}

/** A number without a unit stays with what was kept before it, and goes with what went. */
function settleNumber(clusters: readonly Cluster[], index: number, gap: (index: number) => string): void {
  const number = clusters[index];
  if (!number?.bare) return;
  const text = number.parts[0] ?? "";
  const [before, after] = [clusters[index - 1], clusters[index + 1]];
  const unit = after?.parts.length === 1 ? (after.parts[0] ?? "") : "";
  const near = gap(index);
  if (after && /^[ -]{0,2}$/.test(near)) {
    if (isPersonalUnit(unit) && !isUnitOf(text, unit)) {
      number.keep = false;
      return;
    }
    if (isUnitOf(text, unit)) {
      number.keep = after.keep = true;
      number.bare = false;
      return;
    }
  }
  if (near.startsWith("%") || near.startsWith("°")) {
    number.keep = isShort(text);
    number.bare = !number.keep;
    return;
  }
  const parameter =
    before?.keep === true && isParameter(before.parts.at(-1) ?? "") && gap(index - 1).length <= 3;
  if (parameter && isShort(text)) {
    number.keep = true;
    number.bare = false;
  } else if (before && !before.keep && !gap(index - 1).includes("\n")) number.keep = false;
  else if (after && !after.keep && near === "-") number.keep = false;
}

/** Units go with their numbers. */
function dropUnits(clusters: readonly Cluster[], gap: (index: number) => string): void {
  clusters.forEach((number, index) => {
    const [part = ""] = number.parts;
    const after = clusters[index + 1];
    if (number.keep || number.parts.length > 1 || !isNumber(part) || after?.parts.length !== 1) return;
    if (/^[ -]?$/.test(gap(index)) && isUnit(after.parts[0] ?? "")) after.keep = false;
  });
}

function dropInitials(clusters: readonly Cluster[], gap: (index: number) => string): void {
  const isLetter = ({ parts }: Cluster): boolean => parts.length === 1 && /^[a-z]$/.test(parts[0] ?? "");
  clusters.forEach((one, index) => {
    const next = clusters[index + 1];
    if (next && isLetter(one) && isLetter(next) && !gap(index).includes("/")) one.keep = next.keep = false;
  });
}

function dropRowsOfNumbers(clusters: readonly Cluster[], gap: (index: number) => string): void {
  for (let first = 0; first < clusters.length; first++) {
    let last = first;
    let digits = 0;
    while (clusters[last]?.bare && clusters[last]?.keep) {
      digits += (clusters[last]?.parts[0] ?? "").replace(/\D/g, "").length;
      if (!clusters[last + 1]?.bare || /[\n]/.test(gap(last))) break;
      last++;
    }
    if (last > first && digits > MOST_DIGITS_IN_A_ROW)
      for (let index = first; index <= last; index++) dropAt(clusters, index);
    first = Math.max(first, last);
  }
}

/** Words behind a title are a name, whatever they mean otherwise. */
function dropNamesAfterTitles(clusters: readonly Cluster[], gap: (index: number) => string): void {
  clusters.forEach(({ parts }, index) => {
    const [word = ""] = parts;
    const isTitle =
      parts.length === 1 && (TITLES.has(word) || (POINTED_TITLES.has(word) && gap(index).startsWith(". ")));
    if (!isTitle) return;
    for (let next = index; next <= index + MOST_WORDS_OF_A_NAME; next++) {
      dropAt(clusters, next);
      if (/[,;:\n()]/.test(gap(next))) break;
    }
  });
}

function dropAt(clusters: readonly Cluster[], index: number): void {
  const cluster = clusters[index];
  if (cluster) cluster.keep = false;
}
