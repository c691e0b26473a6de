import { isOverlay, type Tag } from "../../dictionary/tag";
import type { AttributeLevel, AttributeType } from "../../iod/attributeLevel";

/** An attribute that has to be there, or may have to. */
export interface Requirement {
  readonly tag: Tag;
  readonly type: Exclude<AttributeType, "3">;
}

const requirements = new WeakMap<AttributeLevel, readonly Requirement[]>();

/** What a level asks for, ascending by tag. Each plane of overlays has attributes of its own, which are checked plane by plane. */
export function requirementsOf(level: AttributeLevel): readonly Requirement[] {
  let list = requirements.get(level);
  if (!list) requirements.set(level, (list = listRequirements(level)));
  return list;
}

function listRequirements(level: AttributeLevel): readonly Requirement[] {
  const list: Requirement[] = [];
  for (const [tag, { type }] of level.entries) {
    if (type !== undefined && type !== "3" && !isOverlay(tag)) list.push({ tag, type });
  }
  return list.sort((a, b) => a.tag - b.tag);
}
