import type { DateTreatment } from "../rules/tableRules";
import { findAddresses, findDotted } from "./addressesInText";
import { gapAfter, readAtoms, type Atom } from "./atoms";
import { findTemporal, type TemporalSpan } from "./datesInText";
import { judgeWords } from "./judgeWords";
import { IDEOGRAPHIC } from "./nameSpellings";
import type { OwnWords } from "./ownWords";
import { isVocabulary } from "./vocabulary";

/** What text is cleaned against, of one object under one policy. */
export interface CleaningContext {
  readonly own: OwnWords;
  readonly dates: DateTreatment;
  readonly offsetDays: number;
  /** Dates (`YYYYMMDD`) and times (`HHMM`) of attributes that are removed, also where other dates stay or move. */
  readonly removedTimes: ReadonlySet<string>;
}

/** Shorter names in letters are too often the name of a maker or a unit. */
const SHORTEST_IN_TERMS = 3;

/**
 * Separators that stay between words that stay: ASCII, degree, plus-minus, times, middle dot, dashes, squared, cubed, at
 * most, at least. Escaped, since one character of a pattern that is not ASCII makes a whole bundle slower to load.
 */
const PLAIN_GAP = /^[\s\x20-\x7e\u00b0\u00b1\u00d7\u00b7\u2013\u2014\u00b2\u00b3\u2264\u2265]*$/;

/**
 * What is left of one value: words of the vocabulary, numbers with units, and dates as the policy treats them. Takes
 * time in proportion to the length of the text. Empty where nothing is left; the very text where all of it is.
 */
export function cleanText(text: string, context: CleaningContext): string {
  const atoms = readAtoms(text);
  if (atoms.length === 0) return PLAIN_GAP.test(text) ? text : "";
  const { judged, written } = judgeOwn(text, atoms, context);
  return assemble(text, atoms, judgeWords(text, atoms, judged), written);
}

/**
 * The text without own identifiers and addresses, all other words and numbers as they are: for values that come from
 * a list and not from a keyboard. A single word of the vocabulary, or
 * of two letters, stays though it is somebody's name.
 */
export function cleanTerm(text: string, { own }: CleaningContext): string {
  const atoms = readAtoms(text);
  const kept = new Array<boolean>(atoms.length).fill(true);
  own.find(atoms, (first, last) => {
    const word = atoms[first]?.folded ?? "";
    const isShort = word.length < SHORTEST_IN_TERMS && !IDEOGRAPHIC.test(word);
    if (first === last && (isShort || isVocabulary(word))) return;
    kept.fill(false, first, last + 1);
  });
  findAddresses(text, atoms, (first, last) => kept.fill(false, first, last + 1));
  return kept.includes(false) ? assemble(text, atoms, kept, new Map()) : text;
}

interface Judgement {
  readonly judged: ReadonlyMap<number, boolean>;
  /** What is written instead of the atoms of a span, by its first one. */
  readonly written: ReadonlyMap<number, { readonly last: number; readonly text: string }>;
}

/** Decides on all that is not words and plain numbers. */
function judgeOwn(text: string, atoms: readonly Atom[], context: CleaningContext): Judgement {
  const judged = new Map<number, boolean>();
  const written = new Map<number, { last: number; text: string }>();
  const set = (first: number, last: number, stays: boolean): void => {
    for (let index = first; index <= last; index++) judged.set(index, stays);
  };
  const drop = (first: number, last: number): void => set(first, last, false);
  const spans = findTemporal(text, atoms);
  const inDates = new Set<number>();
  for (const { first, last } of spans) for (let index = first; index <= last; index++) inDates.add(index);
  context.own.find(atoms, drop);
  findAddresses(text, atoms, drop);
  findDotted(text, atoms, (first, last) => {
    if (!inDates.has(first)) drop(first, last);
  });
  for (const span of spans) {
    const { first, last } = span;
    const stays = settleDate(span, context);
    const identifies = stays === undefined || range(first, last).some((index) => judged.get(index) === false);
    set(first, last, !identifies);
    if (!identifies && stays !== "") written.set(first, { last, text: stays });
  }
  return { judged, written };
}

/** The text for a date, empty where it stays as it is; `undefined` where it goes. */
function settleDate(span: TemporalSpan, context: CleaningContext): string | undefined {
  const { readings, isTime, moved } = span;
  if (context.dates === "remove" || readings.some((reading) => context.removedTimes.has(reading)))
    return undefined;
  return isTime || context.dates === "keep" ? "" : moved?.(context.offsetDays);
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** What is kept, with its separators; a space, or a new line where there was one, for what is not. */
function assemble(
  text: string,
  atoms: readonly Atom[],
  kept: readonly boolean[],
  written: Judgement["written"],
): string {
  let result = "";
  let dropped = "";
  let isComplete = true;
  let lastKept = -1;
  for (let index = 0; index < atoms.length; index++) {
    const atom = atoms[index];
    if (!atom) break;
    if (!kept[index]) {
      dropped += text.slice(atoms[index - 1]?.end ?? 0, atom.start).includes("\n") ? "\n" : "";
      isComplete = false;
      continue;
    }
    const gap = text.slice(atoms[index - 1]?.end ?? 0, atom.start);
    if (lastKept === index - 1) result += PLAIN_GAP.test(gap) ? gap : " ";
    else if (result !== "") result += dropped + (gap.includes("\n") ? "\n" : "") === "" ? " " : "\n";
    const span = written.get(index);
    const last = span?.last ?? index;
    result += span ? span.text : text.slice(atom.start, atom.end);
    if (span) index = last;
    lastKept = last;
    dropped = "";
  }
  if (lastKept === atoms.length - 1) {
    const tail = gapAfter(text, atoms, atoms.length - 1);
    if (PLAIN_GAP.test(tail)) result += tail;
  }
  return isComplete ? result : result.trim();
}
