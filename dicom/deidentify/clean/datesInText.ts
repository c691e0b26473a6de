import { addDays, isCalendarDate, type CalendarDate } from "../../text/calendar";
import { formatDate } from "../../text/dateTime";
import { gapAfter, type Atom } from "./atoms";
import { monthOf, nameOfMonth } from "./monthNames";

/** Where a date or a time stands in a text. */
export interface TemporalSpan {
  /** Indices of its first and last atom. */
  readonly first: number;
  readonly last: number;
  readonly isTime: boolean;
  /** What it may mean, `YYYYMMDD` of a date and `HHMM` of a time: 3/4/2020 are two days, March 2020 is none. */
  readonly readings: readonly string[];
  /** The same spelling of another day; only where there is one reading. */
  readonly moved?: (days: number) => string | undefined;
}

const EARLIEST_YEAR = 1850;
const LATEST_YEAR = 2150;
const FIELD_GAP = /^(?: ?[-/.,_] ?| )$/;
const MONTH_GAP = /^(?:[-/.,_ ]{0,3})$/;
const ENDING = /^(?:st|nd|rd|th)$/;
const ORDINAL = /^(?:st|nd|rd|th|de|of)$/;
const HALF_DAY = /^(?:am|pm)$/;

/** Writes the fields of a date in their places. */
type Spell = (date: CalendarDate) => string;

/** Dates and times of day in the common spellings, in their order and without overlaps. */
export function findTemporal(text: string, atoms: readonly Atom[]): TemporalSpan[] {
  const spans: TemporalSpan[] = [];
  for (let at = 0; at < atoms.length; at++) {
    const reader = new SpanReader(text, atoms, at);
    const span = reader.readTime() ?? reader.readDigits() ?? reader.readFields() ?? reader.readNamed();
    if (!span) continue;
    spans.push(span);
    at = span.last;
  }
  return spans;
}

/** Tries the spellings that begin at one atom. */
class SpanReader {
  constructor(
    private readonly text: string,
    private readonly atoms: readonly Atom[],
    private readonly at: number,
  ) {}

  /** `10:15`, `10:15:30.5 pm`, and `T10:15` behind a date. */
  readTime(): TemporalSpan | undefined {
    const from = this.folded(this.at) === "t" && this.gap(this.at) === "" ? this.at + 1 : this.at;
    const [hours, minutes] = [this.number(from, 1, 2), this.number(from + 1, 2, 2)];
    if (hours === undefined || minutes === undefined || this.gap(from) !== ":") return undefined;
    if (hours > 23 || minutes > 59) return undefined;
    let last = from + 1;
    if (this.gap(last) === ":" && this.number(last + 1, 2, 2) !== undefined) last++;
    if (last > from + 1 && this.gap(last) === "." && this.number(last + 1, 1, 9) !== undefined) last++;
    if (/^ ?$/.test(this.gap(last)) && HALF_DAY.test(this.folded(last + 1))) last++;
    const reading = `${pad(hours, 2)}${pad(minutes, 2)}`;
    return { first: this.at, last, isTime: true, readings: [reading] };
  }

  /** `20200229`, with the time of day behind it in 12 or 14 digits. */
  readDigits(): TemporalSpan | undefined {
    const digits = this.folded(this.at);
    if (!this.atoms[this.at]?.isNumber || ![8, 12, 14].includes(digits.length)) return undefined;
    const year = Number(digits.slice(0, 4));
    const date = { year, month: Number(digits.slice(4, 6)), day: Number(digits.slice(6, 8)) };
    if (!isDate(date)) return undefined;
    return this.span(this.at, [date], (moved) => formatDate(moved) + digits.slice(8));
  }

  /** Three numbers with the same separator: year first, or year last with day and month in either order. */
  readFields(): TemporalSpan | undefined {
    const { at } = this;
    const separator = this.gap(at);
    if (!FIELD_GAP.test(separator) || this.gap(at + 1) !== separator) return undefined;
    const [one, two] = [this.number(at, 1, 4), this.number(at + 1, 1, 2)];
    const three = this.number(at + 2, 1, 4);
    if (one === undefined || two === undefined || three === undefined) return undefined;
    const width = (index: number): number => this.folded(index).length;
    const join = (...fields: readonly number[]): string =>
      fields.map((field, index) => pad(field, width(at + index))).join(separator);
    if (width(at) === 4) {
      const date = { year: one, month: two, day: three };
      if (width(at + 2) > 2 || !isDate(date)) return undefined;
      return this.span(at + 2, [date], ({ year, month, day }) => join(year, month, day));
    }
    if (width(at) > 2 || (width(at + 2) !== 4 && (width(at + 2) !== 2 || separator === " ")))
      return undefined;
    const years = width(at + 2) === 4 ? [three] : [1900 + three, 2000 + three];
    const days = years.flatMap((year) => [
      { year, month: two, day: one },
      { year, month: one, day: two },
    ]);
    const dates = days.filter(isDate);
    const dayFirst = dates[0]?.day === one && dates[0].month === two;
    const spell: Spell = ({ year, month, day }) =>
      dayFirst ? join(day, month, year) : join(month, day, year);
    // Points stand between the fields where the day comes first.
    return this.span(at + 2, dates, spell, separator.includes(".") && dayFirst && years.length === 1);
  }

