import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { ItemPlace } from "../../model/elementPath";
import { readText } from "../../text/values";
import type { FindingLog } from "../findingLog";
import { AttributeTable, type AttributeRow } from "./attributeTable";
import { GENERAL_TERMS } from "./tables/generalTerms";

/** The values that the standard lists for an attribute, PS3.3 §5.2. */
export interface AttributeTerms extends AttributeRow {
  /** The values that are listed; an empty one is never asked about. */
  readonly values: readonly string[];
  /** `enumerated` values are all there are; to `defined` terms others may be added. */
  readonly kind: "enumerated" | "defined";
  /** Which value they are for, from 1; else for each. */
  readonly number?: number;
}

const TERMS = new AttributeTable<AttributeTerms>([GENERAL_TERMS]);

interface TermPlace {
  readonly dataSet: DataSet;
  readonly place: ItemPlace | undefined;
  readonly holders: ReadonlySet<string>;
  readonly clause: string;
}

/** Holds the values of an attribute to those that the standard lists. */
export function checkTerms(log: FindingLog, element: DataElement, at: TermPlace): void {
  const terms = TERMS.find(element.tag, at.holders);
  if (!terms) return;
  const texts = readText(element, at.dataSet);
  const asked = terms.number === undefined ? texts : texts.slice(terms.number - 1, terms.number);
  if (asked.every((text) => text === "" || terms.values.includes(text))) return;
  log.add(terms.kind === "enumerated" ? "UNEXPECTED_VALUE" : "UNLISTED_TERM", element.tag, at.place, {
    clause: at.clause,
    expected: `${terms.number === undefined ? "" : `value ${terms.number}: `}${terms.values.join(", ")}`,
    value: () => asked.join("\\"),
  });
}
