import { isPrivate } from "../../dictionary/tag";
import { SPECIFIC_CHARACTER_SET } from "../../dictionary/tags";
import type { DataElement } from "../../model/dataElement";
import { createDecision, type Decision } from "./decision";
import { isStructuralTerm } from "./structuralTerms";
import { UID_KEPT } from "./unlistedRules";

const DUMMY = createDecision("dummy", "E.1-1 D: inside a dummied sequence", "table", { emptyStays: true });
const UIDS = createDecision("mapUids", "E.1-1 D: inside a dummied sequence", "table", { emptyStays: true });
const PRIVATE = createDecision("remove", "E.1-1 X", "table");
const TERM = createDecision("keep", "E.1-1 D: structural term inside a dummied sequence", "unlisted");

/**
 * What becomes of an element inside a sequence that action D applies to: what would be removed or emptied elsewhere
 * still is, whatever would stay becomes a dummy. The site's own rules hold.
 */
export function decideInsideDummy(element: DataElement, decision: Decision): Decision {
  if (decision.origin === "site") return decision;
  if (isPrivate(element.tag)) return PRIVATE;
  switch (decision.operation) {
    case "remove":
    case "empty":
    case "mapUids":
    case "pseudonym":
      return decision;
    case "keepUids":
      // With the option to retain them references have to agree with those outside.
      return decision.rule === UID_KEPT.rule ? UIDS : decision;
    case "keep":
    case "keepIf":
    case "capAge":
    case "keepBirthDate":
    case "dummy":
    case "shiftDates":
    case "clean":
      if (element.tag === SPECIFIC_CHARACTER_SET) return decision;
      return isStructuralTerm(element) ? TERM : DUMMY;
  }
}
