import { ITEM, SEQUENCE_DELIMITATION } from "../dictionary/tag";
import { readTag } from "../syntax/elementHeader";
import { ITEM_HEADER_BYTES, OFFSET_BYTES, parseOffsets } from "../syntax/offsetTable";
import type { FragmentsLevel } from "./level";
import { addElement, GO_ON, type ParserState } from "./parserState";

/** A longer table is not looked at: nobody asks for so many places one by one. */
export const KEPT_OFFSETS = 16 * 1024;

/** Goes over one item of encapsulated pixel data (PS3.5 §A.4) without looking into more than the Basic Offset Table, or its delimiter. */
export function stepFragments(state: ParserState, level: FragmentsLevel): number {
  const { cursor } = state;
  const remaining = level.end - cursor.position;
  if (remaining < 8) cursor.fail("TRUNCATED_PIXEL_DATA", "the delimiter of the pixel data is missing");
  if (!cursor.has(8)) return 8;
  const tag = readTag(cursor.view, cursor.at, false);
  if (tag === SEQUENCE_DELIMITATION) {
    endFragments(state, level);
    cursor.position += 8;
    state.stack.pop();
    return GO_ON;
  }
  if (tag !== ITEM) cursor.fail("UNEXPECTED_TAG", "a fragment of the pixel data was expected", tag);
  const lengthBytes = cursor.view.getUint32(cursor.at + 4, true);
  if (lengthBytes > remaining - 8) cursor.fail("TRUNCATED_PIXEL_DATA", "a fragment goes beyond the file");
  if (level.items > 0) level.offsets.push(cursor.position + ITEM_HEADER_BYTES);
  else if (!stepOffsetTable(state, level, lengthBytes)) return ITEM_HEADER_BYTES + lengthBytes;
  state.budget.countFragment(++level.items);
  cursor.position += ITEM_HEADER_BYTES + lengthBytes;
  return GO_ON;
}

/** Takes the Basic Offset Table; false where its bytes have to be there first. */
function stepOffsetTable({ cursor }: ParserState, level: FragmentsLevel, lengthBytes: number): boolean {
  if (lengthBytes > 0 && lengthBytes <= KEPT_OFFSETS * OFFSET_BYTES) {
    if (!cursor.has(ITEM_HEADER_BYTES + lengthBytes)) return false;
    const start = cursor.at + ITEM_HEADER_BYTES;
    level.offsetTable = parseOffsets(cursor.chunk.subarray(start, start + lengthBytes));
  }
  level.offsetTableBytes = lengthBytes;
  return true;
}

/** Puts the fragments up to where the cursor stands into their data set. */
export function endFragments(state: ParserState, level: FragmentsLevel): void {
  const { source } = state;
  const { start: offset, offsetTableBytes, offsetTable } = level;
  const lengthBytes = state.cursor.position - offset;
  const fragmentCount = Math.max(0, level.items - 1);
  const value = {
    kind: "fragments",
    source,
    offset,
    lengthBytes,
    offsetTableBytes,
    offsetTable,
    fragmentCount,
    fragmentOffsets: level.offsets,
  } as const;
  addElement(state, level.parent, level.tag, level.vr, value);
}
