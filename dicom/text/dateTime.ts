import { isCalendarDate, type CalendarDate } from "./calendar";

/** A time of day as precise as it was written, PS3.5 Table 6.2-1, VR TM. */
export interface TimeOfDay {
  readonly hours: number;
  readonly minutes?: number;
  /** 60 for a leap second. */
  readonly seconds?: number;
  /** One to six digits after the decimal point, as written: `5` and `500` differ in precision. */
  readonly fraction?: string;
}

/** A date and time as precise as it was written, VR DT. Each part is there only with all parts before it. */
export interface DateTime {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  readonly time?: TimeOfDay;
  /** Minutes east of UTC. */
  readonly offsetMinutes?: number;
}

/** From and to, both included; one is missing in a range that is open to that side. */
export interface Range<T> {
  readonly from: T | undefined;
  readonly to: T | undefined;
}

const EARLIEST_OFFSET_MINUTES = -12 * 60;
const LATEST_OFFSET_MINUTES = 14 * 60;

/** Parses `YYYYMMDD`, or `YYYY.MM.DD` as before DICOM; `undefined` for anything else and for days that do not exist. */
export function parseDate(text: string): CalendarDate | undefined {
  const match = /^(\d{4})(\.?)(\d{2})\2(\d{2})$/.exec(text.trim());
  if (!match) return undefined;
  const date = { year: Number(match[1]), month: Number(match[3]), day: Number(match[4]) };
  return isCalendarDate(date) ? date : undefined;
}

/** `YYYYMMDD`, the value of a DA. */
export function formatDate({ year, month, day }: CalendarDate): string {
  return `${digits(year, 4)}${digits(month, 2)}${digits(day, 2)}`;
}

/** Parses `HH`, `HHMM`, `HHMMSS` and `HHMMSS.F` to six digits, with or without colons; `undefined` for anything else. */
export function parseTime(text: string): TimeOfDay | undefined {
  const match = /^(\d{2})(?:(:?)(\d{2})(?:\2(\d{2})(?:\.(\d{1,6}))?)?)?$/.exec(text.trim());
  if (!match) return undefined;
  const [, hours, , minutes, seconds, fraction] = match;
  if (Number(hours) > 23 || Number(minutes ?? 0) > 59 || Number(seconds ?? 0) > 60) return undefined;
  return {
    hours: Number(hours),
    ...(minutes !== undefined && { minutes: Number(minutes) }),
    ...(seconds !== undefined && { seconds: Number(seconds) }),
    ...(fraction !== undefined && { fraction }),
  };
}

/** `HHMMSS.FFFFFF` (TM) as far as it is known; the fraction has the digits that it was parsed with. */
export function formatTime({ hours, minutes, seconds, fraction }: TimeOfDay): string {
  const parts = [hours, minutes, seconds].filter((part) => part !== undefined);
  return parts.map((part) => digits(part, 2)).join("") + (fraction === undefined ? "" : `.${fraction}`);
}

/** Parses `YYYY[MM[DD[HH[MM[SS[.F]]]]]][±HHMM]`; `undefined` for anything else and for days that do not exist. */
export function parseDateTime(text: string): DateTime | undefined {
  const match = /^(\d{4})(\d{2})?(\d{2})?(\d{2,6}(?:\.\d{1,6})?)?([+-]\d{4})?$/.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, timeText, offsetText] = match;
  const time = timeText === undefined ? undefined : parseTime(timeText);
  const offsetMinutes = offsetText === undefined ? undefined : parseOffset(offsetText);
  if ((timeText !== undefined && !time) || (offsetText !== undefined && offsetMinutes === undefined))
    return undefined;
  if (!isCalendarDate({ year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) }))
    return undefined;
  return {
    year: Number(year),
    ...(month !== undefined && { month: Number(month) }),
    ...(day !== undefined && { day: Number(day) }),
    ...(time && { time }),
    ...(offsetMinutes !== undefined && { offsetMinutes }),
  };
}

function parseOffset(text: string): number | undefined {
  const minutes = Number(text.slice(3));
  const offset = (Number(text.slice(1, 3)) * 60 + minutes) * (text.startsWith("-") ? -1 : 1);
  return minutes < 60 && offset >= EARLIEST_OFFSET_MINUTES && offset <= LATEST_OFFSET_MINUTES
    ? offset
    : undefined;
}

/** `YYYYMMDDHHMMSS.FFFFFF±HHMM` (DT) as far as it is known. */
export function formatDateTime({ year, month, day, time, offsetMinutes }: DateTime): string {
  const date = [
    digits(year, 4),
    ...[month, day].filter((part) => part !== undefined).map((part) => digits(part, 2)),
  ];
  return `${date.join("")}${time ? formatTime(time) : ""}${offsetMinutes === undefined ? "" : formatOffset(offsetMinutes)}`;
}

function formatOffset(offsetMinutes: number): string {
  const minutes = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? "-" : "+"}${digits(Math.floor(minutes / 60), 2)}${digits(minutes % 60, 2)}`;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, "0");
}

/**
 * Parses `A-B`, `A-` or `-B` as queries write them (PS3.4 C.2.2.2.5), by `parseDate`, `parseTime` or `parseDateTime`;
 * `undefined` for a single value. A hyphen that could start a UTC offset does.
 */
export function parseRange<T>(text: string, parse: (part: string) => T | undefined): Range<T> | undefined {
  if (parse(text) !== undefined) return undefined;
  for (const [fromText, toText] of rangeSplits(text)) {
    const from = parse(fromText);
    const to = parse(toText);
    if ((from !== undefined || fromText === "") && (to !== undefined || toText === "")) return { from, to };
  }
  return undefined;
}

/** Both sides of every hyphen, from the last on: an offset belongs to what stands before it. */
export function rangeSplits(text: string): [from: string, to: string][] {
  const splits: [string, string][] = [];
  for (let at = text.lastIndexOf("-"); at >= 0; at = at > 0 ? text.lastIndexOf("-", at - 1) : -1)
    if (text.length > 1) splits.push([text.slice(0, at), text.slice(at + 1)]);
  return splits;
}
