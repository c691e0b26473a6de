import type { ByteSource } from "../bytes/byteSource";
import type { Tag } from "../dictionary/tag";
import type { Vr } from "../dictionary/vr";
import type { Limits } from "../limits";
import { DataElement, type ElementValue } from "../model/dataElement";
import type { Budget } from "./budget";
import type { DataSetLevel, Level } from "./level";
import type { ParserCursor } from "./parserCursor";
import type { Warnings } from "./warnings";

export interface ParserOptions {
  readonly limits: Limits;
  readonly warnings: Warnings;
  /** Ends the reading before the first element of the outermost data set for which this is true. */
  readonly stopBefore?: (tag: Tag) => boolean;
  /** Ends the reading, too, where less than an element header is left, whatever it is: something else follows. */
  readonly leavesRest?: boolean;
}

/** What the steps of the parser work on; a step goes over one header, or one element with a short value. */
export interface ParserState {
  readonly source: ByteSource;
  readonly options: ParserOptions;
  /** What is open, from the outermost data set inwards. */
  readonly stack: Level[];
  readonly cursor: ParserCursor;
  readonly budget: Budget;
}

/** Answer of a step that used up bytes: there is more to do with the chunk at hand. */
export const GO_ON = -1;

/** Puts an element into the data set that is being read. */
export function addElement(
  { budget, cursor }: ParserState,
  level: DataSetLevel,
  tag: Tag,
  vr: Vr,
  value: ElementValue,
): void {
  budget.countElement();
  if (value.kind !== "sequence" && value.lengthBytes % 2 !== 0) cursor.warn("ODD_LENGTH", tag);
  if (tag <= level.lastTag) {
    cursor.warn(tag === level.lastTag ? "DUPLICATE_ELEMENT" : "ELEMENT_OUT_OF_ORDER", tag);
    level.sorted = false;
  }
  level.lastTag = tag;
  level.elements.push(new DataElement(tag, vr, value));
}

/** A delimiter that is missing before other content is tolerated; one missing at the end means a cut file. */
export function missingDelimiter({ cursor, source }: ParserState): void {
  if (cursor.position >= source.sizeBytes) {
    cursor.fail("TRUNCATED_ITEM", "the file ends inside a sequence");
  }
  cursor.warn("MISSING_DELIMITER");
}
