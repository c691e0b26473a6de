import { CODE_MEANING, CODE_VALUE } from "../../dictionary/tags";
import type { DataSet } from "../../model/dataSet";
import { asciiIn } from "../../text/asciiText";
import { LEGACY_SNOMED, schemeOf } from "./codingSchemes";
import { CONTENT_CONCEPT_ROWS } from "./contentConcepts.generated";
import { CONCEPT_NAME_CODE_SEQUENCE, VALUE_TYPE } from "./contentTags";

/** The option columns of PS3.15 Table E.3.4-1 in its order, by the names of Table E.1-1's. */
export const CONTENT_COLUMNS = [
  "retainUids",
  "retainDeviceIdentity",
  "retainInstitutionIdentity",
  "retainPatientCharacteristics",
  "retainFullDates",
  "retainModifiedDates",
  "cleanDescriptors",
] as const;

export type ContentColumn = (typeof CONTENT_COLUMNS)[number];

/** One row of PS3.15 Table E.3.4-1. */
export interface ContentConcept extends Readonly<Record<ContentColumn, "" | "K" | "C">> {
  readonly valueType: string;
  readonly basic: "X" | "D" | "X/D";
}

const LONG_CODE_VALUE = 0x00080119;

let concepts: ReadonlyMap<string, readonly ContentConcept[]> | undefined;

/** Rows by `scheme code`, and by meaning, for codes of SNOMED that the standard has given up. */
function parseRows(): ReadonlyMap<string, readonly ContentConcept[]> {
  const found = new Map<string, ContentConcept[]>();
  for (const line of CONTENT_CONCEPT_ROWS.trim().split("\n")) {
    const [scheme = "", code = "", valueType = "", basic = "", options = "", ...meaning] = line.split(";");
    const letters = CONTENT_COLUMNS.map((column, index) => [column, options.charAt(index).replace(".", "")]);
    const row = { ...Object.fromEntries(letters), valueType, basic } as ContentConcept;
    const keys = [`${scheme} ${code}`, ...(scheme === "SCT" ? [meaning.join(";").toLowerCase()] : [])];
    for (const key of keys) found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
}

/** True for a data set that is a content item: it has a concept name. */
export function isContentItem(item: DataSet): boolean {
  return item.items(CONCEPT_NAME_CODE_SEQUENCE).length > 0;
}

/** What Table E.3.4-1 says of a content item, by the code of its concept name and its value type. */
export function contentConceptOf(item: DataSet): ContentConcept | undefined {
  const [name] = item.items(CONCEPT_NAME_CODE_SEQUENCE);
  if (!name) return undefined;
  concepts ??= parseRows();
  const scheme = schemeOf(name).replace(/ \[.*$/, "");
  const code = asciiIn(name, CODE_VALUE) || asciiIn(name, LONG_CODE_VALUE);
  const rows =
    concepts.get(`${scheme} ${code}`) ??
    (LEGACY_SNOMED.has(scheme) ? concepts.get(asciiIn(name, CODE_MEANING).toLowerCase()) : undefined);
  const valueType = asciiIn(item, VALUE_TYPE);
  const row = rows?.find((one) => one.valueType === valueType);
  // A number or nothing at all instead of the value that the concept should have is not trusted either.
  return row ?? (valueType === "NUM" || valueType === "" ? rows?.[0] : undefined);
}

/** True for a content item whose text is an identifier and no description. */
export function isIdentifyingText(item: DataSet): boolean {
  const concept = contentConceptOf(item);
  return concept?.valueType === "TEXT" && concept.cleanDescriptors !== "C";
}
