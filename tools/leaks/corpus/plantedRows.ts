import {
  attributeOf,
  DataElement,
  formatTag,
  Item,
  tagOfName,
  type DataSet,
  type Keyword,
  type Tag,
  type Vr,
} from "../../../dicom";
import { isVr } from "../../../dicom/dictionary/vr";
import {
  confidentialityRows,
  type ConfidentialityRow,
} from "../../../dicom/deidentify/rules/confidentiality";
import { rowAsks, TIMEZONE_ROW } from "../expectations";
import { NEVER, type Options, type Plant, type PlantedRow } from "./plant";
import { bytesOfPlanted, type Planted, type Tokens } from "./tokens";

/** Rows that stand in files of their own: groups of no data set, and a document, which may be held as a whole. */
const ELSEWHERE = (tag: Tag): boolean => tag >>> 16 < 8 || tag === tagOfName("EncapsulatedDocument");

/** The first group of a mask, one in the middle. */
const MASK_DIGITS = ["00", "1e"];

/** A word there would be no offset, and go for that: Timezone Offset From UTC stays with the dates. */
const TIMEZONE: Planted = { value: "+0345" };

/** Elements of all rows for one data set or item. */
export interface PlantedElements {
  readonly elements: readonly DataElement[];
  readonly plants: readonly Plant[];
  readonly rows: readonly PlantedRow[];
}

/**
 * Every row of Table E.1-1 with a value of its own; masks with several groups, private attributes with and without
 * creator.
 */
export function plantRows(
  tokens: Tokens,
  hidingPlace: string,
  items: PlantedRow["items"],
  isLeftOut: (tag: Tag) => boolean = () => false,
): PlantedElements {
  const elements = new Map<Tag, DataElement>();
  const plants: Plant[] = [];
  const rows: PlantedRow[] = [];
  for (const row of confidentialityRows()) {
    for (const tag of tagsOf(row)) {
      if (ELSEWHERE(tag) || isLeftOut(tag)) continue;
      const vr = vrOf(tag);
      const at = [...items.map(([sequence]) => formatTag(sequence)), formatTag(tag)].join(" > ");
      const planted = vr === "SQ" ? plantItem(tokens, row, tag) : plantValue(tokens, row, tag, vr);
      elements.set(tag, planted.element);
      plants.push(...planted.plants.map((plant) => ({ hidingPlace, at, ...plant })));
      rows.push({ row, tag, items });
    }
  }
  elements.set(0x00090010, DataElement.ofBytes(0x00090010, "LO", Buffer.from("ACME 1.1")));
  return { elements: ascending(elements.values()), plants, rows };
}

type NewPlant = Pick<Plant, "needle" | "stays">;

function plantValue(
  tokens: Tokens,
  row: ConfidentialityRow,
  tag: Tag,
  vr: Vr,
): { element: DataElement; plants: readonly NewPlant[] } {
  const planted = row.tag === TIMEZONE_ROW ? TIMEZONE : tokens.ofVr(vr);
  const { needle } = planted;
  const stays = (options: Options): boolean => ["keep", "time stays"].includes(rowAsks(row, vr, options));
  const element = DataElement.ofBytes(tag, vr, bytesOfPlanted(planted, vr));
  return { element, plants: needle === undefined ? [] : [{ needle, stays }] };
}

/** A reference, a text that the table lists, and one that it does not. */
function plantItem(
  tokens: Tokens,
  row: ConfidentialityRow,
  tag: Tag,
): { element: DataElement; plants: readonly NewPlant[] } {
  const uid = tokens.uid();
  const [meaning, comments] = [tokens.next(), tokens.next()];
  const isKept = (options: Options): boolean =>
    row.basic === "X/Z/U*" || ["keep", "clean"].includes(rowAsks(row, "SQ", options));
  const leaf = (keyword: Keyword, vr: Vr, value: string): DataElement =>
    DataElement.ofBytes(tagOfName(keyword), vr, bytesOfPlanted({ value }, vr));
  const item = new Item([
    leaf("ReferencedSOPInstanceUID", "UI", uid),
    leaf("CodeMeaning", "LO", meaning),
    leaf("PatientComments", "LT", comments),
  ]);
  return {
    element: DataElement.ofItems(tag, [item]),
    plants: [
      { needle: uid, stays: (options) => options.has("retainUids") },
      { needle: meaning, stays: isKept },
      { needle: comments, stays: NEVER },
    ],
  };
}

function tagsOf(row: ConfidentialityRow): readonly Tag[] {
  if (row.tag === "private") return [0x00091001, 0x00111001, 0x7fdf1001];
  if (!row.tag.includes("x")) return [parseInt(row.tag, 16)];
  return MASK_DIGITS.map((digits) =>
    parseInt(row.tag.replace(/^(..)xx/, `$1${digits}`).replace(/x/g, "1"), 16),
  );
}

/** The VR of PS3.6, the first where it gives several, LO where it knows none. */
export function vrOf(tag: Tag): Vr {
  const vr = attributeOf(tag)?.vr.split("|")[0] ?? "LO";
  return isVr(vr) ? vr : "UN";
}

export function ascending(elements: Iterable<DataElement>): DataElement[] {
  return [...elements].sort((one, other) => one.tag - other.tag);
}

/** The elements of `base` with those of `others` in their places. */
export function merged(base: DataSet, others: readonly DataElement[]): DataElement[] {
  const byTag = new Map([...base.elements, ...others].map((element) => [element.tag, element]));
  return ascending(byTag.values());
}
