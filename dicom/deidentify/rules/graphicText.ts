import { elementOf, groupOf, isOverlay, type Tag } from "../../dictionary/tag";
import { createDecision, type Decision } from "./decision";

/** Text of graphics that Table E.1-1 does not list, by what its type asks for where it cannot be cleaned. */
const REMOVED = createDecision("remove", "text of graphics", "table");
const DUMMIED = createDecision("dummy", "text of graphics", "table", { emptyStays: true });
const cleaned = (otherwise: Decision): Decision =>
  createDecision("clean", "text of graphics", "table", { emptyStays: true, otherwise });
const REMOVED_OR_CLEAN = cleaned(REMOVED);
const DUMMIED_OR_CLEAN = cleaned(DUMMIED);

/** True where the attribute is required where its sequence is. */
const GRAPHIC_TEXTS: ReadonlyMap<Tag, boolean> = new Map([
  [0x00700068, false], // GraphicLayerDescription
  [0x00700207, true], // GraphicGroupLabel
  [0x00700208, false], // GraphicGroupDescription
  [0x00700289, true], // TickLabel
]);

/** Text that a plane of overlays has beside its comments, which Table E.1-1 lists. */
const OVERLAY_TEXTS: ReadonlySet<number> = new Set([
  0x0022, // OverlayDescription
  0x0045, // OverlaySubtype
  0x0061, // OverlayCompressionOriginator
  0x0062, // OverlayCompressionLabel
  0x1500, // OverlayLabel
]);

/**
 * The decision on text in graphics and overlays (PS3.15 §E.1.1, §E.3.3): removed, or cleaned where an option for
 * graphics or text is chosen. `undefined` for other attributes.
 */
export function decideGraphicText(tag: Tag, cleans: boolean): Decision | undefined {
  if (groupOf(tag) === 0x0070) {
    const required = GRAPHIC_TEXTS.get(tag);
    if (required === undefined) return undefined;
    if (cleans) return required ? DUMMIED_OR_CLEAN : REMOVED_OR_CLEAN;
    return required ? DUMMIED : REMOVED;
  }
  return isOverlay(tag) && OVERLAY_TEXTS.has(elementOf(tag)) ? REMOVED : undefined;
}
