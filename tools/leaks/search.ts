import { inflateRawSync } from "node:zlib";
import { OVERLAY_BITS } from "./corpus/hidingPlaces";
import type { Plant } from "./corpus/plant";
import { TOKEN_PATTERN } from "./corpus/tokens";

const TOKEN = new RegExp(TOKEN_PATTERN, "gi");
const WIDE_TOKEN = new RegExp(
  TOKEN_PATTERN.replace("QZ", "Q\\0Z\\0").replace("[0-9A-Z]{6}", "(?:[0-9A-Z]\\0){5}[0-9A-Z]"),
  "gi",
);
const IS_TOKEN = new RegExp(`^${TOKEN_PATTERN}$`);

const IS_DATE = /^\d{8}$/;
const IN_NUMBER = /^[\d.]$/;

/** Bytes of file meta information before the value of its length, PS3.10 §7.1. */
const META_LENGTH_AT = 140;

/** Far above what a file of the corpus inflates to. */
const LONGEST_BYTES = 64 * 1024 * 1024;

/**
 * The plants that are left in an output: in its bytes, in what a deflated data set inflates to, in UTF-16 of either byte
 * order, and in the upper bits of words of pixel data. Words are found in either case.
 */
export function plantsLeft(bytes: Uint8Array, plants: readonly Plant[]): Plant[] {
  const texts = [bytes, ...inflated(bytes)].map((one) => Buffer.from(one).toString("latin1"));
  const words = new Set<string>();
  const inBits = plants.some(({ hidingPlace }) => hidingPlace === OVERLAY_BITS);
  const add = (word: string): void => void words.add(word.toUpperCase());
  for (const text of texts) {
    for (const [word] of text.matchAll(TOKEN)) add(word);
    for (const [word] of text.matchAll(WIDE_TOKEN)) add(word.replaceAll("\0", ""));
    if (inBits) for (const [word] of upperBits(text).matchAll(TOKEN)) add(word);
  }
  return plants.filter(({ needle }) =>
    IS_TOKEN.test(needle) ? words.has(needle) : texts.some((text) => holds(text, needle)),
  );
}

/** A date inside of a longer number is none: keyed UIDs have 39 digits. */
function holds(text: string, needle: string): boolean {
  if (!IS_DATE.test(needle)) return text.includes(needle);
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1))
    if (!IN_NUMBER.test(text.charAt(at - 1))) return true;
  return false;
}

/** The data set, where it is a deflate stream. */
function inflated(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length < META_LENGTH_AT + 4) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = META_LENGTH_AT + 4 + view.getUint32(META_LENGTH_AT, true);
  try {
    return [inflateRawSync(bytes.subarray(at), { maxOutputLength: LONGEST_BYTES })];
  } catch {
    return []; // it is none
  }
}

/** The text that the four upper bits of words make, two words for a byte; for each alignment that there is. */
function upperBits(text: string): string {
  const made: string[] = [];
  for (const start of [0, 1]) {
    for (const shift of [0, 2]) {
      let characters = "";
      for (let at = start + shift; at + 2 < text.length; at += 4) {
        const [high, low] = [text.charCodeAt(at) & 0xf0, text.charCodeAt(at + 2) >>> 4];
        characters += String.fromCharCode(high | low);
      }
      made.push(characters);
    }
  }
  return made.join("\n");
}
