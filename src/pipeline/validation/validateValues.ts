import * as v from "valibot";
import { formatTag } from "../../../dicom/dictionary/tag";
import type { DataElement } from "../../../dicom/model/dataElement";
import type { DataSet } from "../../../dicom/model/dataSet";
import { readText } from "../../../dicom/text/values";
import type { Finding } from "./finding";
import { VALUE_SCHEMAS } from "./valueSchemas";

/** A file that is wrong throughout is described well enough by this many. */
export const VALUE_FINDINGS_LIMIT = 1000;

/**
 * Holds every value at every depth to the form that its VR asks for, one finding per element. The depth is
 * bounded by the reader.
 */
export function validateValues(dataSet: DataSet): Finding[] {
  const findings: Finding[] = [];
  walk(dataSet, "", findings);
  return findings;
}

function walk(dataSet: DataSet, prefix: string, findings: Finding[]): void {
  for (const element of dataSet.elements) {
    if (findings.length >= VALUE_FINDINGS_LIMIT) return;
    const { value } = element;
    if (value.kind === "sequence") {
      value.items.forEach((item, index) =>
        walk(item, `${prefix}${formatTag(element.tag)}[${index}].`, findings),
      );
    } else {
      const finding = validateValue(element, dataSet, prefix);
      if (finding) findings.push(finding);
    }
  }
}

function validateValue(element: DataElement, dataSet: DataSet, prefix: string): Finding | undefined {
  const form = VALUE_SCHEMAS[element.vr];
  if (!form || element.value.kind !== "bytes") return undefined;
  const wrong = readText(element, dataSet).some((text) => text !== "" && !v.is(form.schema, text));
  if (!wrong) return undefined;
  const { code, clause } = form;
  const tag = formatTag(element.tag);
  return { code, tag, severity: "warning", clause, ...(prefix !== "" && { path: `${prefix}${tag}` }) };
}
