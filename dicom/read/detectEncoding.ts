import { attributeOf } from "../dictionary/attributes";
import { groupOf, isGroupLength, UNDEFINED_LENGTH } from "../dictionary/tag";
import { readTag } from "../syntax/elementHeader";
import type { Encoding } from "../syntax/transferSyntax";
import { vrOfCode } from "../syntax/vrCode";

/** Highest group that the first element of a data set without file meta information plausibly has. */
const LAST_PLAUSIBLE_GROUP = 0x0020;

/**
 * How the element at the start of `bytes` is encoded, judged by the bytes alone.
 *
 * @param bytes the first 8 bytes of a data set, or more
 * @param sizeBytes bytes from there to the end of the source
 * @returns `undefined` where it looks like no element at all
 */
export function detectEncoding(bytes: Uint8Array, sizeBytes: number): Encoding | undefined {
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndianGroup = groupOf(readTag(view, 0, false));
  const bigEndianGroup = groupOf(readTag(view, 0, true));
  const bigEndian = bigEndianGroup < littleEndianGroup;
  if (vrOfCode(view.getUint16(4, false)) !== undefined) return { explicitVr: true, bigEndian };
  // Implicit VR big endian does not exist.
  const lengthBytes = view.getUint32(4, true);
  const fits = lengthBytes <= sizeBytes - 8 || lengthBytes === UNDEFINED_LENGTH;
  return fits ? { explicitVr: false, bigEndian: false } : undefined;
}

/** True where `bytes` start with a known attribute of a low group, as every data set does. */
export function startsLikeDataSet(bytes: Uint8Array, encoding: Encoding): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = readTag(view, 0, encoding.bigEndian);
  const group = groupOf(tag);
  if (group === 0 || group % 2 !== 0 || group > LAST_PLAUSIBLE_GROUP) return false;
  return isGroupLength(tag) || attributeOf(tag) !== undefined;
}
