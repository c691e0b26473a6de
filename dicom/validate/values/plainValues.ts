/**
 * Tells by their bytes the values that are plainly right, which nearly all are. What is not, may still be: `isValidText`
 * says. No strings are made: there are hundreds of thousands of values in a study.
 */
import type { Vr } from "../../dictionary/vr";

/** True only where the bytes from `start` up to `end`, one value without padding, are a value of the VR. */
export type PlainTest = (chunk: Uint8Array, start: number, end: number) => boolean;

const ZERO = 0x30;
const NINE = 0x39;
const DOT = 0x2e;
const SPACE = 0x20;
const UNDERSCORE = 0x5f;

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= NINE;

/** The number that two digits say; NaN for anything else. */
function pairAt(chunk: Uint8Array, at: number): number {
  const tens = chunk[at];
  const ones = chunk[at + 1];
  return isDigit(tens) && isDigit(ones) ? ((tens ?? 0) - ZERO) * 10 + (ones ?? 0) - ZERO : NaN;
}

/** Numbers joined by dots, without leading zeros, below the roots 0 to 2. */
function isPlainUid(chunk: Uint8Array, start: number, end: number): boolean {
  const root = chunk[start] ?? 0;
  // Below 0 and 1 the second number has a bound: those are rare.
  if (root !== 0x32 && !(root === 0x31 && isLowArc(chunk, start + 2))) return false;
  if (end - start > 64 || end - start < 3 || chunk[start + 1] !== DOT) return false;
  let atStart = true; // of a number
  for (let at = start; at < end; at++) {
    const byte = chunk[at] ?? 0;
    if (byte === DOT) {
      if (atStart) return false;
      atStart = true;
    } else {
      if (!isDigit(byte)) return false;
      if (atStart && byte === ZERO && at + 1 < end && chunk[at + 1] !== DOT) return false;
      atStart = false;
    }
  }
  return !atStart;
}

/** One digit: no more than 39 for sure. */
const isLowArc = (chunk: Uint8Array, at: number): boolean => chunk[at + 1] === DOT;

function isPlainDate(chunk: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 8) return false;
  const month = pairAt(chunk, start + 4);
  const day = pairAt(chunk, start + 6);
  // The 29th to 31st are for the calendar.
  return (
    pairAt(chunk, start) >= 0 &&
    pairAt(chunk, start + 2) >= 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 28
  );
}

/** HHMMSS and a fraction. */
function isPlainTime(chunk: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length !== 6 && (length < 8 || length > 13 || chunk[start + 6] !== DOT)) return false;
  for (let at = start + 7; at < end; at++) if (!isDigit(chunk[at])) return false;
  return pairAt(chunk, start) <= 23 && pairAt(chunk, start + 2) <= 59 && pairAt(chunk, start + 4) <= 59;
}

function isPlainDateTime(chunk: Uint8Array, start: number, end: number): boolean {
  return isPlainDate(chunk, start, start + 8) && isPlainTime(chunk, start + 8, end);
}

function isPlainCode(chunk: Uint8Array, start: number, end: number): boolean {
  if (end - start > 16) return false;
  for (let at = start; at < end; at++) {
    const byte = chunk[at] ?? 0;
    if (!(byte >= 0x41 && byte <= 0x5a) && !isDigit(byte) && byte !== UNDERSCORE && byte !== SPACE)
      return false;
  }
  return true;
}

/** A sign, digits, and a point among them; no exponent. */
function isPlainDecimal(chunk: Uint8Array, start: number, end: number): boolean {
  if (end - start > 16) return false;
  let digits = 0;
  let points = 0;
  for (let at = afterSign(chunk, start); at < end; at++) {
    if (isDigit(chunk[at])) digits++;
    else if (chunk[at] === DOT) points++;
    else return false;
  }
  return digits > 0 && points <= 1;
}

/** Nine digits never pass the bounds. */
function isPlainInteger(chunk: Uint8Array, start: number, end: number): boolean {
  const first = afterSign(chunk, start);
  if (first === end || end - first > 9) return false;
  for (let at = first; at < end; at++) if (!isDigit(chunk[at])) return false;
  return true;
}

function afterSign(chunk: Uint8Array, start: number): number {
  const byte = chunk[start];
  return byte === 0x2b || byte === 0x2d ? start + 1 : start;
}

/** Characters of ASCII that can be seen, and spaces between them. */
function isPlainTitle(chunk: Uint8Array, start: number, end: number): boolean {
  if (end - start > 16) return false;
  for (let at = start; at < end; at++) {
    const byte = chunk[at] ?? 0;
    if (byte < SPACE || byte > 0x7e) return false;
  }
  return true;
}

const nothingIsPlain: PlainTest = () => false;

/** Of VRs in the default repertoire. */
export const PLAIN_TESTS: Readonly<Partial<Record<Vr, PlainTest>>> = {
  AE: isPlainTitle,
  AS: nothingIsPlain,
  CS: isPlainCode,
  DA: isPlainDate,
  DS: isPlainDecimal,
  DT: isPlainDateTime,
  IS: isPlainInteger,
  TM: isPlainTime,
  UI: isPlainUid,
};
