/** A day of the proleptic Gregorian calendar; months and days count from 1. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_MILLISECONDS = 86_400_000;

/** Years that four digits can say. */
const FIRST_YEAR = 0;
const LAST_YEAR = 9999;

/** Milliseconds at the start of the day in UTC: `Date.UTC` would take years under 100 for those of the 20th century. */
function startOfDay({ year, month, day }: CalendarDate): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

export function isCalendarDate(date: CalendarDate): boolean {
  const start = startOfDay(date);
  return (
    start.getUTCFullYear() === date.year &&
    start.getUTCMonth() + 1 === date.month &&
    start.getUTCDate() === date.day
  );
}

/** Days from 1970-01-01; negative before. */
export function dayNumberOf(date: CalendarDate): number {
  return startOfDay(date).getTime() / DAY_MILLISECONDS;
}

/** The date `days` (a whole number) later; `undefined` outside the years 0 to 9999. */
export function addDays(date: CalendarDate, days: number): CalendarDate | undefined {
  const moved = new Date((dayNumberOf(date) + days) * DAY_MILLISECONDS);
  const year = moved.getUTCFullYear();
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return undefined; // NaN too
  return { year, month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}
