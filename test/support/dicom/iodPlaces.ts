import { keywordOf } from "../../../dicom/dictionary/attributes";
import type { Tag } from "../../../dicom/dictionary/tag";
import type { AttributeLevel } from "../../../dicom/iod/attributeLevel";
import { iodOf, levelOf, sopClassesWithIod } from "../../../dicom/iod/iod";

/** The attributes of every module's data set, and of the items of every sequence wherever some IOD has it. */
export function attributesByHolder(): ReadonlyMap<string, ReadonlySet<Tag>> {
  const places = new Map<string, Set<Tag>>();
  const seen = new Set<AttributeLevel>();
  const add = (holder: string, level: AttributeLevel) => {
    const tags = places.get(holder) ?? new Set<Tag>();
    places.set(holder, tags);
    for (const tag of level.entries.keys()) tags.add(tag);
    for (const tag of level.entries.keys()) {
      const items = level.items(tag);
      if (!items || seen.has(items)) continue;
      seen.add(items);
      add(keywordOf(tag) ?? "", items);
    }
  };
  for (const sopClass of sopClassesWithIod()) {
    const iod = iodOf(sopClass);
    for (const module of iod?.modules ?? []) if (iod) add(module.id, levelOf(iod, [module]));
  }
  return places;
}
