import { AttributeTable, type AttributeRow } from "../attributeTable";
import type { Predicate } from "../condition";
import { filled } from "../predicates";

/** An attribute of type 2, which is empty where its value is not known, PS3.5 §7.4.3. */
interface KnownAttribute extends AttributeRow {
  /** Another attribute says what the value would. */
  readonly known: Predicate;
}

/** A region by its code is one by its name, PS3.16 Annex L. */
const ROWS: readonly KnownAttribute[] = [
  { attribute: "AnatomicRegionSequence", in: ["dx-anatomy-imaged"], known: filled("BodyPartExamined") },
];

/** Attributes whose values others know. */
export const KNOWN_ELSEWHERE = new AttributeTable<KnownAttribute>([ROWS]);
