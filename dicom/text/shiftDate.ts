import { addDays } from "./calendar";
import { formatDate, parseDate, parseDateTime, rangeSplits } from "./dateTime";

/**
 * Moves one value of VR DA by whole days, so that the days between any two values stay exactly the same.
 * Ranges move at both ends; the old form `YYYY.MM.DD` stays as it is.
 * `undefined` where the text is no date, or where the result leaves the years 0 to 9999.
 */
export function shiftDate(text: string, days: number): string | undefined {
  return shiftRange(text, (part) => {
    const date = parseDate(part);
    const moved = date && addDays(date, days);
    if (!moved) return undefined;
    const shifted = formatDate(moved);
    return part.includes(".") ? shifted.replace(/^(....)(..)(..)$/, "$1.$2.$3") : shifted;
  });
}

/**
 * Moves one value of VR DT by whole days. Precision, fraction and UTC offset stay; the time of day is untouched.
 * Of a value without a day the first day of its month or year is moved, so that its interval to others stays to
 * within its own precision only. `undefined` as for `shiftDate`.
 */
export function shiftDateTime(text: string, days: number): string | undefined {
  return shiftRange(text, (part) => {
    const dateTime = parseDateTime(part);
    if (!dateTime) return undefined;
    const { year, month, day } = dateTime;
    const moved = addDays({ year, month: month ?? 1, day: day ?? 1 }, days);
    const dateDigits = month === undefined ? 4 : day === undefined ? 6 : 8;
    return moved && formatDate(moved).slice(0, dateDigits) + part.slice(dateDigits);
  });
}

function shiftRange(text: string, shiftPart: (part: string) => string | undefined): string | undefined {
  const shift = (part: string) => shiftPart(part.trim());
  const single = shift(text);
  if (single !== undefined) return single;
  for (const [from, to] of rangeSplits(text)) {
    const shiftedFrom = from.trim() === "" ? "" : shift(from);
    const shiftedTo = to.trim() === "" ? "" : shift(to);
    if (shiftedFrom !== undefined && shiftedTo !== undefined) return `${shiftedFrom}-${shiftedTo}`;
  }
  return undefined;
}
