import { formatTag, type Tag } from "../dictionary/tag";

/** Where an item is: item `index` of sequence `tag`, which is at the top or in the item `parent`. */
export interface ItemPlace {
  readonly parent: ItemPlace | undefined;
  readonly tag: Tag;
  readonly index: number;
}

/** Tags and item numbers from the data set down to an element, such as `00081140[0].00081155`. */
export function formatPath(tag: Tag, place: ItemPlace | undefined): string {
  let path = formatTag(tag);
  for (let at = place; at; at = at.parent) path = `${formatTag(at.tag)}[${at.index}].${path}`;
  return path;
}
