import type { Vr } from "../../dictionary/vr";
import type { BytesValue } from "../../model/dataElement";
import { LEADING_SPACES_INSIGNIFICANT } from "../../text/values";
import type { FindingCode } from "../findingCodes";
import { endWithoutPadding, latin1Of } from "./padding";
import { PLAIN_TESTS, type PlainTest } from "./plainValues";
import { judgeText } from "./valueFaults";

const BACKSLASH = 0x5c;
const SPACE = 0x20;

/** A value field in the default repertoire: adds what is wrong with it, and says how many values it has; 0 for a blank one. */
export function scanAscii(vr: Vr, value: BytesValue, faults: Set<FindingCode>): number {
  const { chunk, start } = value;
  const end = endWithoutPadding(vr, value, faults);
  if (end === start) {
    if (vr === "AE") faults.add("INVALID_APPLICATION_ENTITY");
    return 0;
  }
  const isPlain = PLAIN_TESTS[vr] as PlainTest;
  let count = 1;
  let from = start;
  for (let at = start; at < end; at++) {
    if (chunk[at] !== BACKSLASH) continue;
    scanValue(vr, chunk, from, at, isPlain, faults);
    count++;
    from = at + 1;
  }
  scanValue(vr, chunk, from, end, isPlain, faults);
  return count;
}

function scanValue(
  vr: Vr,
  chunk: Uint8Array,
  start: number,
  end: number,
  isPlain: PlainTest,
  faults: Set<FindingCode>,
): void {
  if (isPlain(chunk, start, end)) return;
  let from = start;
  let to = end;
  while (to > from && (chunk[to - 1] === SPACE || chunk[to - 1] === 0)) {
    if (vr === "UI" || chunk[to - 1] === 0) faults.add("WRONG_PADDING");
    to--;
  }
  if (LEADING_SPACES_INSIGNIFICANT.has(vr)) while (from < to && chunk[from] === SPACE) from++;
  if (from < to && !isPlain(chunk, from, to)) judgeText(vr, latin1Of(chunk, from, to), faults);
}
