import type { Tag } from "../../dictionary/tag";
import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { ItemPlace } from "../../model/elementPath";
import { readNumbers, readText } from "../../text/values";
import type { ValidationContext } from "../context";
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
  for (const { values, kind, number, when } of TERMS.findAll(element.tag, at.holders)) {
    if (when && when({ dataSet: at.dataSet, root, sopClassUid }) !== true) continue;
    const texts = textsOf(element, at.dataSet);
    const asked = number === undefined ? texts : texts.slice(number - 1, number);
    if (asked.every((text) => text === "" || values.includes(text))) continue;
    log.add(kind === "enumerated" ? "UNEXPECTED_VALUE" : "UNLISTED_TERM", element.tag, at.place, {
      clause: at.clauseOf(element.tag),
      expected: `${number === undefined ? "" : `value ${number}: `}${values.join(", ")}`,
      value: () => asked.join("\\"),
    });
  }
}

/** Numbers as short as they can be, however they are written. */
function textsOf(element: DataElement, dataSet: DataSet): readonly string[] {
  return element.vr === "DS" || element.vr === "IS"
    ? readNumbers(element).map(String)
    : readText(element, dataSet);
}
