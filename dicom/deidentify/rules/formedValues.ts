import type { Vr } from "../../dictionary/vr";
import type { DataElement } from "../../model/dataElement";
import { asciiOf } from "../../text/asciiText";

/** Decimal commas, more digits than the VR allows, fractions of integers: met with, and nobody's name. */
const OF_NUMBERS = /^[\d+\-.,eE\\\s\0]*$/;
const NOT_A_NUMBER = /(?<![^\\ ])[+-]?(?:nan|inf(?:inity)?)(?![^\\ \0])/gi;
/** Telephone numbers and dates. */
const JOINED_DIGITS = /\d-/;

/** Case, length and signs that the VR does not allow are met with; carets, equal signs and at signs are not. */
const OF_TERMS = /^[^\x7f-\xff^=@\\]{0,64}(?:\\[^\x7f-\xff^=@\\]{0,64})*$/;

/** Words of which names of character sets are made, the wrong ones that are met with too. */
const CHARACTER_SETS =
  /^(?:ANSI|ASCII|BIG|CP|DOS|EUC|GBK?|IBM|IEC|IR|ISO|JIS|KOI|KR|LATIN|MS|NONE|SHIFT|SJIS|TIS|UCS|US|UTF|WINDOWS|WIN|JP|CN|[\d\s_\-.:\\\0])*$/i;

/** What a value of an attribute has to be, by its VR; `undefined` where it may be any text, or is no text. */
export function formOf(vr: string): ((element: DataElement) => boolean) | undefined {
  return FORMS[vr as Vr];
}

/** True unless an element of VR DS or IS says something else than numbers. What was left in the source is not looked at. */
export function holdsNumbers(element: DataElement): boolean {
  const text = asciiOf(element);
  if (text === undefined) return element.value.kind === "range";
  if (OF_NUMBERS.test(text)) return !JOINED_DIGITS.test(text);
  return OF_NUMBERS.test(text.replace(NOT_A_NUMBER, ""));
}

/** True where an element of VR CS has nothing that a name, an address or a sentence has, and terms do not. */
export function holdsTerms(element: DataElement): boolean {
  return OF_TERMS.test(asciiOf(element) ?? "@");
}

/** True where Specific Character Set names character sets, known ones or not, and says nothing else. */
export function holdsCharacterSets(element: DataElement): boolean {
  return CHARACTER_SETS.test(asciiOf(element) ?? "?");
}

const FORMS: Readonly<Partial<Record<Vr, (element: DataElement) => boolean>>> = {
  CS: holdsTerms,
  DS: holdsNumbers,
  IS: holdsNumbers,
};
