import type { Vr } from "../dictionary/vr";
import { parseDate, parseDateTime, parseTime } from "./dateTime";
import { parseNumber } from "./decimal";

/** What PS3.5 Table 6.2-1 asks of one value of a VR that is written as text. */
interface TextForm {
  /** In characters. */
  readonly longest: number;
  readonly holds?: (text: string) => boolean;
}

const UID_LENGTH = 64;
/** Bounds of an IS. */
export const LOWEST_INTEGER = -(2 ** 31);
export const HIGHEST_INTEGER = 2 ** 31 - 1;

/** VRs that are not here have no bound. */
const FORMS: Readonly<Partial<Record<Vr, TextForm>>> = {
  AE: { longest: 16, holds: (text) => /^[\x20-\x7e]*$/.test(text) },
  AS: { longest: 4, holds: (text) => /^\d{3}[DWMY]$/.test(text) },
  CS: { longest: 16, holds: (text) => /^[A-Z0-9_ ]*$/.test(text) },
  DA: { longest: 8, holds: (text) => isUnspaced(text) && parseDate(text) !== undefined },
  DS: { longest: 16, holds: (text) => !Number.isNaN(parseNumber(text)) },
  DT: { longest: 26, holds: (text) => isUnspaced(text) && parseDateTime(text) !== undefined },
  IS: { longest: 12, holds: isInteger },
  LO: { longest: 64 },
  LT: { longest: 10240 },
  PN: { longest: 194, holds: isPersonName },
  SH: { longest: 16 },
  ST: { longest: 1024 },
  TM: {
    longest: 14,
    holds: (text) => isUnspaced(text) && !text.includes(":") && parseTime(text) !== undefined,
  },
  UI: { longest: UID_LENGTH, holds: (text) => /^(0|[1-9]\d*)(\.(0|[1-9]\d*))*$/.test(text) },
  UR: { longest: Infinity, holds: (text) => /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(text) }, // RFC 3986
};

/**
 * True where a text may be written as one value of the VR. The forms of ACR-NEMA (`YYYY.MM.DD`, `HH:MM:SS`), ranges and
 * UIDs with leading zeros, which reading understands, are not among them.
 *
 * @param text without padding, and not empty: an empty value has no form
 */
export function isValidText(vr: Vr, text: string): boolean {
  return text.length <= longestValueOf(vr) && hasForm(vr, text);
}

/** The most characters of one value, of a VR that is written as text. */
export function longestValueOf(vr: Vr): number {
  return FORMS[vr]?.longest ?? Infinity;
}

/** `isValidText`, however long the text is. */
export function hasForm(vr: Vr, text: string): boolean {
  return FORMS[vr]?.holds?.(text) ?? true;
}

/** The most characters of a component group of a person's name. */
export const LONGEST_NAME_GROUP = 64;
const MOST_NAME_GROUPS = 3;
const MOST_NAME_COMPONENTS = 5;

/** At most three groups of five components, PS3.5 §6.2.1. */
function isPersonName(text: string): boolean {
  const groups = text.split("=");
  return (
    groups.length <= MOST_NAME_GROUPS &&
    groups.every((group) => group.split("^").length <= MOST_NAME_COMPONENTS)
  );
}

/** True for numbers joined by dots, of at most 64 characters; leading zeros, common in the field, are let pass. */
export function isUid(text: string): boolean {
  return text.length <= UID_LENGTH && /^\d+(\.\d+)*$/.test(text);
}

function isInteger(text: string): boolean {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
  return value >= LOWEST_INTEGER && value <= HIGHEST_INTEGER;
}

/** Parsing takes spaces around a value off. */
function isUnspaced(text: string): boolean {
  return !/\s/.test(text);
}
