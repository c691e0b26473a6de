import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { ItemPlace } from "../../model/elementPath";
import { readText } from "../../text/values";
import type { ValidationContext } from "../context";
import { VALUE_FORMS } from "./valueForms";

/** Holds every value at every depth to its value representation, one finding per element. The depth is bounded by the reader. */
export function checkValues(context: ValidationContext): void {
  walk(context, context.root, undefined);
}

function walk(context: ValidationContext, dataSet: DataSet, place: ItemPlace | undefined): void {
  for (const element of dataSet.elements) {
    const { tag, value } = element;
    if (value.kind === "sequence") {
      value.items.forEach((item, index) => walk(context, item, { parent: place, tag, index }));
    } else checkValue(context, element, dataSet, place);
  }
}

function checkValue(
  { log }: ValidationContext,
  element: DataElement,
  dataSet: DataSet,
  place: ItemPlace | undefined,
): void {
  const form = VALUE_FORMS[element.vr];
  if (!form || element.value.kind !== "bytes") return;
  const wrong = readText(element, dataSet).some((text) => text !== "" && !form.holds(text));
  if (wrong)
    log.add(form.code, element.tag, place, {
      clause: form.clause,
      value: () => readText(element, dataSet).join("\\"),
    });
}
