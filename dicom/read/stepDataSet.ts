import {
  groupOf,
  isPrivate,
  ITEM,
  ITEM_DELIMITATION,
  ITEM_GROUP,
  UNDEFINED_LENGTH,
  type Tag,
} from "../dictionary/tag";
import { SPECIFIC_CHARACTER_SET } from "../dictionary/tags";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import { bytesOf } from "../model/dataElement";
import { readElementHeader, type ElementHeader } from "../syntax/elementHeader";
import { implicitVr } from "../syntax/implicitVr";
import type { Encoding } from "../syntax/transferSyntax";
import { characterSetWarningIn } from "../text/characterSetTerms";
import { sortElements, type DataSetLevel } from "./level";
import { addElement, GO_ON, missingDelimiter, type ParserState } from "./parserState";
import { hasSignedPixels } from "./signedPixels";
import { openSequence } from "./stepSequence";

/** UN holds implicit VR little endian, PS3.5 §6.2.2. */
const INSIDE_UN: Encoding = { explicitVr: false, bigEndian: false };

/** Goes over one element: its header, and its value where that is short. */
export function stepDataSet(state: ParserState, level: DataSetLevel, header: ElementHeader): number {
  const { cursor, stack, options } = state;
  const isOutermost = stack.length === 1;
  const remaining = level.end - cursor.position;
  if (remaining <= 0) return closeDataSet(state, level, level.undefinedLength);
  if (remaining < 8) return isOutermost ? endOutermost(state, level) : cutHeader(state);
  if (!cursor.has(8)) return 8;
  const { view, at, chunk } = cursor;
  // Not beyond the data set: what is read may not depend on how much of what follows is in the chunk.
  const available = Math.min(chunk.length - at, remaining);
  const isWhole = readElementHeader(view, at, available, level.encoding, header);
  const { tag } = header;
  if (groupOf(tag) === ITEM_GROUP) return delimiterInDataSet(state, level, tag);
  if (!isWhole) return remaining < 12 ? cutHeader(state, tag) : 12;
  if (isOutermost) {
    if (options.stopBefore?.(tag)) return closeDataSet(state, level, false);
    if (tag === 0 && level.lastTag > 0) return openPadding(state, level);
  }
  return readElement(state, level, header, remaining);
}

function readElement(
  state: ParserState,
  level: DataSetLevel,
  { tag, vr: writtenVr, unknownVr, headerBytes, lengthBytes }: ElementHeader,
  remaining: number,
): number {
  const { cursor, source, options } = state;
  const isKnown = writtenVr !== undefined && writtenVr !== "UN";
  const vr = isKnown ? writtenVr : implicitVr(tag, () => hasSignedPixels(level.dataSet));
  const encoding = writtenVr === "UN" || unknownVr ? INSIDE_UN : level.encoding;
  const { bigEndian } = encoding;
  const start = cursor.position + headerBytes;
  const isLong = lengthBytes > options.limits.inlineValueBytes;
  if (lengthBytes !== UNDEFINED_LENGTH) {
    if (lengthBytes > remaining - headerBytes) return tooLong(state, unknownVr, tag);
    if (!isLong && vr !== "SQ" && !cursor.has(headerBytes + lengthBytes)) return headerBytes + lengthBytes;
  }
  if (unknownVr) cursor.warn("UNKNOWN_VR", tag);
  else if (writtenVr === "UN" && !isPrivate(tag) && fitsVr(vr, lengthBytes))
    cursor.warn("KNOWN_ATTRIBUTE_AS_UN", tag);
  if (lengthBytes === UNDEFINED_LENGTH) {
    // Fragments are OB (PS3.5 §A.4), where the encoding does not say it.
    return openUndefined(state, level, tag, !isKnown && vr === "OW" ? "OB" : vr, encoding, start);
  }
  const end = start + lengthBytes;
  if (vr === "SQ") return openSequence(state, level, tag, encoding, { start, end, undefinedLength: false });
  if (isLong) {
    cursor.position = end;
    addElement(state, level, tag, vr, { kind: "range", source, offset: start, lengthBytes, bigEndian });
    return GO_ON;
  }
  const { chunk, chunkOffset } = cursor;
  const value = { kind: "bytes", chunk, start: start - chunkOffset, lengthBytes, bigEndian } as const;
  if (tag === SPECIFIC_CHARACTER_SET) cursor.warnIf(characterSetWarningIn(bytesOf(value)), tag);
  cursor.position = end;
  state.budget.hold(headerBytes + lengthBytes);
  cursor.keep(value);
  addElement(state, level, tag, vr, value);
  return GO_ON;
}

