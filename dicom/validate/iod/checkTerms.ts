import type { Tag } from "../../dictionary/tag";
import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { ItemPlace } from "../../model/elementPath";
import { readNumbers, readText } from "../../text/values";
import type { ValidationContext } from "../context";
import { textOf } from "./saying";
import type { AttributeTerms } from "./term";
import { TERMS } from "./terms";

interface TermPlace {
  readonly dataSet: DataSet;
  readonly place: ItemPlace | undefined;
  readonly holders: ReadonlySet<string>;
  readonly clauseOf: (tag: Tag) => string;
}

/** Holds the values of an attribute to those that the standard lists. */
export function checkTerms(context: ValidationContext, element: DataElement, at: TermPlace): void {
  const { log, root, sopClassUid } = context;
  for (const row of TERMS.findAll(element.tag, at.holders)) {
    const { values, kind, number, when } = row;
    if (when && when({ dataSet: at.dataSet, root, sopClassUid }) !== true) continue;
    const texts = textsOf(element, at.dataSet);
    const asked = number === undefined ? texts : texts.slice(number - 1, number);
    if (asked.every((text) => text === "" || values.includes(text))) continue;
    log.add(kind === "enumerated" ? "UNEXPECTED_VALUE" : "UNLISTED_TERM", element.tag, at.place, {
      clause: at.clauseOf(element.tag),
      expected: describeTerms(row),
      value: () => asked.join("\\"),
    });
  }
}

/** The values, and where they are asked for: `value 1: ORIGINAL, DERIVED`, `HU where …`. */
function describeTerms({ values, number, when }: AttributeTerms): string {
  const text = when ? textOf(when) : "";
  return [number !== undefined && `value ${number}:`, values.join(", "), text && `where ${text}`]
    .filter(Boolean)
    .join(" ");
}

/** Numbers as short as they can be, however they are written. */
function textsOf(element: DataElement, dataSet: DataSet): readonly string[] {
  return element.vr === "DS" || element.vr === "IS"
    ? readNumbers(element).map(String)
    : readText(element, dataSet);
}
