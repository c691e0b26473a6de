import { MULTI_BYTE, SINGLE_BYTE } from "./codeExtensions";
import type { Repertoire } from "./repertoire";
import { trimPadding } from "./padding";

/** What was wrong with the terms of a Specific Character Set; its text is decoded all the same. */
export type CharacterSetWarning =
  /** A term that means nothing: its text is read as the default repertoire. */
  | "UNKNOWN_CHARACTER_SET"
  /** Terms that are understood, but spelt or used otherwise than PS3.3 C.12.1.1.2 defines them. */
  | "NONSTANDARD_CHARACTER_SET";

/** Sets that allow no code extensions, by the registration number or name in their term. */
export const WHOLE: ReadonlyMap<string, Repertoire> = new Map<string, Repertoire>([
  ["192", "utf-8"],
  ["GB18030", "gb18030"],
  ["GBK", "gbk"],
]);

/** Other names that are met with. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["UTF-8", "192"],
  ["UTF8", "192"],
]);

/**
 * The ISO registration number in a term, also where it is spelt `ISO-IR 100`, `iso_ir_100`, `ISO2022 IR 87`, `ISO 2022 58`;
 * `GBK` and `GB18030`, which have none, by name; in capitals what is no term.
 */
export function registrationOf(term: string): string {
  const upper = term.trim().toUpperCase();
  const named = /^ISO(?:[ _-]*2022)?[ _-]*IR[ _-]*(\d+)$|^ISO[ _-]*2022[ _-]*(\d+|GBK|GB18030)$/.exec(upper);
  const name = named?.[1] ?? named?.[2] ?? upper;
  return ALIASES.get(name) ?? name;
}

/** What is to be said of the terms of a Specific Character Set; `undefined` where they are as PS3.3 defines them. */
export function characterSetWarningOf(terms: readonly string[]): CharacterSetWarning | undefined {
  const names = terms.map(registrationOf);
  const isKnown = (name: string) =>
    name === "" || SINGLE_BYTE.has(name) || MULTI_BYTE.has(name) || WHOLE.has(name);
  if (!names.every(isKnown)) return "UNKNOWN_CHARACTER_SET";
  const isDefined = terms.every((term, index) => {
    const name = names[index] ?? "";
    return terms.length === 1 ? isSingleTerm(term.trim(), name) : isOneOfTerms(term.trim(), name, index);
  });
  return isDefined ? undefined : "NONSTANDARD_CHARACTER_SET";
}

/** The same for the value field of Specific Character Set (0008,0005). */
export function characterSetWarningIn(value: Uint8Array): CharacterSetWarning | undefined {
  const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("latin1");
  return characterSetWarningOf(trimPadding(text).split("\\"));
}

/** Alone, a term says that there are no code extensions; the default repertoire is said by having no term. */
function isSingleTerm(term: string, name: string): boolean {
  if (name === "" || name === "GBK" || name === "GB18030") return term === name;
  return name !== "6" && !MULTI_BYTE.has(name) && term === `ISO_IR ${name}`;
}

/** Among others, a term says that there are; the first is of a single-byte set, or empty. */
function isOneOfTerms(term: string, name: string, index: number): boolean {
  if (term === "") return index === 0;
  return !WHOLE.has(name) && term === `ISO 2022 IR ${name}` && (index > 0 || SINGLE_BYTE.has(name));
}
