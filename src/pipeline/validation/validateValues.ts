import type { DataElement } from "../../../dicom/model/dataElement";
import type { DataSet } from "../../../dicom/model/dataSet";
import { formatKnownTag, formatPath, type ItemPlace } from "../../../dicom/model/elementPath";
import { readText } from "../../../dicom/text/values";
import { warning, type Finding } from "./finding";
import { VALUE_FORMS } from "./valueForms";

/** A file that is wrong throughout is described well enough by this many. */
const VALUE_FINDINGS_LIMIT = 1000;

/**
 * Holds every value at every depth to the form that its VR asks for, one finding per element. The depth is
 * bounded by the reader.
 */
export function validateValues(dataSet: DataSet): Finding[] {
  const findings: Finding[] = [];
  walk(dataSet, undefined, findings);
  return findings;
}

function walk(dataSet: DataSet, place: ItemPlace | undefined, findings: Finding[]): void {
  for (const element of dataSet.elements) {
    if (findings.length >= VALUE_FINDINGS_LIMIT) return;
    const { tag, value } = element;
    if (value.kind === "sequence") {
      value.items.forEach((item, index) => walk(item, { parent: place, tag, index }, findings));
    } else {
      const finding = validateValue(element, dataSet, place);
      if (finding) findings.push(finding);
    }
  }
}

function validateValue(
  element: DataElement,
  dataSet: DataSet,
  place: ItemPlace | undefined,
): Finding | undefined {
  const { tag, vr, value } = element;
  const form = VALUE_FORMS[vr];
  if (!form || value.kind !== "bytes") return undefined;
  const wrong = readText(element, dataSet).some((text) => text !== "" && !form.holds(text));
  if (!wrong) return undefined;
  const finding = { ...warning(form.code, tag, form.clause), tag: formatKnownTag(tag) };
  return place ? { ...finding, path: formatPath(tag, place, formatKnownTag) } : finding;
}
