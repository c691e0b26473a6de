/** A tag as one unsigned 32-bit number: group in the upper half, element in the lower (0x00100010). */
export type Tag = number;

/** Group of item headers and delimiters, PS3.5 §7.5. */
export const ITEM_GROUP = 0xfffe;
export const ITEM = 0xfffee000;
export const ITEM_DELIMITATION = 0xfffee00d;
export const SEQUENCE_DELIMITATION = 0xfffee0dd;

/** Value of a length field that says "until the delimiter", PS3.5 §7.1.1. */
export const UNDEFINED_LENGTH = 0xffffffff;

export function groupOf(tag: Tag): number {
  return tag >>> 16;
}

export function elementOf(tag: Tag): number {
  return tag & 0xffff;
}

/** Odd groups are private, PS3.5 §7.8. */
export function isPrivate(tag: Tag): boolean {
  return (tag & 0x10000) !== 0;
}

/** (gggg,0010-00FF) in an odd group reserves a block for a private creator, PS3.5 §7.8.1. */
export function isPrivateCreator(tag: Tag): boolean {
  const element = elementOf(tag);
  return isPrivate(tag) && element >= 0x10 && element <= 0xff;
}

/** The tag of the element that reserves the block of a private attribute, PS3.5 §7.8.1. */
export function creatorTagOf(tag: Tag): Tag {
  return ((groupOf(tag) << 16) | (elementOf(tag) >>> 8)) >>> 0;
}

export function isGroupLength(tag: Tag): boolean {
  return (tag & 0xffff) === 0;
}

/** (60xx,eeee): each plane of overlays has a group, PS3.5 §7.6. */
export function isOverlay(tag: Tag): boolean {
  return tag >>> 24 === 0x60;
}

/** (50xx,eeee): each curve has a group, PS3.5 §7.6; retired. */
export function isCurve(tag: Tag): boolean {
  return tag >>> 24 === 0x50;
}

/** `ggggeeee` in upper-case hex, as DICOM JSON spells tags (PS3.18 §F.2.2). */
export function formatTag(tag: Tag): string {
  return tag.toString(16).toUpperCase().padStart(8, "0");
}

/** Reads `ggggeeee`, `gggg,eeee` or `(gggg,eeee)`; `undefined` for anything else. */
export function parseTag(text: string): Tag | undefined {
  const match = /^\(?([0-9A-Fa-f]{4}),?([0-9A-Fa-f]{4})\)?$/.exec(text);
  return match ? parseInt(`${match[1] ?? ""}${match[2] ?? ""}`, 16) : undefined;
}
