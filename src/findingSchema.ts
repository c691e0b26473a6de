import * as v from "valibot";

/** A code of a finding, of an error of reading, or of what became of a file; codes are only added. */
export const codeSchema = v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/));

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How many there are of each code. */
export const countsSchema = v.record(codeSchema, v.pipe(count, v.minValue(1)));

/** Where in a file something is: all of it where nothing of that is known. */
export const placeEntries = {
  /** `unknown` for a tag that PS3.6 does not know. */
  tag: v.optional(v.pipe(v.string(), v.regex(/^([0-9A-F]{8}|unknown)$/))),
  /** Such as `ReferencedSeriesSequence[1].SeriesInstanceUID`; items count from 0. */
  path: v.optional(v.string()),
  /** In bytes. */
  offset: v.optional(count),
  /** Such as `PS3.3 §C.7.1.1`. */
  clause: v.optional(v.string()),
};

/** One deviation from the standard, as JSON has it. No value goes where it was not asked for. */
export const findingEntries = {
  level: v.picklist(["encoding", "value", "consistency", "iod"]),
  severity: v.picklist(["error", "warning", "note"]),
  code: codeSchema,
  ...placeEntries,
  expected: v.optional(v.string()),
  /** A VR, a length or a number of values or items. */
  found: v.optional(v.string()),
};

/** The same with what its code says, as a reason of quarantine has it. */
export const toldFindingSchema = v.strictObject({ ...findingEntries, sentence: v.string() });
