import { tagOf, type Keyword } from "../../dictionary/attributes";
import type { Tag } from "../../dictionary/tag";
import {
  REFERENCED_SOP_CLASS_UID,
  REFERENCED_SOP_INSTANCE_UID,
  SERIES_INSTANCE_UID,
  STUDY_INSTANCE_UID,
} from "../../dictionary/tags";
import type { DataSet } from "../../model/dataSet";
import type { ItemPlace } from "../../model/elementPath";
import { uidIn } from "../../text/asciiText";
import type { ValidationContext } from "../context";
import { visitItems } from "./visitItems";

/** Stored objects; studies, patients and procedure steps are referred to in other ways. */
const STORAGE = "1.2.840.10008.5.1.4.1.1.";

/** Where an object lists all that it refers to, and from where. */
interface ReferenceList {
  readonly sequences: readonly Keyword[];
  /** References below these have to be listed; all where there are none. */
  readonly from?: Keyword;
  /** The sequences are there only where the object refers to something. */
  readonly onlyForReferences: boolean;
  readonly clause: string;
}

/** Content of documents, PS3.3 §C.17.2; and what other objects refer to, §C.12.2. */
const EVIDENCE: ReferenceList = {
  sequences: ["CurrentRequestedProcedureEvidenceSequence", "PertinentOtherEvidenceSequence"],
  from: "ContentSequence",
  onlyForReferences: false,
  clause: "PS3.3 §C.17.2",
};
const COMMON: ReferenceList = {
  sequences: ["ReferencedSeriesSequence", "StudiesContainingOtherReferencedInstancesSequence"],
  onlyForReferences: true,
  clause: "PS3.3 §C.12.2",
};

const REFERENCED_INSTANCES: Keyword = "ReferencedInstanceSequence";

/** Objects that are referred to are in the list that the object has for them, and nothing is listed twice. */
export function checkReferences(context: ValidationContext): void {
  const { root } = context;
  if (root.has("ContentSequence")) checkList(context, EVIDENCE);
  // Presentation states have a sequence of the same name with other items.
  const isCommon = [root, ...root.items("StudiesContainingOtherReferencedInstancesSequence")].some((holder) =>
    holder.items("ReferencedSeriesSequence").some((series) => series.has(REFERENCED_INSTANCES)),
  );
  if (isCommon) checkList(context, COMMON);
}

function checkList(context: ValidationContext, list: ReferenceList): void {
  const { root, log } = context;
  const { sequences, from, clause } = list;
  const roots = new Set<Tag>(sequences.map((keyword) => tagOf(keyword)));
  const listed = new Set<string>();
  const pending: { uid: string; place: ItemPlace }[] = [];
  const start = from === undefined ? undefined : tagOf(from);
  const seen = new Duplicates();
  visitItems(root, (item, place) => {
    const top = topOf(place);
    if (roots.has(top)) seen.look(item, place, log, clause);
    const uid = uidIn(item, REFERENCED_SOP_INSTANCE_UID);
    if (uid === undefined || !uidIn(item, REFERENCED_SOP_CLASS_UID)?.startsWith(STORAGE)) return;
    if (roots.has(top)) listed.add(uid);
    else if (start === undefined || top === start) pending.push({ uid, place });
  });
  if (list.onlyForReferences && pending.length === 0) checkNothingReferred(context, list);
  for (const { uid, place } of pending) {
    if (listed.has(uid)) continue;
    log.add("REFERENCE_NOT_LISTED", REFERENCED_SOP_INSTANCE_UID, place, {
      clause,
      expected: `an item of ${sequences.join(" or ")}`,
      value: () => uid,
    });
  }
}

/** The sequences are required where the object refers to something, and not there otherwise. */
function checkNothingReferred({ root, log }: ValidationContext, { sequences, clause }: ReferenceList): void {
  const expected = "absent, unless the object refers to other instances";
  for (const keyword of sequences) {
    if (root.has(keyword)) log.add("FORBIDDEN_ATTRIBUTE", tagOf(keyword), undefined, { clause, expected });
  }
}

function topOf(place: ItemPlace): Tag {
  let at = place;
  while (at.parent) at = at.parent;
  return at.tag;
}

const KEYS: readonly Tag[] = [STUDY_INSTANCE_UID, SERIES_INSTANCE_UID, REFERENCED_SOP_INSTANCE_UID];

/** Studies, series and instances that are listed twice in one sequence. */
class Duplicates {
  private readonly bySequence = new Map<ItemPlace | Tag, Set<string>>();

  look(item: DataSet, place: ItemPlace, log: ValidationContext["log"], clause: string): void {
    const key = KEYS.find((tag) => item.has(tag));
    const uid = key === undefined ? undefined : uidIn(item, key);
    if (key === undefined || uid === undefined) return;
    // Items of one sequence have the same place around them, by which they are known.
    const sequence = `${place.tag}`;
    const around = place.parent ?? place.tag;
    const seen = this.bySequence.get(around) ?? new Set<string>();
    this.bySequence.set(around, seen);
    if (seen.has(`${sequence} ${uid}`))
      log.add("DUPLICATE_REFERENCE", key, place, { clause, value: () => uid });
    seen.add(`${sequence} ${uid}`);
  }
}
