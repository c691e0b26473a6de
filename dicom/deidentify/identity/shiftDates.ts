import { parseTime } from "../../text/dateTime";
import { shiftDate, shiftDateTime } from "../../text/shiftDate";

/** VRs of dates and times; an attribute's own, not the one it came with. */
export type TemporalVr = "DA" | "DT" | "TM";

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
      return parseTime(value) && value.trim();
  }
}
