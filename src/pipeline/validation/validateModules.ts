import { tagOf } from "../../../dicom/dictionary/attributes";
import type { Tag } from "../../../dicom/dictionary/tag";
import { MODALITY } from "../../../dicom/dictionary/tags";
import { VR_TRAITS } from "../../../dicom/dictionary/vr";
import { isEmpty, type DataElement } from "../../../dicom/model/dataElement";
import type { DataSet } from "../../../dicom/model/dataSet";
import { firstText, readText } from "../../../dicom/text/values";
import { warning, type Finding, type FindingCode } from "./finding";
import {
  IMAGE,
  MODALITIES,
  PATIENT,
  SERIES,
  STUDY,
  type AttributeRequirement,
  type ModuleAttributes,
} from "./moduleAttributes";

/** Holds the top level of an object to the modules of patient, study, series, image and modality. */
export function validateModules(dataSet: DataSet, sopClassUid: string, isImage: boolean): Finding[] {
  const modality = MODALITIES[sopClassUid];
  const modules = [PATIENT, STUDY, SERIES, ...(isImage ? [IMAGE] : []), ...(modality ? [modality] : [])];
  const findings = modules.flatMap((module) => validateModule(dataSet, module));
  const actual = firstText(dataSet, MODALITY);
  if (modality && modality.modalities.length > 0 && actual && !modality.modalities.includes(actual)) {
    findings.push(warning("MODALITY_MISMATCH", MODALITY, modality.clause));
  }
  return findings;
}

function validateModule(dataSet: DataSet, { attributes, clause }: ModuleAttributes): Finding[] {
  const findings: Finding[] = [];
  for (const [keyword, requirement] of Object.entries(attributes)) {
    const tag = tagOf(keyword) ?? 0;
    const code = findingOf(dataSet, tag, requirement);
    if (code) findings.push(warning(code, tag, clause));
  }
  return findings;
}

function findingOf(
  dataSet: DataSet,
  tag: Tag,
  { type, values }: AttributeRequirement,
): FindingCode | undefined {
  const element = dataSet.get(tag);
  if (!element) return type === 3 ? undefined : "MISSING_ATTRIBUTE";
  if (type === 1 && isBlank(element, dataSet)) return "EMPTY_ATTRIBUTE";
  const isUnexpected = (text: string) => text !== "" && !values?.includes(text);
  return values && readText(element, dataSet).some(isUnexpected) ? "UNEXPECTED_VALUE" : undefined;
}

/** True without a value, and for text that is nothing but padding and delimiters. */
function isBlank(element: DataElement, dataSet: DataSet): boolean {
  if (isEmpty(element)) return true;
  const { form } = VR_TRAITS[element.vr];
  const isText = form === "ascii" || form === "text" || form === "paragraph";
  if (!isText || element.value.kind !== "bytes") return false;
  return readText(element, dataSet).every((text) => text === "");
}
