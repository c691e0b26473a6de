import type { CharacterSet } from "../../text/characterSet";
import { kanaSpellingsOf, titleCaseOf } from "../clean/nameSpellings";

/** Bytes that stand for a term in the output. */
export interface EncodedTerm {
  readonly bytes: Uint8Array;
  /** Bytes of a character of ASCII: 2 in UTF-16. */
  readonly unitBytes: 1 | 2;
  /**
   * Without the escape sequences around it, as in the middle of other text. In 7 bits that is like any letters: it counts
   * where the text, decoded, has the term.
   */
  readonly isBare?: boolean;
}

/** Longer ones are looked for by their start. */
const LONGEST_CHARACTERS = 60;

const ESCAPE = 0x1b;

/**
 * The term in ASCII, UTF-8 and UTF-16 of both byte orders, in Latin-1, and in the character sets of the object. ASCII
 * letters are compared without their case; of others, the spellings in one case, with capitals and without accents are
 * listed, and those in other kana.
 */
export function encodingsOf(text: string, characterSets: readonly CharacterSet[]): EncodedTerm[] {
  const start = text.length > LONGEST_CHARACTERS ? text.slice(0, LONGEST_CHARACTERS) : text;
  if (/^[\x20-\x7e]*$/.test(start)) return asciiEncodings(start);
  const encoded = new Map<string, EncodedTerm>();
  const add = (bytes: Uint8Array | undefined, unitBytes: 1 | 2) => {
    if (bytes) encoded.set(Buffer.from(bytes).toString("latin1"), { bytes, unitBytes });
  };
  const addEscaped = (bytes: Uint8Array) => {
    const bare = withoutEscapes(bytes);
    const key = Buffer.from(bare).toString("latin1");
    if (bare.length < bytes.length && !encoded.has(key))
      encoded.set(key, { bytes: bare, unitBytes: 1, isBare: true });
  };
  for (const spelling of spellingsOf(start)) {
    for (const { bytes, unitBytes } of utf16(spelling)) add(bytes, unitBytes);
    add(Buffer.from(spelling, "utf8"), 1);
    for (const characterSet of characterSets) {
      const bytes = characterSet.encode(spelling);
      add(bytes, 1);
      if (bytes) addEscaped(bytes);
    }
    if (/^[\0-\xff]*$/.test(spelling)) add(Buffer.from(spelling, "latin1"), 1);
  }
  return [...encoded.values()];
}

/** Takes the escape sequences of ISO 2022 off at the start and at the end. */
function withoutEscapes(bytes: Uint8Array): Uint8Array {
  const start = bytes[0] === ESCAPE ? endOfEscape(bytes, 0) : 0;
  const last = bytes.lastIndexOf(ESCAPE);
  return bytes.subarray(
    start,
    last >= start && endOfEscape(bytes, last) === bytes.length ? last : bytes.length,
  );
}

function endOfEscape(bytes: Uint8Array, escape: number): number {
  let final = escape + 1;
  while ((bytes[final] ?? 0) >> 4 === 2) final++; // intermediate bytes, 20 to 2F
  return final + 1;
}

function asciiEncodings(text: string): EncodedTerm[] {
  return [{ bytes: Buffer.from(text, "latin1"), unitBytes: 1 }, ...utf16(text)];
}

function utf16(text: string): EncodedTerm[] {
  const littleEndian = Buffer.from(text, "utf16le");
  return [
    { bytes: littleEndian, unitBytes: 2 },
    { bytes: Buffer.from(littleEndian).swap16(), unitBytes: 2 },
  ];
}

function spellingsOf(text: string): Set<string> {
  const bare = text.normalize("NFD").replace(/\p{M}+/gu, "");
  return new Set([
    text,
    text.normalize("NFC"),
    text.toUpperCase(),
    text.toLowerCase(),
    titleCaseOf(text),
    bare,
    ...kanaSpellingsOf(text),
  ]);
}
