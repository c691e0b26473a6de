import type { Tag } from "../../dictionary/tag";
import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { PolicyOption } from "../policy/policy";
import { createDecision, type Decision } from "../rules/decision";
import { OPTION_PRECEDENCE } from "../rules/tableRules";
import {
  CONTENT_COLUMNS,
  contentConceptOf,
  isContentItem,
  type ContentColumn,
  type ContentConcept,
} from "./contentConcepts";
import * as tags from "./contentTags";

/** What becomes of the value of a content item; name, relationship and children have rules of their own. */
export type ContentTreatment =
  /** The whole item goes with its children. */
  | "remove"
  | "dummy"
  /** As an option retains it. */
  | "keep"
  /** Text is cleaned; any other value is what Table E.1-1 makes of its attribute. */
  | "clean";

/** Removes an item of a tree. */
export const ITEM_REMOVED = createDecision("remove", "E.3.4-1 X", "table");
const DUMMY = createDecision("dummy", "E.3.4-1 D", "table");
const EMPTY = createDecision("empty", "E.3.4-1 D", "table", { action: "D" });
const KEPT = createDecision("keep", "E.3.4-1 K", "table");
const UID_KEPT = createDecision("keepUids", "E.3.4-1 K", "table");
const CLEANED = createDecision("clean", "E.3.4-1 C", "table", { otherwise: DUMMY });

/** Values of content items that are leaves. */
const LEAVES: ReadonlySet<Tag> = new Set([
  tags.TEXT_VALUE,
  tags.CONTENT_PERSON_NAME,
  tags.CONTENT_DATE,
  tags.CONTENT_TIME,
  tags.CONTENT_DATE_TIME,
  tags.NUMERIC_VALUE, // of acquisition context
]);

/** The columns of both tables have the same precedence. */
const COLUMNS: ReadonlySet<string> = new Set(CONTENT_COLUMNS);

/** The option Clean Structured Content (PS3.15 §E.3.4) beside the other options chosen. */
export class ContentRules {
  private readonly treatments = new WeakMap<DataSet, ContentTreatment>();

  constructor(private readonly options: ReadonlySet<PolicyOption>) {}

  /**
   * What Table E.3.4-1 and the options make of an item of a sequence; `undefined` where it is no content item. Text under a
   * concept that the table does not list is cleaned.
   */
  private treatmentOf(item: DataSet): ContentTreatment | undefined {
    if (!isContentItem(item)) return undefined;
    let treatment = this.treatments.get(item);
    if (treatment === undefined) this.treatments.set(item, (treatment = this.decide(contentConceptOf(item))));
    return treatment;
  }

  /** The treatments for the items of one object: none is removed where others are referred to by their position. */
  forObject(dataSet: DataSet): (item: DataSet) => ContentTreatment | undefined {
    let keepsPositions: boolean | undefined;
    return (item) => {
      const treatment = this.treatmentOf(item);
      if (treatment !== "remove") return treatment;
      keepsPositions ??= refersByPosition(dataSet);
      return keepsPositions ? "dummy" : treatment;
    };
  }

  private decide(concept: ContentConcept | undefined): ContentTreatment {
    if (!concept) return "clean";
    const chosen = OPTION_PRECEDENCE.find(
      ({ option, column, letter }) =>
        COLUMNS.has(column) && concept[column as ContentColumn] === letter && this.options.has(option),
    );
    if (chosen) return chosen.letter === "K" ? "keep" : "clean";
    return concept.basic === "X" ? "remove" : "dummy";
  }
}

/** What becomes of an element of a content item, where `decided` is what it would be anywhere else. */
export function decideInContentItem(
  { tag }: DataElement,
  decided: Decision,
  treatment: ContentTreatment | undefined,
): Decision {
  if (treatment === undefined || decided.origin === "site") return decided;
  if (treatment === "clean") return tag === tags.TEXT_VALUE ? CLEANED : decided;
  if (treatment === "keep") {
    if (tag === tags.CONTENT_UID) return UID_KEPT;
    return LEAVES.has(tag) ? KEPT : decided;
  }
  if (LEAVES.has(tag) || tag === tags.CONCEPT_CODE_SEQUENCE) return DUMMY;
  // Without a value, which the attribute may be (type 2): a number that is made up would be taken for a measurement.
  return tag === tags.MEASURED_VALUE_SEQUENCE ? EMPTY : decided;
}

/**
 * True where content items refer to others by their position (PS3.3 §C.17.3.2.5): none may be taken away, or
 * the references would mean others.
 */
function refersByPosition(dataSet: DataSet): boolean {
  return dataSet.elements.some(
    ({ tag, value }) =>
      tag === tags.REFERENCED_CONTENT_ITEM_IDENTIFIER ||
      (value.kind === "sequence" && value.items.some(refersByPosition)),
  );
}
