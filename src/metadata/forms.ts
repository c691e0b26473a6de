import * as v from "valibot";

/** Forms of values as metadata has them: those of the standard, PS3.5 §6.2, without padding. All may be absent. */

/** Text in Unicode, also of coded values. */
export const text = v.optional(v.string());

/** A date of a day, `YYYYMMDD`. */
export const date = v.optional(v.pipe(v.string(), v.regex(/^\d{8}$/)));

/** A time of day, `HH`, `HHMM`, `HHMMSS` or `HHMMSS.FFFFFF`. */
export const time = v.optional(v.pipe(v.string(), v.regex(/^\d{2}(\d{2}(\d{2}(\.\d{1,6})?)?)?$/)));

/** Such as `045Y`. */
export const age = v.optional(v.pipe(v.string(), v.regex(/^\d{3}[DWMY]$/)));

const uidForm = v.pipe(v.string(), v.maxLength(64), v.regex(/^[0-9]+(\.[0-9]+)*$/));

export const requiredUid = uidForm;

export const uid = v.optional(uidForm);

export const number = v.optional(v.number());

/** A count, or a size in pixels. */
export const count = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)));

export const texts = v.optional(v.array(v.string()));

/** @param length as many numbers as the standard asks for */
export const numbers = (length: number) => v.optional(v.pipe(v.array(v.number()), v.length(length)));

/** One or several, such as the centers of several windows. */
export const someNumbers = v.optional(v.pipe(v.array(v.number()), v.minLength(1)));
