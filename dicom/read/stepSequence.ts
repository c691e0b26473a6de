import { ITEM, SEQUENCE_DELIMITATION, UNDEFINED_LENGTH, type Tag } from "../dictionary/tag";
import { readTag } from "../syntax/elementHeader";
import type { Encoding } from "../syntax/transferSyntax";
import { itemLevel, type DataSetLevel, type SequenceLevel } from "./level";
import { addElement, GO_ON, missingDelimiter, type ParserState } from "./parserState";

/** Where a sequence lies: from `start` to `end`, or to its delimiter before `end`. */
interface SequenceExtent {
  readonly start: number;
  readonly end: number;
  readonly undefinedLength: boolean;
}

/** Opens a sequence whose header has just been read. */
export function openSequence(
  state: ParserState,
  parent: DataSetLevel,
  tag: Tag,
  encoding: Encoding,
  { start, end, undefinedLength }: SequenceExtent,
): number {
  state.budget.enterSequence();
  const items: SequenceLevel["items"] = [];
  addElement(state, parent, tag, "SQ", { kind: "sequence", items, undefinedLength });
  state.budget.hold(start - state.cursor.position);
  state.cursor.position = start;
  state.stack.push({ kind: "sequence", tag, items, parent, encoding, end, undefinedLength });
  return GO_ON;
}

/** Goes over one item header or the delimiter of a sequence, PS3.5 §7.5. */
export function stepSequence(state: ParserState, level: SequenceLevel): number {
  const { cursor, budget, stack } = state;
  const remaining = level.end - cursor.position;
  if (remaining <= 0) return closeSequence(state, level.undefinedLength);
  if (remaining < 8) cursor.fail("TRUNCATED_ITEM", "the item header is cut");
  if (!cursor.has(8)) return 8;
  const { bigEndian } = level.encoding;
  const tag = readTag(cursor.view, cursor.at, bigEndian);
  if (tag === SEQUENCE_DELIMITATION) {
    cursor.position += 8;
    if (!level.undefinedLength) cursor.warn("UNEXPECTED_DELIMITER", tag);
    return closeSequence(state, false);
  }
  if (tag !== ITEM) {
    if (!level.undefinedLength) cursor.fail("UNEXPECTED_TAG", "an item was expected", tag);
    return closeSequence(state, true); // the enclosing data set goes on here
  }
  const lengthBytes = cursor.view.getUint32(cursor.at + 4, !bigEndian);
  const undefinedLength = lengthBytes === UNDEFINED_LENGTH;
  const start = cursor.position + 8;
  if (!undefinedLength && lengthBytes > level.end - start) {
    cursor.fail("LENGTH_OUT_OF_BOUNDS", "the item goes beyond its sequence", tag);
  }
  budget.countElement();
  budget.hold(8);
  cursor.position = start;
  stack.push(itemLevel(level, undefinedLength ? level.end : start + lengthBytes, undefinedLength));
  return GO_ON;
}

function closeSequence(state: ParserState, delimiterMissing: boolean): number {
  if (delimiterMissing) missingDelimiter(state);
  state.budget.leaveSequence();
  state.stack.pop();
  return GO_ON;
}
