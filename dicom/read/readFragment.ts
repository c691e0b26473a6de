import type { ByteSource } from "../bytes/byteSource";
import { ITEM, SEQUENCE_DELIMITATION } from "../dictionary/tag";
import type { FragmentsValue } from "../model/dataElement";
import { readTag } from "../syntax/elementHeader";
import type { FragmentsFrame } from "./frame";
import type { ParserCursor } from "./parserCursor";

/** Answer of a step that used up bytes: there is more to do with the chunk at hand. */
export const GO_ON = -1;

/**
 * Goes over one item of encapsulated pixel data (PS3.5 §A.4) without looking into it.
 *
 * @returns the value when its delimiter was reached, `GO_ON`, or how many bytes are needed
 */
export function readFragment(
  source: ByteSource,
  cursor: ParserCursor,
  frame: FragmentsFrame,
): FragmentsValue | number {
  const remaining = frame.end - cursor.position;
  if (remaining < 8) cursor.fail("TRUNCATED_PIXEL_DATA", "the delimiter of the pixel data is missing");
  if (!cursor.has(8)) return 8;
  const tag = readTag(cursor.view, cursor.at, false);
  if (tag === SEQUENCE_DELIMITATION) {
    const { start: offset, offsetTableBytes } = frame;
    const lengthBytes = cursor.position - offset;
    const fragmentCount = Math.max(0, frame.items - 1);
    cursor.position += 8;
    return { kind: "fragments", source, offset, lengthBytes, offsetTableBytes, fragmentCount };
  }
  if (tag !== ITEM) cursor.fail("UNEXPECTED_TAG", "a fragment of the pixel data was expected", tag);
  const lengthBytes = cursor.view.getUint32(cursor.at + 4, true);
  if (lengthBytes > remaining - 8) cursor.fail("TRUNCATED_PIXEL_DATA", "a fragment goes beyond the file");
  if (frame.items === 0) frame.offsetTableBytes = lengthBytes;
  frame.items++;
  cursor.position += 8 + lengthBytes;
  return GO_ON;
}
