import * as v from "valibot";
import type { Vr } from "../../dicom/dictionary/vr";
import { HIGHEST_INTEGER, isValidText, LOWEST_INTEGER, longestValueOf } from "../../dicom/text/valueForm";

/** Forms of values as metadata has them: those of the standard, PS3.5 §6.2, without padding. All may be absent. */

/** Text in Unicode, also of coded values. */
export const text = v.optional(v.string());

/** Text in the form of a VR, of which length and pattern are what JSON Schema can say. */
const textOf = (vr: Vr, pattern: RegExp) =>
  v.optional(
    v.pipe(
      v.string(),
      v.maxLength(longestValueOf(vr)),
      v.regex(pattern),
      v.check((value) => isValidText(vr, value)),
    ),
  );

/** A day of the calendar, `YYYYMMDD`. */
export const date = textOf("DA", /^\d{8}$/);

/** A time of day, `HH`, `HHMM`, `HHMMSS` or `HHMMSS.FFFFFF`. */
export const time = textOf("TM", /^\d{2}(\d{2}(\d{2}(\.\d{1,6})?)?)?$/);

/** Such as `045Y`. */
export const age = textOf("AS", /^\d{3}[DWMY]$/);

/** Numbers without leading zeros, joined by dots. */
export const uid = textOf("UI", /^(0|[1-9]\d*)(\.(0|[1-9]\d*))*$/);

/** JSON has no other numbers than finite ones. */
const finite = v.pipe(v.number(), v.finite());

export const number = v.optional(finite);

/** A whole number of 32 bits. */
export const integer = v.optional(
  v.pipe(v.number(), v.integer(), v.minValue(LOWEST_INTEGER), v.maxValue(HIGHEST_INTEGER)),
);

/** A count, or a size in pixels. */
export const count = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(HIGHEST_INTEGER)));

export const texts = v.optional(v.array(v.string()));

/** @param length as many numbers as the standard asks for */
export const numbers = (length: number) => v.optional(v.pipe(v.array(finite), v.length(length)));

/** One or several, such as the centers of several windows. */
export const someNumbers = v.optional(v.pipe(v.array(finite), v.minLength(1)));
