import type { Vr } from "../../dictionary/vr";
import type { DataElement } from "../../model/dataElement";
import { asciiOf } from "../../text/asciiText";

/** VRs of numbers that are written as text. */
const NUMBERS: ReadonlySet<string> = new Set<Vr>(["DS", "IS"]);

/** Decimal commas, more digits than the VR allows, fractions of integers: met with, and nobody's name. */
const OF_NUMBERS = /^[\d+\-.,eE\\\s\0]*$/;
const NOT_A_NUMBER = /(?<![^\\ ])[+-]?(?:nan|inf(?:inity)?)(?![^\\ \0])/gi;
/** Telephone numbers and dates. */
const JOINED_DIGITS = /\d-/;

/** Words of which names of character sets are made, the wrong ones that are met with too. */
const CHARACTER_SETS =
  /^(?:ANSI|ASCII|BIG|CP|DOS|EUC|GB[K]?|IBM|IEC|IR|ISO|JIS|KOI|KR|LATIN|MS|NONE|SHIFT|SJIS|TIS|UCS|US|UTF|WINDOWS|WIN|[CJ]P|[\d\s_\-.:\\\0])*$/i;

/** True for attributes whose values have to be numbers. */
export function isOfNumbers(vr: string): boolean {
  return NUMBERS.has(vr);
}

/** True unless an element of VR DS or IS says something else than numbers. What was left in the source is not looked at. */
export function holdsNumbers(element: DataElement): boolean {
  const text = asciiOf(element);
  if (text === undefined) return element.value.kind === "range";
  if (OF_NUMBERS.test(text)) return !JOINED_DIGITS.test(text);
  return OF_NUMBERS.test(text.replace(NOT_A_NUMBER, ""));
}

/** True where Specific Character Set names character sets, known ones or not, and says nothing else. */
export function holdsCharacterSets(element: DataElement): boolean {
  return CHARACTER_SETS.test(asciiOf(element) ?? "?");
}