/** What is too long for the length field of its VR is written as UN, PS3.5 §6.2.2. */
function fitsVr(vr: Vr, lengthBytes: number): boolean {
  return vr !== "UN" && (VR_TRAITS[vr].longLength || lengthBytes <= 0xffff);
}

/** A value of undefined length is a sequence, or pixel data in fragments. */
function openUndefined(
  state: ParserState,
  level: DataSetLevel,
  tag: Tag,
  vr: Vr,
  encoding: Encoding,
  start: number,
): number {
  const { end } = level;
  if (vr === "SQ" || vr === "UN") {
    return openSequence(state, level, tag, encoding, { start, end, undefinedLength: true });
  }
  if (VR_TRAITS[vr].form !== "binary") {
    state.cursor.fail("LENGTH_OUT_OF_BOUNDS", `a value of VR ${vr} cannot have undefined length`, tag);
  }
  state.cursor.position = start;
  state.stack.push({
    kind: "fragments",
    tag,
    vr,
    parent: level,
    start,
    end,
    offsetTableBytes: 0,
    offsetTable: undefined,
    items: 0,
    offsets: [],
  });
  return GO_ON;
}

function delimiterInDataSet(state: ParserState, level: DataSetLevel, tag: Tag): number {
  const { cursor, stack } = state;
  if (stack.length === 1) {
    if (tag === ITEM) cursor.fail("UNEXPECTED_TAG", "an item stands outside of a sequence", tag);
    return strayDelimiter(state, tag);
  }
  if (tag === ITEM_DELIMITATION) {
    if (!level.undefinedLength) return strayDelimiter(state, tag);
    cursor.position += 8;
    return closeDataSet(state, level, false);
  }
  // The next item or the end of the sequence: this item's own delimiter is missing.
  if (!level.undefinedLength) {
    cursor.fail("UNEXPECTED_TAG", "a delimiter stands inside an item of defined length", tag);
  }
  return closeDataSet(state, level, true);
}

/** A delimiter that ends nothing; counted, or a file of them would be read to its end, however long it is. */
function strayDelimiter({ cursor, budget }: ParserState, tag: Tag): number {
  cursor.warn("UNEXPECTED_DELIMITER", tag);
  budget.countElement();
  cursor.position += 8;
  return GO_ON;
}

function closeDataSet(state: ParserState, level: DataSetLevel, delimiterMissing: boolean): number {
  if (delimiterMissing) missingDelimiter(state);
  sortElements(level);
  state.stack.pop();
  return GO_ON;
}

function endOutermost(state: ParserState, level: DataSetLevel): number {
  return state.options.leavesRest ? closeDataSet(state, level, false) : openPadding(state, level);
}

function openPadding({ cursor, stack }: ParserState, level: DataSetLevel): number {
  cursor.warn("TRAILING_BYTES");
  sortElements(level);
  stack.push({ kind: "padding", end: level.end });
  return GO_ON;
}

function cutHeader(state: ParserState, tag?: Tag): never {
  state.cursor.fail("TRUNCATED_ELEMENT", "the element header is cut", tag);
}

function tooLong(state: ParserState, unknownVr: boolean, tag: Tag): never {
  const fail = (code: "INVALID_VR" | "LENGTH_OUT_OF_BOUNDS" | "TRUNCATED_ELEMENT", message: string): never =>
    state.cursor.fail(code, message, tag);
  if (unknownVr) return fail("INVALID_VR", "the element has no VR, and no length that would fit");
  if (state.stack.length > 1) return fail("LENGTH_OUT_OF_BOUNDS", "the value goes beyond its item");
  return fail("TRUNCATED_ELEMENT", "the value goes beyond the file");
}
