import { characterSetWarningOf, registrationOf, WHOLE, type CharacterSetWarning } from "./characterSetTerms";
import { DEFAULT_EXTENSION, MULTI_BYTE, SINGLE_BYTE, type CodeExtension } from "./codeExtensions";
import { decodeWithEscapes, type CodeElements } from "./decodeWithEscapes";
import { encodeWithEscapes } from "./encodeWithEscapes";
import { encodeGb } from "./gbEncoding";
import { decodeBytes, type Repertoire } from "./repertoire";

export type { CharacterSetWarning } from "./characterSetTerms";

/** Characters before which the first of the character sets is back, besides control characters, PS3.5 §6.1.2.5.3. */
export type Delimiters = "" | "\\" | "\\^=";

/** How the text of a data set is encoded, PS3.3 C.12.1.1.2. */
export interface CharacterSet {
  readonly warning: CharacterSetWarning | undefined;
  /**
   * Decodes a whole value field. Never throws: bytes that mean nothing become U+FFFD, those above 7F in the
   * default repertoire and under unknown terms are read as Latin-1. A backslash in the result is a delimiter
   * where the VR has one: those inside multi-byte characters are gone.
   *
   * @param delimiters of the VR: none for ST, LT, UT and UR, `\^=` for PN, else `\`
   */
  decode(bytes: Uint8Array, delimiters?: Delimiters): string;
  /**
   * Encodes a whole value field without padding, with escape sequences where several terms allow them; the reverse of
   * `decode` with the same delimiters. `undefined` where a character cannot be said so.
   */
  encode(text: string, delimiters?: Delimiters): Uint8Array | undefined;
}

/**
 * The character set that the values of Specific Character Set (0008,0005) name; none means the default repertoire.
 * Wrong but common terms are understood, see `warning`.
 */
export function characterSetOf(terms: readonly string[]): CharacterSet {
  const warning = characterSetWarningOf(terms);
  const names = terms.map(registrationOf);
  const whole = names.map((name) => WHOLE.get(name)).find((repertoire) => repertoire !== undefined);
  if (whole)
    return {
      warning,
      decode: (bytes) => decodeBytes(bytes, whole),
      encode: (text) => encodeWhole(text, whole),
    };
  const first = SINGLE_BYTE.get(names[0] ?? "") ?? DEFAULT_EXTENSION;
  const more = names.map((name) => MULTI_BYTE.get(name) ?? SINGLE_BYTE.get(name));
  const extensions = [...new Set([first, ...more.filter((extension) => extension !== undefined)])];
  const initial = initialElements(extensions);
  return {
    warning,
    decode: (bytes, delimiters = "") => decodeWithEscapes(bytes, initial, delimiters),
    encode: (text, delimiters = "") => encodeWithEscapes(text, extensions, delimiters),
  };
}

/**
 * What holds before any escape sequence. Where the first term gives no upper half, a multi-byte set of G1 fills it:
 * Korean and Chinese text without the escape sequence that should stand before it is common.
 */
function initialElements(extensions: readonly CodeExtension[]): CodeElements {
  const [first] = extensions;
  const multiByte = extensions.find(({ g0, g1 }) => g1 && !g0);
  return { g0: "ascii", g1: first?.g1?.set ?? multiByte?.g1?.set ?? "ascii" };
}

function encodeWhole(text: string, repertoire: Repertoire): Uint8Array | undefined {
  if (repertoire === "gbk" || repertoire === "gb18030") return encodeGb(text, repertoire);
  return /\p{Surrogate}/u.test(text) ? undefined : Buffer.from(text, "utf8");
}
