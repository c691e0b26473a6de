import * as v from "valibot";
import type { Vr } from "../../../dicom/dictionary/vr";
import type { FindingCode } from "./finding";

/** Components are numbers without leading zeros, PS3.5 §9.1. */
export const uidSchema = v.pipe(v.string(), v.maxLength(64), v.regex(/^(0|[1-9]\d*)(\.(0|[1-9]\d*))*$/));

/** YYYYMMDD, a day of the calendar; the form with dots of ACR-NEMA is readable and allowed, PS3.5 §6.2. */
export const dateSchema = v.pipe(
  v.string(),
  v.regex(/^(\d{8}|\d{4}\.\d\d\.\d\d)$/),
  v.check((text) => isCalendarDay(text.replaceAll(".", ""))),
);

/** HH, HHMM, HHMMSS or HHMMSS.F to .FFFFFF; 60 is a leap second. */
export const timeSchema = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3])(:?[0-5]\d(:?([0-5]\d|60)(\.\d{1,6})?)?)?$/),
);

export const dateTimeSchema = v.pipe(
  v.string(),
  v.regex(
    /^\d{4}((0[1-9]|1[0-2])((0[1-9]|[12]\d|3[01])(([01]\d|2[0-3])([0-5]\d(([0-5]\d|60)(\.\d{1,6})?)?)?)?)?)?([+-](0\d|1[0-4])[0-5]\d)?$/,
  ),
);

export const ageSchema = v.pipe(v.string(), v.regex(/^\d{3}[DWMY]$/));

export const codeSchema = v.pipe(v.string(), v.regex(/^[A-Z0-9_ ]{0,16}$/));

export const decimalSchema = v.pipe(
  v.string(),
  v.maxLength(16),
  v.regex(/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/),
);

export const integerSchema = v.pipe(
  v.string(),
  v.regex(/^[+-]?\d{1,11}$/),
  v.check((text) => Math.abs(Number(text)) <= 2 ** 31),
);

/** The form of one value by VR, PS3.5 §6.2; VRs that are not here take anything that was readable. */
export const VALUE_SCHEMAS: Readonly<
  Partial<Record<Vr, { schema: v.GenericSchema<string>; code: FindingCode; clause: string }>>
> = {
  UI: { schema: uidSchema, code: "INVALID_UID", clause: "PS3.5 §9.1" },
  DA: { schema: dateSchema, code: "INVALID_DATE", clause: "PS3.5 §6.2" },
  TM: { schema: timeSchema, code: "INVALID_TIME", clause: "PS3.5 §6.2" },
  DT: { schema: dateTimeSchema, code: "INVALID_DATE_TIME", clause: "PS3.5 §6.2" },
  AS: { schema: ageSchema, code: "INVALID_AGE", clause: "PS3.5 §6.2" },
  CS: { schema: codeSchema, code: "INVALID_CODE", clause: "PS3.5 §6.2" },
  DS: { schema: decimalSchema, code: "INVALID_NUMBER", clause: "PS3.5 §6.2" },
  IS: { schema: integerSchema, code: "INVALID_NUMBER", clause: "PS3.5 §6.2" },
};

function isCalendarDay(yyyymmdd: string): boolean {
  const [year, month, day] = [yyyymmdd.slice(0, 4), yyyymmdd.slice(4, 6), yyyymmdd.slice(6)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  // setUTCFullYear takes years below 100 as they are, unlike Date.UTC.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
