import { keywordOf } from "../dictionary/attributes";
import { formatTag, groupOf, ITEM_GROUP, parseTag, type Tag } from "../dictionary/tag";

/** Where an item is: item `index` of sequence `tag`, which is at the top or in the item `parent`. */
export interface ItemPlace {
  readonly parent: ItemPlace | undefined;
  readonly tag: Tag;
  readonly index: number;
}

/** Tags and item numbers from the data set down to an element, such as `00081140[0].00081155`. */
export function formatPath(tag: Tag, place: ItemPlace | undefined, format = formatTag): string {
  let path = format(tag);
  for (let at = place; at; at = at.parent) path = `${format(at.tag)}[${at.index}].${path}`;
  return path;
}

/**
 * `ggggeeee` of a tag that the standard knows, else `unknown`: where a length is wrong, what stands in the place of a
 * tag is part of somebody's value. For what is told of a file that nobody has looked at yet.
 */
export function formatKnownTag(tag: Tag): string {
  return groupOf(tag) === ITEM_GROUP || keywordOf(tag) ? formatTag(tag) : "unknown";
}

/** Keywords instead of tags: `00081140[0].00081155` is `ReferencedImageSequence[0].ReferencedSOPInstanceUID`. */
export function nameTags(path: string | undefined): string | undefined {
  return path?.replace(/[0-9A-F]{8}/g, (digits) => keywordOf(parseTag(digits) ?? 0) ?? digits);
}
