import { attributeOf } from "../../dictionary/attributes";
import { TIMEZONE_OFFSET_FROM_UTC } from "../../dictionary/tags";
import type { DataElement } from "../../model/dataElement";
import { asciiOf } from "../../text/asciiText";
import { parseDateTime, parseRange, parseTime } from "../../text/dateTime";
import { shiftDate, shiftDateTime } from "../../text/shiftDate";

/** VRs of dates and times; an attribute's own, not the one it came with. `UTC` stands for an offset from UTC. */
type TemporalVr = "DA" | "DT" | "TM" | "UTC";

/** The attribute's own VR decides, where it has one of dates and times, and else that of the value. */
export function temporalVrOf({ tag, vr }: DataElement): TemporalVr | undefined {
  if (tag === TIMEZONE_OFFSET_FROM_UTC) return "UTC";
  const own = attributeOf(tag)?.vr;
  if (own === "DA" || own === "DT" || own === "TM") return own;
  return vr === "DA" || vr === "DT" || vr === "TM" ? vr : undefined;
}

/** True where every value of an element is a date or time of its VR, or empty. */
export function holdsDates(element: DataElement): boolean {
  const text = asciiOf(element);
  const vr = temporalVrOf(element);
  return text !== undefined && vr !== undefined && shiftDates(text, vr, 0) !== undefined;
}

/**
 * Moves every date of a value field by whole days; time of day, fraction, offset from UTC and precision stay, and so
 * do values of VR TM. `undefined` where one of the values is not of the VR, or leaves the calendar.
 */
export function shiftDates(text: string, vr: TemporalVr, days: number): string | undefined {
  const shifted: string[] = [];
  for (const value of text.split("\\")) {
    const moved = value.trim() === "" ? "" : shiftOne(value, vr, days);
    if (moved === undefined) return undefined;
    shifted.push(moved);
  }
  return shifted.join("\\");
}

function shiftOne(value: string, vr: TemporalVr, days: number): string | undefined {
  switch (vr) {
    case "DA":
      return shiftDate(value, days);
    case "DT":
      return shiftDateTime(value, days);
    case "TM":
      return shiftTime(value);
    case "UTC":
      // As behind a date; days move, and the offset stays with the time of day.
      return /^ *[+-]/.test(value) && parseDateTime(`2000${value.trim()}`) ? value.trim() : undefined;
  }
}

/** Times of day stay; in a range both do. */
function shiftTime(text: string): string | undefined {
  return parseTime(text) || parseRange(text, parseTime) ? text.trim() : undefined;
}
