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
const LOWEST_INTEGER = -(2 ** 31);
const HIGHEST_INTEGER = 2 ** 31 - 1;

/** VRs that are not here have no bound. */
const FORMS: Readonly<Partial<Record<Vr, TextForm>>> = {
  AE: { longest: 16 },
  AS: { longest: 4, holds: (text) => /^\d{3}[DWMY]$/.test(text) },
  CS: { longest: 16, holds: (text) => /^[A-Z0-9_ ]*$/.test(text) },
  DA: { longest: 8, holds: (text) => isUnspaced(text) && parseDate(text) !== undefined },
  DS: { longest: 16, holds: (text) => !Number.isNaN(parseNumber(text)) },
  DT: { longest: 26, holds: (text) => isUnspaced(text) && parseDateTime(text) !== undefined },
  IS: { longest: 12, holds: isInteger },
  LO: { longest: 64 },
  LT: { longest: 10240 },
  PN: { longest: 194 },
  SH: { longest: 16 },
  ST: { longest: 1024 },
  TM: {
    longest: 14,
    holds: (text) => isUnspaced(text) && !text.includes(":") && parseTime(text) !== undefined,
  },
  UI: { longest: UID_LENGTH, holds: (text) => isUid(text) && !/(^|\.)0\d/.test(text) },
};

/**
 * True where a text may be written as one value of the VR. The forms of ACR-NEMA (`YYYY.MM.DD`, `HH:MM:SS`), ranges and
 * UIDs with leading zeros, which reading understands, are not among them.
 *
 * @param text without padding, and not empty: an empty value has no form
 */
export function isValidText(vr: Vr, text: string): boolean {
  const { longest, holds } = FORMS[vr] ?? { longest: Infinity };
  return text.length <= longest && (holds?.(text) ?? true);
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
