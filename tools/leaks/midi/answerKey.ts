import { createHash } from "node:crypto";
import {
  bytesOf,
  formatTag,
  isWellKnownUid,
  keywordOf,
  tagOfName,
  type DataElement,
  type DataSet,
  type Keyword,
  type PolicyOption,
  type Tag,
} from "../../../dicom";
import { confidentialityRows } from "../../../dicom/deidentify/rules/confidentiality";
import { textOf, walk, type Items } from "../checks/elements";
import type { CorpusFile } from "../corpus/plant";

/** The check types of the MIDI-B challenge that apply to attributes, and one for pixels. */
export type CheckType =
  | "tag_retained"
  | "text_notnull"
  | "text_retained"
  | "text_removed"
  | "date_shifted"
  | "uid_changed"
  | "uid_consistent"
  | "patid_consistent"
  | "pixels_retained";

/** One question about one attribute of one object. */
export interface Check {
  readonly type: CheckType;
  readonly items: Items;
  readonly tag: Tag;
  /** As it was in the input; of pixels a digest. */
  readonly value: string;
  /** Asked of engines that were told to keep this only; else a deliberate difference. */
  readonly needs?: PolicyOption;
}

const TYPE_1: readonly Keyword[] = [
  "SOPClassUID",
  "SOPInstanceUID",
  "StudyInstanceUID",
  "SeriesInstanceUID",
  "Modality",
];
const TYPE_2: readonly Keyword[] = [
  "PatientName",
  "PatientID",
  "PatientBirthDate",
  "PatientSex",
  "StudyDate",
  "StudyTime",
  "AccessionNumber",
  "ReferringPhysicianName",
  "StudyID",
];
/** Names nobody and is needed to use the object; not in Table E.1-1. */
const RETAINED: readonly Keyword[] = [
  "SOPClassUID",
  "ImageType",
  "Modality",
  "Rows",
  "Columns",
  "PixelSpacing",
  "ImageOrientationPatient",
  "SliceThickness",
  "KVP",
  "BitsStored",
  "RescaleIntercept",
  "ConvolutionKernel",
];

const PIXEL_DATA = tagOfName("PixelData");
const PATIENT_ID = tagOfName("PatientID");
const has = (names: readonly Keyword[], tag: Tag): boolean => names.some((name) => tagOfName(name) === tag);

/** What is asked of the output of a file: made from the input alone, for anybody's de-identifier. */
export function answerKeyOf({ object, plants }: CorpusFile): Check[] {
  const checks: Check[] = [];
  const words = plants.filter(({ stays }) => !stays(NO_OPTIONS)).map(({ needle }) => needle);
  walk(object.dataSet, (element, items) => {
    const { tag } = element;
    const value = tag === PIXEL_DATA ? digestOf(element) : textOf(element);
    if (value === undefined || value === "") return;
    for (const type of typesOf(element, value, items, words)) {
      const needs = type === "date_shifted" ? MODIFIED_DATES : undefined;
      checks.push({ type, items, tag, value, ...(needs ? { needs } : {}) });
    }
    if (tag === tagOfName("PatientSex")) checks.push({ ...KEPT_SEX, items, tag, value });
  });
  return checks;
}

const NO_OPTIONS: ReadonlySet<PolicyOption> = new Set();
const MODIFIED_DATES: PolicyOption = "retainLongitudinalTemporalInformationModifiedDates";
const KEPT_SEX = { type: "text_retained", needs: "retainPatientCharacteristics" } as const;

function typesOf(
  { tag, vr }: DataElement,
  value: string,
  items: Items,
  words: readonly string[],
): CheckType[] {
  if (tag === PIXEL_DATA) return ["pixels_retained"];
  const top = items.length === 0;
  const types: CheckType[] = [];
  if (top && has(TYPE_1, tag)) types.push("text_notnull");
  if (top && has(TYPE_2, tag)) types.push("tag_retained");
  if (top && has(RETAINED, tag)) types.push("text_retained");
  if (vr === "UI" && !isWellKnownUid(value) && !value.includes("\\"))
    types.push("uid_changed", "uid_consistent");
  if ((vr === "DA" || vr === "DT") && movable().has(formatTag(tag))) types.push("date_shifted");
  if (top && tag === PATIENT_ID) types.push("patid_consistent");
  if (vr !== "UI" && vr !== "DA" && vr !== "DT" && words.some((word) => value.includes(word)))
    types.push("text_removed");
  return types;
}

let movableTags: ReadonlySet<string> | undefined;

function movable(): ReadonlySet<string> {
  const rows = confidentialityRows().filter((row) => row.retainModifiedDates === "C");
  movableTags ??= new Set(rows.map(({ tag }) => tag));
  return movableTags;
}

/** Of a value in memory; `undefined` for fragments, which an engine may write anew. */
export function digestOf(element: DataElement): string | undefined {
  if (element.value.kind !== "bytes") return undefined;
  return createHash("md5").update(bytesOf(element.value)).digest("hex");
}

/** `<(0008,1140)>[<0000>]<(0008,1155)>`, as the challenge writes paths. */
function formatMidiPath(tag: Tag, items: Items): string {
  const written = (one: Tag): string => `<(${formatTag(one).slice(0, 4)},${formatTag(one).slice(4)})>`;
  const outer = items.map(([one, index]) => `${written(one)}[<${String(index).padStart(4, "0")}>]`);
  return [...outer, written(tag)].join("");
}

/** A row of the challenge's table of answers, for one file. */
export function formatAnswerData(file: CorpusFile): object {
  const text = (dataSet: DataSet, name: Keyword): string => textOf(dataSet.get(name)) ?? "";
  const { dataSet } = file.object;
  const answers = answerKeyOf(file).map(({ type, items, tag, value }) => ({
    action: `<${type}>`,
    action_text: `<${value}>`,
    value: `<${value}>`,
    tag: formatMidiPath(tag, items),
    tag_ds: formatMidiPath(tag, items),
    tag_name: `<${keywordOf(tag) ?? ""}>`,
  }));
  return {
    file: file.name,
    PatientID: text(dataSet, "PatientID"),
    StudyInstanceUID: text(dataSet, "StudyInstanceUID"),
    SeriesInstanceUID: text(dataSet, "SeriesInstanceUID"),
    SOPInstanceUID: text(dataSet, "SOPInstanceUID"),
    SOPClassUID: text(dataSet, "SOPClassUID"),
    Modality: text(dataSet, "Modality"),
    AnswerData: Object.fromEntries(answers.map((answer, index) => [String(index), answer])),
  };
}
