import * as v from "valibot";
import { tagOf } from "../../../dicom/dictionary/attributes";
import { MODALITY } from "../../../dicom/dictionary/tags";
import type { DataSet } from "../../../dicom/model/dataSet";
import { readText } from "../../../dicom/text/values";
import { warning, type Finding, type FindingCode } from "./finding";
import { IMAGE, MODALITIES, PATIENT, SERIES, STUDY, type ModuleSchema } from "./moduleSchemas";

/** Holds the top level of an object to the modules of patient, study, series, image and modality. */
export function validateModules(dataSet: DataSet, sopClassUid: string, isImage: boolean): Finding[] {
  const modality = MODALITIES[sopClassUid];
  const modules = [PATIENT, STUDY, SERIES, ...(isImage ? [IMAGE] : []), ...(modality ? [modality] : [])];
  const findings = modules.flatMap((module) => validateModule(dataSet, module));
  const [actual = ""] = textsOf(dataSet, MODALITY) ?? [];
  if (modality && modality.modalities.length > 0 && actual !== "" && !modality.modalities.includes(actual)) {
    findings.push(warning("MODALITY_MISMATCH", MODALITY, modality.clause));
  }
  return findings;
}

function validateModule(dataSet: DataSet, { attributes, clause }: ModuleSchema): Finding[] {
  return Object.entries(attributes).flatMap(([keyword, schema]) => {
    const tag = tagOf(keyword) ?? 0;
    // Type and value are told apart by the first issue; the second would only repeat it.
    const result = v.safeParse(schema, textsOf(dataSet, tag), { abortEarly: true });
    return result.success ? [] : [warning(result.issues[0].message as FindingCode, tag, clause)];
  });
}

/** The values of an element; a value that is not text stands for itself as one that is not empty. */
function textsOf(dataSet: DataSet, tag: number): string[] | undefined {
  const element = dataSet.get(tag);
  if (!element) return undefined;
  const texts = readText(element, dataSet);
  if (texts.length > 0) return texts;
  const { value } = element;
  const lengthOf = value.kind === "sequence" ? value.items.length : value.lengthBytes;
  return lengthOf > 0 ? ["present"] : [];
}
