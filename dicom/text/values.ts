import type { AttributeName } from "../dictionary/attributes";
import { formatTag, type Tag } from "../dictionary/tag";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import { DicomUsageError } from "../errors";
import { bytesOf, DataElement, isEmpty, type BytesValue } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import { asciiOf, padded } from "./asciiText";
import { characterSetOf, type CharacterSet, type Delimiters } from "./characterSet";
import { parseNumber } from "./decimal";
import { readBigInts, readBinaryNumbers, readTags } from "./numbers";
import { trimPaddingEnd } from "./padding";

/** VRs whose leading spaces mean nothing either, PS3.5 Table 6.2-1; trailing ones mean nothing in any. */
export const LEADING_SPACES_INSIGNIFICANT: ReadonlySet<Vr> = new Set(["AE", "CS", "DS", "IS", "LO", "SH"]);

const DEFAULT_REPERTOIRE = characterSetOf([]);
export const ESCAPE = 0x1b;
const SPACE = 0x20;
const BACKSLASH = 0x5c;
/** The one that was asked for last: nearly all text of an object, and of a series, has the same. */
let latest: { readonly text: string; readonly characterSet: CharacterSet } | undefined;

/** The character set of a data set's text: its own Specific Character Set, or that of the nearest enclosing data set. */
export function characterSetFor(dataSet: DataSet): CharacterSet {
  const element = dataSet.specificCharacterSet;
  if (!element) return DEFAULT_REPERTOIRE;
  const text = asciiOf(element) ?? "";
  if (latest?.text !== text) {
    const terms = splitAscii(element.vr === "CS" ? element : asCode(element));
    latest = { text, characterSet: characterSetOf(terms) };
  }
  return latest.characterSet;
}

/** Specific Character Set under a VR that it should not have. */
function asCode(element: DataElement): DataElement {
  return new DataElement(element.tag, "CS", element.value);
}

/**
 * The values of an element as text: split at backslashes where the VR allows several, decoded by the data set's
 * character set, without padding. Binary numbers come in decimal, tags (`AT`) in hex; `NaN` and `Infinity` by name.
 * [] for an empty value, for OB … UN and SQ, and for a value that was left in the source (kind `range`), which cannot be
 * read at once.
 */
export function readText(element: DataElement, dataSet: DataSet): string[] {
  switch (VR_TRAITS[element.vr].form) {
    case "ascii":
      return splitAscii(element);
    case "text":
    case "paragraph":
      return splitText(element, dataSet);
    case "number":
      if (element.vr === "AT") return readTags(element).map(formatTag);
      if (element.vr === "SV" || element.vr === "UV") return readBigInts(element).map(String);
      return readBinaryNumbers(element).map(String);
    case "binary":
    case "sequence":
      return [];
  }
}

function splitAscii(element: DataElement): string[] {
  const text = asciiOf(element);
  return text ? splitValues(text, element.vr) : [];
}

function splitText(element: DataElement, dataSet: DataSet): string[] {
  const { vr, value } = element;
  if (value.kind !== "bytes") return [];
  const isParagraph = VR_TRAITS[vr].form === "paragraph";
  // ASCII is the same in all character sets, and most text is nothing else.
  const text = isPlainAscii(value)
    ? asciiOf(element)
    : trimPaddingEnd(characterSetFor(dataSet).decode(bytesOf(value), delimitersOf(vr)));
  if (!text) return [];
  return isParagraph ? [text] : splitValues(text, vr);
}

/** True for ASCII without escape sequences. */
function isPlainAscii({ chunk, start, lengthBytes }: BytesValue): boolean {
  for (let index = start; index < start + lengthBytes; index++) {
    const byte = chunk[index] ?? 0;
    if (byte > 0x7f || byte === ESCAPE) return false;
  }
  return true;
}

/** @param text without the padding at its end */
function splitValues(text: string, vr: Vr): string[] {
  const values = text.includes("\\") ? text.split("\\").map(trimPaddingEnd) : [text];
  return LEADING_SPACES_INSIGNIFICANT.has(vr) ? values.map((value) => value.trimStart()) : values;
}

/** Characters before which escape sequences lose their reach in values of the VR. */
export function delimitersOf(vr: Vr): Delimiters {
  if (VR_TRAITS[vr].form === "paragraph") return "";
  return vr === "PN" ? "\\^=" : "\\";
}

/** The first value as text; `undefined` where the element is absent, empty, or not to be read at once. */
export function firstText(dataSet: DataSet, name: AttributeName): string | undefined {
  const element = dataSet.get(name);
  return (element && readText(element, dataSet)[0]) || undefined;
}

/**
 * The values of an element as numbers: binary ones of any VR (SV, UV and OV rounded to 53 bits; see `readBigInts`), and those
 * written as text (DS, IS), where text that is no number gives NaN. [] where `readText` gives [].
 */
export function readNumbers(element: DataElement): number[] {
  const { vr } = element;
  if (vr === "DS" || vr === "IS") return splitAscii(element).map(parseNumber);
  if (vr === "OV" || vr === "SV" || vr === "UV") return readBigInts(element).map(Number);
  return readBinaryNumbers(element);
}

/** The first value as a number, as `readNumbers` has it; `undefined` where the element is absent or has none. */
export function firstNumber(dataSet: DataSet, name: AttributeName): number | undefined {
  const element = dataSet.get(name);
  return element && readNumbers(element)[0];
}

/**
 * An element of text, padded to even length. Characters that the character set cannot say become question marks;
 * without a character set that is all beyond ASCII.
 * @throws DicomUsageError `INVALID_ARGUMENT` for a VR that holds no text
 */
export function writeText(
  tag: Tag,
  vr: Vr,
  values: readonly string[],
  characterSet: CharacterSet = DEFAULT_REPERTOIRE,
): DataElement {
  const { form } = VR_TRAITS[vr];
  if (form !== "ascii" && form !== "text" && form !== "paragraph")
    throw new DicomUsageError("INVALID_ARGUMENT", `VR ${vr} holds no text`, { tag: formatTag(tag) });
  const scope = form === "ascii" ? DEFAULT_REPERTOIRE : characterSet;
  return DataElement.ofBytes(tag, vr, padded(encodeOrMark(values.join("\\"), scope, delimitersOf(vr)), vr));
}

function encodeOrMark(text: string, characterSet: CharacterSet, delimiters: Delimiters): Uint8Array {
  const whole = characterSet.encode(text, delimiters);
  if (whole) return whole;
  const marked = Array.from(text, (character) => (characterSet.encode(character) ? character : "?"));
  return characterSet.encode(marked.join(""), delimiters) ?? new Uint8Array();
}

/** True without a value, and for text that is nothing but padding and delimiters. */
export function isBlank(element: DataElement, dataSet: DataSet): boolean {
  if (isEmpty(element)) return true;
  const { form } = VR_TRAITS[element.vr];
  const isText = form === "ascii" || form === "text" || form === "paragraph";
  if (!isText || element.value.kind !== "bytes") return false;
  return !startsVisibly(element.value) && readText(element, dataSet).every((text) => text === "");
}

/** True where the first byte is that of a character that can be seen, as nearly always. */
function startsVisibly({ chunk, start }: BytesValue): boolean {
  const byte = chunk[start] ?? 0;
  return byte > SPACE && byte < BACKSLASH;
}
