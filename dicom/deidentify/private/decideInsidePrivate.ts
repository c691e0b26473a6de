import { isPrivate, type Tag } from "../../dictionary/tag";
import { DOUBLE_FLOAT_PIXEL_DATA, FLOAT_PIXEL_DATA, PIXEL_DATA, WAVEFORM_DATA } from "../../dictionary/tags";
import type { ItemPlace } from "../../model/elementPath";
import { createDecision, type Decision } from "../rules/decision";

/** What may not stand in a private sequence (PS3.5 §7.8.2), and which nobody would clean there. */
const BULK_DATA: ReadonlySet<Tag> = new Set([
  WAVEFORM_DATA,
  FLOAT_PIXEL_DATA,
  DOUBLE_FLOAT_PIXEL_DATA,
  PIXEL_DATA,
]);

const REMOVED = createDecision("remove", "E.3.1: pixels inside a private sequence", "table");

/** The decision on pixels and waveforms at any depth inside a private sequence; `undefined` for anything else. */
export function decideInsidePrivate(tag: Tag, place: ItemPlace | undefined): Decision | undefined {
  if (place === undefined || !BULK_DATA.has(tag)) return undefined;
  for (let at: ItemPlace | undefined = place; at; at = at.parent) if (isPrivate(at.tag)) return REMOVED;
  return undefined;
}
