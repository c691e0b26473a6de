import type { PaddingLevel } from "./level";
import { GO_ON, type ParserState } from "./parserState";

/**
 * Goes over the zeros behind the last element, as far as the chunk has them. Anything else there is the rest
 * of a data set that cannot be read, and must not get lost unsaid.
 * @throws DicomLimitError `HEADER_TOO_LARGE` for more padding than a header may have
 */
export function stepPadding({ cursor, stack, budget }: ParserState, level: PaddingLevel): number {
  const remaining = level.end - cursor.position;
  if (remaining === 0) {
    stack.length = 0;
    return GO_ON;
  }
  if (!cursor.has(1)) return 1;
  const padding = cursor.chunk.subarray(cursor.at, cursor.at + remaining);
  const wrong = padding.findIndex((byte) => byte !== 0);
  if (wrong >= 0) {
    cursor.position += wrong;
    cursor.fail("TRUNCATED_ELEMENT", "what follows the last element is neither an element nor padding");
  }
  cursor.position += padding.length;
  budget.hold(padding.length); // not held, but read: terabytes of zeros are no padding
  return GO_ON;
}
