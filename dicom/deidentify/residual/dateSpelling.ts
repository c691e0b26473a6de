import { characterAt, isDigit, isLetter } from "./bytes";

const MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
/** Between the parts of a date, besides nothing. */
const SEPARATORS: ReadonlySet<number> = new Set(
  Array.from(" -./:_,", (character) => character.charCodeAt(0)),
);
const SEPTEMBER_LENGTH = 9;

/**
 * The dates that are spelt with the year at `offset`, as YYYYMMDD: year first with or without separators, day or
 * month first with separators, and with the English name of the month. A date may be two where it is not said which
 * number is the month. Looks at most 20 characters to either side.
 */
export function datesAround(bytes: Uint8Array, offset: number, unitBytes: 1 | 2): string[] {
  const at = (index: number) => characterAt(bytes, offset + index * unitBytes, unitBytes);
  const text = (from: number, to: number) => {
    let characters = "";
    for (let index = from; index < to; index++) characters += String.fromCharCode(at(index));
    return characters;
  };
  if (!isDigit(at(3))) return [];
  const year = text(0, 4);
  const found: string[] = [];
  const add = (month: string, day: string) => {
    if (month !== "" && day !== "") found.push(year + month.padStart(2, "0") + day.padStart(2, "0"));
  };
  const goesOn = isDigit(at(-1)) && at(-2) !== 0;
  if (!goesOn) {
    const compact = text(4, 8);
    if (/^\d{4}$/.test(compact) && !isLonger(at)) add(compact.slice(0, 2), compact.slice(2));
    const [, month = "", day = ""] = /^[-./:_ ](\d\d?)[-./:_ ](\d\d?)(?!\d)/.exec(text(4, 11)) ?? [];
    add(month, day);
    const named = /^[-./_ ]?([A-Za-z]{3,9})\.?[-./_ ]?(\d\d?)(?!\d)/.exec(text(4, 17));
    if (named) add(monthOf(named[1] ?? ""), named[2] ?? "");
  }
  if (isDigit(at(4)) && at(5) !== 0) return found;
  if (SEPARATORS.has(at(-1)) || isLetter(at(-1))) {
    const before = text(-20, 0);
    const [, one = "", other = ""] = /(?<!\d)(\d\d?)[-./:_ ](\d\d?)[-./:_ ]$/.exec(before) ?? [];
    add(one, other);
    add(other, one);
    const [, day = "", name = ""] =
      /(?<!\d)(\d\d?)(?:st|nd|rd|th|\.)?[-./_ ]?([A-Za-z]{3,9})\.?,?[-./_ ]?$/.exec(before) ?? [];
    add(monthOf(name), day);
    const american = /([A-Za-z]{3,9})\.?[-./_ ]?(\d\d?)(?:st|nd|rd|th)?,?[-./_ ]$/.exec(before);
    if (american) add(monthOf(american[1] ?? ""), american[2] ?? "");
  }
  return found;
}

/** True where eight digits are the start of a number; a time of day may follow a date. */
function isLonger(at: (index: number) => number): boolean {
  if (!isDigit(at(8)) || at(9) === 0) return false;
  const hour = (at(8) - 0x30) * 10 + (at(9) - 0x30);
  return !isDigit(at(9)) || hour > 23;
}

/** Two digits; empty for what is no month. */
function monthOf(name: string): string {
  const index = name.length <= SEPTEMBER_LENGTH ? MONTHS.indexOf(name.slice(0, 3).toLowerCase()) : -1;
  return index >= 0 && index % 3 === 0 && name.length >= 3 ? String(index / 3 + 1).padStart(2, "0") : "";
}
