import { toKatakana } from "./nameSpellings";

/** A run of digits, or of letters, in a text. */
export interface Atom {
  /** Lower case, without diacritics, all kana as katakana. */
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  /** ASCII digits; those of other scripts count as letters, which no vocabulary has. */
  readonly isNumber: boolean;
}

const ATOM = /[0-9]+|(?:(?![0-9])[\p{L}\p{M}\p{N}])+/gu;

/** Words and numbers of a text in their order; whatever is between them separates. */
export function readAtoms(text: string): Atom[] {
  const atoms: Atom[] = [];
  for (const match of text.matchAll(ATOM)) {
    const [run] = match;
    const first = run.charCodeAt(0);
    atoms.push({
      folded: foldWord(run),
      start: match.index,
      end: match.index + run.length,
      isNumber: first >= 0x30 && first <= 0x39,
    });
  }
  return atoms;
}

/** The spelling by which words are compared. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  return /^\p{ASCII}*$/u.test(lower) ? lower : toKatakana(lower.normalize("NFKD").replace(/\p{M}/gu, ""));
}

/** What separates an atom from the next one. */
export function gapAfter(text: string, atoms: readonly Atom[], index: number): string {
  return text.slice(atoms[index]?.end ?? text.length, atoms[index + 1]?.start ?? text.length);
}
