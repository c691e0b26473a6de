import { decodeWithEscapes, type CodeElements } from "./codeExtensions";
import { decodeBytes, encodeText, type Repertoire } from "./repertoire";

/** What was wrong with the terms of a Specific Character Set; its text is decoded all the same. */
export type CharacterSetWarning = "UNKNOWN_CHARACTER_SET";

/** Bytes that end the reach of an escape sequence besides the control characters, PS3.5 §6.1.2.5.3. */
export type Delimiters = "" | "\\" | "\\^=";

/** How the text of a data set is encoded, PS3.3 C.12.1.1.2. */
export interface CharacterSet {
  readonly warning: CharacterSetWarning | undefined;
  /**
   * Decodes a whole value field. Never throws: bytes that mean nothing become U+FFFD, those above 7F in the
   * default repertoire and under unknown terms are read as Latin-1. A backslash in the result is a delimiter
   * where the VR has one: those inside multi-byte characters are gone.
   */
  decode(bytes: Uint8Array, delimiters?: Delimiters): string;
  /** Encodes without escape sequences; `undefined` where a character cannot be said so. */
  encode(text: string): Uint8Array | undefined;
}

/** By registration number, which the terms with and without code extensions share. */
const SINGLE_BYTE: Readonly<Record<string, Repertoire>> = {
  "": "ascii",
  "6": "ascii",
  "13": "shift_jis",
  "100": "latin1",
  "101": "iso-8859-2",
  "109": "iso-8859-3",
  "110": "iso-8859-4",
  "126": "iso-8859-7",
  "127": "iso-8859-6",
  "138": "iso-8859-8",
  "144": "iso-8859-5",
  "148": "windows-1254",
  "166": "windows-874",
  "203": "iso-8859-15",
};

/** Terms that mean one multi-byte encoding without code extensions. */
const WHOLE: Readonly<Record<string, Repertoire>> = {
  "192": "utf-8",
  GB18030: "gb18030",
  GBK: "gbk",
};

/** Multi-byte sets that exist with code extensions only; those designated to G1 count where no escape says so. */
const MULTI_BYTE: Readonly<Record<string, Repertoire | undefined>> = {
  "58": "gbk",
  "87": undefined,
  "149": "euc-kr",
  "159": undefined,
};

/** The registration number in a term, also where it is spelt `ISO-IR 100`, `iso_ir_100`, `ISO2022 IR 87`; or the term. */
function numberOf(term: string): string {
  const upper = term.trim().toUpperCase();
  return /^ISO[ _-]*(?:2022)?[ _-]*IR[ _-]*(\d+)$/.exec(upper)?.[1] ?? upper;
}

/**
 * The character set that the values of Specific Character Set (0008,0005) name; none means the default repertoire.
 * Wrong but common spellings are understood.
 */
export function characterSetOf(terms: readonly string[]): CharacterSet {
  const numbers = terms.map(numberOf);
  const whole = numbers.map((number) => WHOLE[number]).find((repertoire) => repertoire !== undefined);
  if (whole)
    return {
      warning: undefined,
      decode: (bytes) => decodeBytes(bytes, whole),
      encode: (text) => encodeText(text, whole),
    };
  const isKnown = (number: string) => Object.hasOwn(SINGLE_BYTE, number) || Object.hasOwn(MULTI_BYTE, number);
  // The first value says what holds at first. Where it gives no upper half, a multi-byte set of G1 fills it:
  // Korean and Chinese text without the escape sequence that should stand before it is common.
  const first = SINGLE_BYTE[numbers[0] ?? ""] ?? "ascii";
  const multiByte = numbers
    .map((number) => MULTI_BYTE[number])
    .find((repertoire) => repertoire !== undefined);
  const initial: CodeElements = { g0: "ascii", g1: first === "ascii" ? (multiByte ?? first) : first };
  return {
    warning: numbers.every(isKnown) ? undefined : "UNKNOWN_CHARACTER_SET",
    decode: (bytes, delimiters = "") => decodeWithEscapes(bytes, initial, delimiters),
    encode: (text) => encodeText(text, first),
  };
}