  /** With the month by its name: `29 Feb 2020`, `February 29th, 2020`, `29FEB2020`, and without day or year. */
  readNamed(): TemporalSpan | undefined {
    const { at } = this;
    const dayBefore = this.number(at, 1, 2);
    let monthAt = at;
    if (dayBefore !== undefined) {
      monthAt = this.skipOrdinal(at) + 1;
      if (!MONTH_GAP.test(this.gap(monthAt - 1))) return undefined;
    }
    const month = monthOf(this.folded(monthAt));
    if (month === undefined) return undefined;
    let last = monthAt;
    let day = dayBefore;
    let dayAt = at;
    if (day === undefined && this.follows(last) && this.number(last + 1, 1, 2) !== undefined) {
      day = this.number(last + 1, 1, 2);
      dayAt = last + 1;
      last = this.skipOrdinal(last + 1);
    }
    const year = this.follows(last) ? this.number(last + 1, 4, 4) : undefined;
    if (year !== undefined) last++;
    else if (this.follows(last) && dayBefore !== undefined && this.number(last + 1, 2, 2) !== undefined)
      return this.unclear(last + 1);
    if (last === at) return undefined; // a word alone may be anything
    if (year === undefined || day === undefined) return this.unclear(last);
    const date = { year, month, day };
    if (!isDate(date)) return this.unclear(last);
    const put = new Map<number, (moved: CalendarDate) => string>([
      [dayAt, (moved) => pad(moved.day, this.folded(dayAt).startsWith("0") ? 2 : 1)],
      [monthAt, (moved) => nameOfMonth(moved.month, this.folded(monthAt), this.original(monthAt))],
      [last, (moved) => pad(moved.year, 4)],
    ]);
    return this.span(last, [date], (moved) => this.rewritten(last, put, moved));
  }

  /** The text of the span with other fields; endings of ordinals would belong to another number and go. */
  private rewritten(
    last: number,
    put: ReadonlyMap<number, (moved: CalendarDate) => string>,
    moved: CalendarDate,
  ): string {
    let text = "";
    for (let index = this.at; index <= last; index++) {
      if (index > this.at) text += this.gap(index - 1);
      if (!ENDING.test(this.folded(index))) text += put.get(index)?.(moved) ?? this.original(index);
    }
    return text;
  }

  private follows(index: number): boolean {
    return MONTH_GAP.test(this.gap(index));
  }

  private skipOrdinal(index: number): number {
    const joined = this.gap(index) === "" || this.gap(index) === " ";
    return joined && ORDINAL.test(this.folded(index + 1)) ? index + 1 : index;
  }

  private unclear(last: number): TemporalSpan {
    return { first: this.at, last, isTime: false, readings: [] };
  }

  /** @param certain the first of the dates is meant, whatever else could be read */
  private span(
    last: number,
    dates: readonly CalendarDate[],
    spell: Spell,
    certain = false,
  ): TemporalSpan | undefined {
    const readings = [...new Set(dates.map(formatDate))];
    const [date] = dates;
    if (!date) return undefined;
    const span = { first: this.at, last, isTime: false, readings };
    if (readings.length > 1 && !certain) return span;
    const moved = (days: number): string | undefined => {
      const other = addDays(date, days);
      return other && spell(other);
    };
    return { ...span, moved };
  }

  private folded(index: number): string {
    return this.atoms[index]?.folded ?? "";
  }

  private original(index: number): string {
    const atom = this.atoms[index];
    return atom ? this.text.slice(atom.start, atom.end) : "";
  }

  private gap(index: number): string {
    return gapAfter(this.text, this.atoms, index);
  }

  /** The number at an index, if it has so many digits. */
  private number(index: number, fewest: number, most: number): number | undefined {
    const atom = this.atoms[index];
    if (!atom?.isNumber || atom.folded.length < fewest || atom.folded.length > most) return undefined;
    return Number(atom.folded);
  }
}

function isDate(date: CalendarDate): boolean {
  return date.year >= EARLIEST_YEAR && date.year <= LATEST_YEAR && isCalendarDate(date);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
