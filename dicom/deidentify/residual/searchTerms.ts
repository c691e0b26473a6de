import { attributeOf } from "../../dictionary/attributes";
import { isPrivate } from "../../dictionary/tag";
import { splitPersonName } from "../../text/personName";
import { IDEOGRAPHIC, umlautSpellingsOf } from "../clean/nameSpellings";
import type { OwnIdentifier } from "../clean/ownIdentifiers";
import { isCommonWord } from "./commonWords";

/** A text that must not stand in the output, and whose it is. */
export interface SearchTerm {
  readonly text: string;
  readonly of: OwnIdentifier;
  /** Counts only where no more letters, or digits, go on at its ends. */
  readonly isWord: boolean;
  /** A part of a name, which may be a word of the language too. */
  readonly isPart: boolean;
}

/** What is looked for besides texts. */
export interface DatesAndUids {
  /** By YYYYMMDD; found in any spelling. */
  readonly dates: ReadonlyMap<string, OwnIdentifier>;
  readonly uids: ReadonlyMap<string, OwnIdentifier>;
}

/** Shorter words are parts of others too often; ideographs and syllables say more than letters. */
const SHORTEST_WORD = 4;
const SHORTEST_IDEOGRAPHS = 2;
/** A whole name of short parts, and without anything between them. */
const SHORTEST_NAME = 4;
const SHORTEST_JOINED_NAME = 6;
const SHORTEST_ID = 5;
const SHORTEST_PLACE = 6;
/** Shorter text that was removed stands elsewhere for reasons of its own: a code meaning, a protocol. */
const SHORTEST_TEXT = 32;
const FEWEST_WORDS_OF_TEXT = 5;
/** From here on letters at the ends do not make it another word. */
const UNMISTAKABLE = 8;

const NOT_OF_A_WORD = /[^\p{L}\p{M}\p{N}]+/u;
const PLACE =
  /Institution|Department|Organization|Address|Location|Residence|Center|Site|Sponsor|Committee|Author|Owner|EntityName|Service|Issuer/;
const SEPARATORS = ["^", " ", ", ", ",", "_", ".", "-", ""];

/** True for what is looked for as it is written. */
export function isText(identifier: OwnIdentifier): boolean {
  const { kind } = identifier;
  return kind === "name" || kind === "id" || kind === "text" || isMisspeltDate(identifier);
}

/** The texts worth looking for of the values that did not stay. Sizes, and what is short or common, are not. */
export function searchTextsOf(identifiers: readonly OwnIdentifier[]): SearchTerm[] {
  const texts = new Map<string, SearchTerm>();
  const add = (text: string, of: OwnIdentifier, isPart = false) => {
    const key = text.toLowerCase();
    if (!texts.has(key))
      texts.set(key, { text, of, isWord: text.length < UNMISTAKABLE || of.kind === "id", isPart });
  };
  for (const identifier of identifiers) {
    const { kind, text } = identifier;
    if (kind === "name") {
      for (const group of splitPersonName(text).flatMap(umlautSpellingsOf))
        addName(group, (one, isPart) => add(one, identifier, isPart));
    } else if (kind === "id" || isMisspeltDate(identifier)) {
      for (const one of spellingsOfId(text)) add(one, identifier);
    } else if (kind === "text" && isTelling(identifier)) {
      add(text, identifier);
    }
  }
  return [...texts.values()];
}

/** Times and ages are not looked for. */
export function datesAndUidsOf(identifiers: readonly OwnIdentifier[]): DatesAndUids {
  const dates = new Map<string, OwnIdentifier>();
  const uids = new Map<string, OwnIdentifier>();
  for (const identifier of identifiers) {
    const { kind, text } = identifier;
    if (kind === "uid") {
      if (text.length >= UNMISTAKABLE) uids.set(text, uids.get(text) ?? identifier);
    } else if (kind === "date") {
      const date = wholeDateIn(text);
      if (date !== undefined) dates.set(date, identifier);
    }
  }
  return { dates, uids };
}

/** The date that a value of VR DA or DT starts with as YYYYMMDD, where it has a day. */
export function wholeDateIn(text: string): string | undefined {
  return /^(\d{4})[.\-/]?(\d\d)[.\-/]?(\d\d)/.exec(text)?.slice(1).join("");
}

function addName(group: string, add: (text: string, isPart: boolean) => void): void {
  const [family = "", given = "", middle = ""] = group.split("^").map((component) => component.trim());
  let complete = true;
  for (const word of `${family} ${given} ${middle}`.split(NOT_OF_A_WORD)) {
    if (isTellingWord(word)) add(word, true);
    else if (word !== "") complete = false;
  }
  // Where a part of it is too short or common, the parts are looked for together.
  if (complete || given === "" || family.length + given.length < minimumOf(group)) return;
  const [first = ""] = given.split(" ");
  for (const separator of SEPARATORS) {
    const isShort = family.length + first.length < SHORTEST_JOINED_NAME && !IDEOGRAPHIC.test(group);
    if (separator === "" && isShort) continue;
    add(`${family}${separator}${first}`, false);
    add(`${first}${separator}${family}`, false);
  }
}

function minimumOf(text: string): number {
  return IDEOGRAPHIC.test(text) ? SHORTEST_IDEOGRAPHS : SHORTEST_NAME;
}

function isTellingWord(word: string): boolean {
  const least = IDEOGRAPHIC.test(word) ? SHORTEST_IDEOGRAPHS : SHORTEST_WORD;
  return (
    word.length >= least && /\p{L}/u.test(word) && !isOneLetter(word) && !isCommonWord(word.toLowerCase())
  );
}

/** What others put in the place of a value. */
function isOneLetter(text: string): boolean {
  return text === text.charAt(0).repeat(text.length);
}

/** A birth date as people write it, say: too long to be a year or a month alone. */
function isMisspeltDate({ kind, text }: OwnIdentifier): boolean {
  return kind === "date" && wholeDateIn(text) === undefined && text.length >= UNMISTAKABLE;
}

/** As it is, without what is between its parts, with a separator between letters and digits, and without leading zeros. */
function spellingsOfId(text: string): string[] {
  const bare = text.replace(/[^\p{L}\p{N}]+/gu, "");
  if (bare.length < SHORTEST_ID || isOneLetter(bare) || isCommonWord(bare.toLowerCase())) return [];
  const unpadded = bare.replace(/^0+/, "");
  const apart = ["-", " ", "_"].map((separator) =>
    bare.replace(/(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, separator),
  );
  return [...new Set([text, bare, ...apart, ...(unpadded.length < SHORTEST_ID ? [] : [unpadded])])];
}

function isTelling({ tag, text }: OwnIdentifier): boolean {
  const keyword = isPrivate(tag) ? "" : (attributeOf(tag)?.keyword ?? "");
  if (PLACE.test(keyword)) return text.length >= SHORTEST_PLACE && !isCommonWord(text.toLowerCase());
  return text.length >= SHORTEST_TEXT && text.split(/\s+/).length >= FEWEST_WORDS_OF_TEXT;
}
