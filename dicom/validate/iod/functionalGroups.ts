import { keywordOf, tagOf, type Keyword } from "../../dictionary/attributes";
import type { Tag } from "../../dictionary/tag";
import {
  FRAME_CONTENT_SEQUENCE,
  UNASSIGNED_PER_FRAME_CONVERTED_ATTRIBUTES_SEQUENCE,
} from "../../dictionary/tags";
import { levelOf, type Iod } from "../../iod/iod";
import type { Item } from "../../model/dataSet";
import type { ValidationContext } from "../context";

/** A functional group macro, by the sequence that it is. */
interface FunctionalGroup {
  readonly tag: Tag;
  readonly isMandatory: boolean;
  readonly clause: string;
}

const SHARED: Keyword = "SharedFunctionalGroupsSequence";
const PER_FRAME: Keyword = "PerFrameFunctionalGroupsSequence";

/** What is said of a frame alone, and never of all, PS3.3 §C.7.6.16.2.2 and §C.7.6.16.2.26. */
const OF_ONE_FRAME: ReadonlySet<Tag> = new Set([
  FRAME_CONTENT_SEQUENCE,
  UNASSIGNED_PER_FRAME_CONVERTED_ATTRIBUTES_SEQUENCE,
]);

const groups = new WeakMap<Iod, readonly FunctionalGroup[]>();

/** Each functional group is shared or there for frames, mandatory ones for every frame, PS3.3 §C.7.6.16. */
export function checkFunctionalGroups({ root, log }: ValidationContext, iod: Iod): void {
  const [shared] = root.items(SHARED);
  const frames = root.items(PER_FRAME);
  if (!shared && frames.length === 0) return; // which is a matter of their module
  const inShared = { parent: undefined, tag: tagOf(SHARED), index: 0 };
  const inFrame = (index: number) => ({ parent: undefined, tag: tagOf(PER_FRAME), index });
  for (const { tag, isMandatory, clause } of functionalGroupsOf(iod)) {
    const isShared = shared?.has(tag) === true;
    const having = (item: Item) => item.has(tag);
    if (isShared) {
      const first = frames.findIndex(having);
      if (first >= 0) log.add("DOUBLE_FUNCTIONAL_GROUP", tag, inFrame(first), { clause });
      if (OF_ONE_FRAME.has(tag)) log.add("SHARED_FUNCTIONAL_GROUP", tag, inShared, { clause });
    } else if (isMandatory) {
      const lacking = frames.findIndex((item) => !having(item));
      if (lacking < 0 && frames.length > 0) continue;
      const place = lacking < 0 ? inShared : inFrame(lacking);
      log.add("MISSING_FUNCTIONAL_GROUP", tag, place, {
        clause,
        expected: `${keywordOf(tag) ?? "it"} shared or for every frame`,
      });
    }
  }
}

/** Macros of different names can be the same sequence. */
function functionalGroupsOf(iod: Iod): readonly FunctionalGroup[] {
  let list = groups.get(iod);
  if (!list) {
    const byTag = new Map<Tag, FunctionalGroup>();
    for (const macro of iod.functionalGroups) {
      for (const tag of levelOf(iod, [macro]).entries.keys()) {
        const isMandatory = macro.usage === "M" || byTag.get(tag)?.isMandatory === true;
        byTag.set(tag, { tag, isMandatory, clause: `PS3.3 §${macro.section || "C.7.6.16"}` });
      }
    }
    groups.set(iod, (list = [...byTag.values()]));
  }
  return list;
}
