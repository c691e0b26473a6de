import type { CharacterSet } from "../../text/characterSet";

/** Bytes that stand for a term in the output. */
export interface EncodedTerm {
  readonly bytes: Uint8Array;
  /** Bytes of a character of ASCII: 2 in UTF-16. */
  readonly unitBytes: 1 | 2;
}

/** Longer ones are looked for by their start. */
const LONGEST_CHARACTERS = 60;

/**
 * The term in ASCII, UTF-8 and UTF-16 of both byte orders, in Latin-1, and in the character sets of the object. ASCII
 * letters are compared without their case; of others, the spellings in one case and without accents are listed.
 */
export function encodingsOf(text: string, characterSets: readonly CharacterSet[]): EncodedTerm[] {
  const start = text.length > LONGEST_CHARACTERS ? text.slice(0, LONGEST_CHARACTERS) : text;
  if (/^[\x20-\x7e]*$/.test(start)) return asciiEncodings(start);
  const encoded = new Map<string, EncodedTerm>();
  const add = (bytes: Uint8Array | undefined, unitBytes: 1 | 2) => {
    if (bytes) encoded.set(Buffer.from(bytes).toString("latin1"), { bytes, unitBytes });
  };
  for (const spelling of spellingsOf(start)) {
    for (const { bytes, unitBytes } of utf16(spelling)) add(bytes, unitBytes);
    add(Buffer.from(spelling, "utf8"), 1);
    for (const characterSet of characterSets) add(characterSet.encode(spelling), 1);
    if (/^[\0-\xff]*$/.test(spelling)) add(Buffer.from(spelling, "latin1"), 1);
  }
  return [...encoded.values()];
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
  return new Set([text, text.normalize("NFC"), text.toUpperCase(), text.toLowerCase(), bare]);
}
