import { keywordOf, tagOf, type Keyword } from "../../dictionary/attributes";
import type { Tag } from "../../dictionary/tag";
import {
  FRAME_CONTENT_SEQUENCE,
  UNASSIGNED_PER_FRAME_CONVERTED_ATTRIBUTES_SEQUENCE,
} from "../../dictionary/tags";
import { iodOf, levelOf, type Iod, type IodModule } from "../../iod/iod";
import type { Item } from "../../model/dataSet";
import type { ValidationContext } from "../context";
import type { FunctionalGroupCondition } from "./functionalGroupCondition";
import { FUNCTIONAL_GROUP_CONDITIONS } from "./tables/functionalGroupConditions";

/** A functional group macro, by the sequence that it is. */
interface FunctionalGroup {
  readonly tag: Tag;
  readonly isMandatory: boolean;
  /** Any of them requires it. */
  readonly conditions: readonly FunctionalGroupCondition[];
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

/** Each functional group is shared or there for frames; one that is required is so for every frame, PS3.3 §C.7.6.16. */
export function checkFunctionalGroups(context: ValidationContext, iod: Iod): void {
  const { root, log } = context;
  const [shared] = root.items(SHARED);
  const frames = root.items(PER_FRAME);
  if (!shared && frames.length === 0) return; // which is a matter of their module
  const inShared = { parent: undefined, tag: tagOf(SHARED), index: 0 };
  const inFrame = (index: number) => ({ parent: undefined, tag: tagOf(PER_FRAME), index });
  for (const group of functionalGroupsOf(iod)) {
    const { tag, clause } = group;
    if (shared?.has(tag) === true) {
      const first = frames.findIndex((frame) => frame.has(tag));
      if (first >= 0) log.add("DOUBLE_FUNCTIONAL_GROUP", tag, inFrame(first), { clause });
      if (OF_ONE_FRAME.has(tag)) log.add("SHARED_FUNCTIONAL_GROUP", tag, inShared, { clause });
      continue;
    }
    const isRequired = requirementOf(context, group);
    if (!isRequired) continue;
    const lacking = frames.findIndex((frame) => !frame.has(tag) && isRequired(frame));
    if (lacking < 0 && frames.length > 0) continue;
    log.add("MISSING_FUNCTIONAL_GROUP", tag, lacking < 0 ? inShared : inFrame(lacking), {
      clause,
      expected: `${keywordOf(tag) ?? "it"} shared or for every frame`,
    });
  }
}

/** The clause of the macro that a functional group is; `undefined` for another attribute. */
export function clauseOfGroup(sopClassUid: string, tag: Tag): string | undefined {
  const iod = iodOf(sopClassUid);
  return iod && functionalGroupsOf(iod).find((group) => group.tag === tag)?.clause;
}

/** Which frames need the group where it is not shared; `undefined` where none does. */
function requirementOf(
  { root, sopClassUid }: ValidationContext,
  { isMandatory, conditions }: FunctionalGroup,
): ((frame: Item) => boolean) | undefined {
  if (isMandatory) return () => true;
  const holding = conditions.filter(
    ({ ofObject }) => ofObject({ dataSet: root, root, sopClassUid }) === true,
  );
  if (holding.length === 0) return undefined;
  return (frame) =>
    holding.some(({ ofFrame }) => !ofFrame || ofFrame({ dataSet: frame, root, sopClassUid }) === true);
}

/** Macros of different names can be the same sequence. */
function functionalGroupsOf(iod: Iod): readonly FunctionalGroup[] {
  let list = groups.get(iod);
  if (!list) {
    const byTag = new Map<Tag, FunctionalGroup>();
    for (const macro of iod.functionalGroups) {
      for (const tag of levelOf(iod, [macro]).entries.keys()) {
        const known = byTag.get(tag);
        byTag.set(tag, {
          tag,
          isMandatory: macro.usage === "M" || known?.isMandatory === true,
          conditions: [...(known?.conditions ?? []), ...conditionsOf(iod, macro)],
          clause: `PS3.3 §${macro.section || "C.7.6.16"}`,
        });
      }
    }
    groups.set(iod, (list = [...byTag.values()]));
  }
  return list;
}

function conditionsOf({ id: iod }: Iod, { id, usage }: IodModule): readonly FunctionalGroupCondition[] {
  if (usage !== "C") return [];
  return FUNCTIONAL_GROUP_CONDITIONS.filter(
    ({ macros, iods }) => macros.includes(id) && (!iods || iods.includes(iod)),
  );
}
