import { VR_TRAITS, type Vr } from "../../dictionary/vr";
import { bytesOf, type BytesValue } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import { asciiOf } from "../../text/asciiText";
import { trimPadding, trimPaddingEnd } from "../../text/padding";
import { longestValueOf } from "../../text/valueForm";
import { characterSetFor, delimitersOf, ESCAPE } from "../../text/values";
import type { FindingCode } from "../findingCodes";
import { endWithoutPadding, latin1Of } from "./padding";
import { judgeText } from "./valueFaults";

const BACKSLASH = 0x5c;
const SPACE = 0x20;
const DELETE = 0x7f;

/** TAB, LF, FF and CR, which paragraphs may have, PS3.5 §6.1.3. */
const LAYOUT: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d]);

/**
 * A value field in the character set of the data set: adds what is wrong with it, and says how many values it has; 0 for a
 * blank one. Bytes are made characters only where one of them is not ASCII.
 */
export function scanText(vr: Vr, value: BytesValue, dataSet: DataSet, faults: Set<FindingCode>): number {
  const { chunk, start } = value;
  const end = endWithoutPadding(vr, value, faults);
  if (end === start) return 0;
  const isParagraph = VR_TRAITS[vr].form === "paragraph";
  let count = 1;
  let from = start;
  for (let at = start; at < end; at++) {
    const byte = chunk[at] ?? 0;
    if (byte > DELETE || byte === ESCAPE) return scanDecoded(vr, value, dataSet, faults);
    if (byte === BACKSLASH && !isParagraph) {
      scanAsciiText(vr, chunk, from, at, faults);
      count++;
      from = at + 1;
    } else if ((byte < SPACE && !(isParagraph && LAYOUT.has(byte))) || byte === DELETE)
      faults.add("CONTROL_CHARACTER");
  }
  scanAsciiText(vr, chunk, from, end, faults);
  return count;
}

/** Most are short enough, and have no form but that. */
function scanAsciiText(
  vr: Vr,
  chunk: Uint8Array,
  start: number,
  end: number,
  faults: Set<FindingCode>,
): void {
  const isFormless = vr !== "PN" && vr !== "UR" && end - start <= longestValueOf(vr);
  if (!isFormless && !(vr === "PN" && isPlainName(chunk, start, end)))
    judgeText(vr, trimPaddingEnd(latin1Of(chunk, start, end)), faults);
}

/** One group, of not too many characters and components. */
function isPlainName(chunk: Uint8Array, start: number, end: number): boolean {
  if (end - start > 64) return false;
  let carets = 0;
  for (let at = start; at < end; at++) {
    if (chunk[at] === 0x3d) return false;
    if (chunk[at] === 0x5e) carets++;
  }
  return carets < 5;
}

function scanDecoded(vr: Vr, value: BytesValue, dataSet: DataSet, faults: Set<FindingCode>): number {
  const characterSet = characterSetFor(dataSet);
  const text = trimPaddingEnd(characterSet.decode(bytesOf(value), delimitersOf(vr)));
  if (hasDefaultRepertoire(dataSet)) faults.add("MISSING_CHARACTER_SET");
  // Under a term that nobody knows nobody can say.
  else if (characterSet.warning !== "UNKNOWN_CHARACTER_SET" && isUndecodable(text, bytesOf(value)))
    faults.add("UNDECODABLE_TEXT");
  const isParagraph = VR_TRAITS[vr].form === "paragraph";
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isControl = (code < SPACE && code !== ESCAPE) || code === DELETE;
    if (isControl && !(isParagraph && LAYOUT.has(code))) faults.add("CONTROL_CHARACTER");
  }
  const texts = isParagraph ? [text] : text.split("\\");
  for (const one of texts) judgeText(vr, trimPaddingEnd(one), faults);
  return texts.length;
}

function hasDefaultRepertoire(dataSet: DataSet): boolean {
  const element = dataSet.specificCharacterSet;
  const terms = trimPadding((element && asciiOf(element)) ?? "");
  return terms === "" || terms === "ISO_IR 6" || terms === "ISO 2022 IR 6";
}

/** U+FFFD as UTF-8 has it: where it was written, nothing was lost in reading. */
const REPLACEMENT = Buffer.from("\ufffd");

/** Escape sequences that mean nothing, bytes that no character has, and the control characters between 80 and 9F. */
function isUndecodable(text: string, bytes: Uint8Array): boolean {
  if (/[\u0080-\u009f]/.test(text) || text.includes("\x1b")) return true;
  return text.includes("\ufffd") && !Buffer.from(bytes).includes(REPLACEMENT);
}
