import { attributeOf } from "../../dictionary/attributes";
import { isPrivate, isPrivateCreator } from "../../dictionary/tag";
import type { Vr } from "../../dictionary/vr";
import { DataElement, isEmpty } from "../../model/dataElement";
import { Item } from "../../model/dataSet";
import { decideInContentItem, ITEM_REMOVED } from "../clean/contentItems";
import { CONCEPT_NAME_CODE_SEQUENCE } from "../clean/contentTags";
import { decideInsidePrivate } from "../private/decideInsidePrivate";
import { settleBlocks } from "../private/settleBlocks";
import { understandPrivate } from "../private/understandPrivate";
import { decideAction } from "../rules/decideAction";
import { decideInsideDummy } from "../rules/decideInsideDummy";
import type { Decision } from "../rules/decision";
import { KEPT, staysUntouched } from "../rules/unlistedRules";
import type { EditSession, Scope } from "./editSession";
import { editValue, startsWithItem } from "./editValue";

/**
 * Puts what is left of every element of `scope.source` into `elements`, which are those of `scope.target`, in one
 * pass and at all levels. Values that stay are not copied, and long ones never read.
 */
export function editDataSet(scope: Scope, elements: DataElement[], session: EditSession): void {
  const { policy, declaredBlocks } = session;
  const context = {
    policy,
    dataSet: scope.source,
    level: scope.level,
    standard: scope.standard,
    declaredBlocks,
  };
  const { safePrivate, site } = policy;
  const keepsPrivate = safePrivate !== undefined || site.byCreator.size > 0;
  let hasPrivate = false;
  for (const read of scope.source.elements) {
    const { tag } = read;
    if (keepsPrivate && isPrivate(tag)) {
      hasPrivate = true;
      if (isPrivateCreator(tag)) continue;
    }
    const element = safePrivate && isPrivate(tag) ? understandPrivate(read, scope, session) : read;
    const decided = decideInsidePrivate(tag, scope.place) ?? decideAction(tag, vrOf(element), context);
    const untouched = !scope.dummied && !scope.content && staysUntouched(element, decided);
    if (untouched && !startsWithItem(element)) {
      elements.push(element);
      continue;
    }
    const decision = scope.dummied
      ? decideInsideDummy(element, decided)
      : decideInContentItem(element, decided, scope.content);
    const edited = editElement(element, decision, scope, session);
    if (edited) elements.push(edited);
  }
  if (hasPrivate) settleBlocks(elements, scope, session);
}

/** How a value is to be understood, whatever VR it came with. */
function vrOf({ vr, value }: DataElement): Vr {
  return value.kind === "sequence" ? "SQ" : vr;
}

/** The element that takes the place of this one, if any. */
function editElement(
  element: DataElement,
  decision: Decision,
  scope: Scope,
  session: EditSession,
): DataElement | undefined {
  if (decision.emptyStays && isEmpty(element)) {
    session.attribute(element, decision.rule);
    return element;
  }
  if (element.value.kind === "sequence" && entersItems(element, decision)) {
    if (decision.origin !== "unlisted") session.log.add(element.tag, scope.place, decision);
    return editSequence(element, decision, scope, session);
  }
  return editValue(element, decision, scope, session);
}

function entersItems(element: DataElement, { operation, replacement }: Decision): boolean {
  if (operation === "keep") return true;
  if (operation === "clean") return attributeOf(element.tag)?.vr === "SQ";
  if (operation !== "dummy" || replacement !== undefined || isEmpty(element)) return false;
  return (attributeOf(element.tag)?.vr ?? "SQ") === "SQ";
}

function editSequence(
  element: DataElement,
  decision: Decision,
  scope: Scope,
  session: EditSession,
): DataElement | undefined {
  if (element.value.kind !== "sequence") return undefined;
  const { tag, value } = element;
  const dummied = decision.operation === "dummy" || (scope.dummied && decision.origin !== "site");
  const level = dummied ? undefined : scope.level?.items(tag);
  const standard = scope.standard?.items(tag);
  const all = value.items.map((source, index) => {
    const elements: DataElement[] = [];
    const target = new Item(elements, scope.target, source.undefinedLength);
    const place = { parent: scope.place, tag, index };
    const content = dummied ? undefined : session.contentTreatmentOf(source);
    if (content === "remove") {
      session.log.add(CONCEPT_NAME_CODE_SEQUENCE, place, ITEM_REMOVED);
      return undefined;
    }
    editDataSet({ source, target, place, level, standard, dummied, content }, elements, session);
    return target;
  });
  const items = all.every((item) => item !== undefined) ? all : all.filter((item) => item !== undefined);
  // A sequence that may not be empty, as most may not, goes with its last item.
  if (items.length === 0 && value.items.length > 0 && decision.otherwise?.operation !== "empty")
    return undefined;
  const edited = DataElement.ofItems(tag, items, value.undefinedLength);
  if (decision !== KEPT) session.attribute(edited, decision.rule); // what nobody speaks of is kept
  return edited;
}
