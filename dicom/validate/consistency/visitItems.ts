import type { Tag } from "../../dictionary/tag";
import type { DataSet, Item } from "../../model/dataSet";
import type { ItemPlace } from "../../model/elementPath";

/** Goes over every item at every depth, outer ones first. The depth is bounded by the reader. */
export function visitItems(
  dataSet: DataSet,
  visit: (item: Item, place: ItemPlace, sequence: Tag) => void,
  parent?: ItemPlace,
): void {
  for (const { tag, value } of dataSet.elements) {
    if (value.kind !== "sequence") continue;
    value.items.forEach((item, index) => {
      const place = { parent, tag, index };
      visit(item, place, tag);
      visitItems(item, visit, place);
    });
  }
}
