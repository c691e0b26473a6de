import type { Tag } from "../dictionary/tag";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import type { Encoding } from "./transferSyntax";
import { looksLikeVr, vrOfCode } from "./vrCode";

/** The header of a data element as it stands in the file, before any interpretation. */
export interface ElementHeader {
  tag: Tag;
  /** `undefined` where the encoding names none. */
  vr: Vr | undefined;
  /** The VR field held something that is no VR of this edition. */
  unknownVr: boolean;
  /** Length of the value field in bytes, or `UNDEFINED_LENGTH`. */
  lengthBytes: number;
  /** Length of the header itself: 8 or 12 bytes. */
  headerBytes: number;
}

/** Reads the tag at `position`; needs 4 bytes. */
export function readTag(view: DataView, position: number, bigEndian: boolean): Tag {
  const littleEndian = !bigEndian;
  return ((view.getUint16(position, littleEndian) << 16) | view.getUint16(position + 2, littleEndian)) >>> 0;
}

/**
 * Reads one element header (PS3.5 §7.1.2, §7.1.3) into `header`, which is reused from element to element.
 *
 * @param position of the first byte of the tag
 * @param available bytes of the view from `position` on; at least 8
 * @returns false where the header has 12 bytes and fewer are available
 */
export function readElementHeader(
  view: DataView,
  position: number,
  available: number,
  encoding: Encoding,
  header: ElementHeader,
): boolean {
  const littleEndian = !encoding.bigEndian;
  header.tag = readTag(view, position, encoding.bigEndian);
  header.vr = undefined;
  header.unknownVr = false;
  header.headerBytes = 8;
  if (!encoding.explicitVr) {
    header.lengthBytes = view.getUint32(position + 4, littleEndian);
    return true;
  }
  const code = view.getUint16(position + 4, false);
  const vr = vrOfCode(code);
  if (vr !== undefined && !VR_TRAITS[vr].longLength) {
    header.vr = vr;
    header.lengthBytes = view.getUint16(position + 6, littleEndian);
    return true;
  }
  if (vr === undefined && !looksLikeVr(code)) {
    // Not explicit after all: some writers put implicit elements into explicit data sets.
    header.unknownVr = true;
    header.lengthBytes = view.getUint32(position + 4, littleEndian);
    return true;
  }
  if (available < 12) return false;
  // VRs of later editions are to be read with a 32-bit length, PS3.5 §6.2.
  header.vr = vr ?? "UN";
  header.unknownVr = vr === undefined;
  header.lengthBytes = view.getUint32(position + 8, littleEndian);
  header.headerBytes = 12;
  return true;
}
