/** Objects that have all of their IOD, for what has to hold of whatever an IOD asks for. */
import { attributeOf, DataElement, Item, type DicomObject, type Tag, type Vr } from "../../../dicom";
import { tagOf } from "../../../dicom/dictionary/attributes";
import { isVr, VR_TRAITS } from "../../../dicom/dictionary/vr";
import type { AttributeLevel } from "../../../dicom/iod/attributeLevel";
import { iodOf, levelOf } from "../../../dicom/iod/iod";
import { TERM_ROWS } from "../../../dicom/validate/iod/terms";
import { bareObjectOf, element } from "./dataSets";

const NAME = "Doe^Jane";

/** Valid of the VR. All text is the patient's name, so that cleaning leaves nothing of it. */
const TEXTS: Partial<Record<Vr, string>> = {
  AE: "STATION",
  AS: "030Y",
  CS: "YES",
  DA: "20200102",
  DS: "1.5",
  DT: "20200102101010",
  IS: "1",
  PN: NAME,
  TM: "101010",
  UI: "1.2.3.4",
  UR: "http://example.org/a",
};
const OF_TAG: ReadonlyMap<Tag, string> = new Map([
  [0x00080005, "ISO_IR 100"], // SpecificCharacterSet
  [0x00080102, "99LOCAL"], // CodingSchemeDesignator: a scheme whose codes are cleaned
]);

/** Values of pixels are written as US, the first VR that they may have. */
const UNSIGNED_BY: Tag = 0x00280103; // PixelRepresentation

/** The first of the terms that the standard lists. */
const TERMS: ReadonlyMap<Tag, string> = new Map(
  TERM_ROWS.flat()
    .reverse()
    .map(({ attribute, values: [first = ""] }) => [tagOf(attribute), first]),
);

const PIXEL_DATA_GROUP = 0x7fe0;

/**
 * An object of the SOP class with a valid value in every attribute of every module of its IOD, down to items of
 * items, and below that wherever it is required. No pixels.
 */
export function fullObject(sopClassUid: string): DicomObject {
  const iod = iodOf(sopClassUid);
  if (!iod) throw new Error("the tables do not know the SOP class");
  return bareObjectOf([
    ...contentOf(levelOf(iod, iod.modules), 0),
    element("SOPClassUID", sopClassUid),
    element("SOPInstanceUID", "1.2.3.4.5"),
  ]);
}

const DEEPEST_OPTIONAL = 2;
const DEEPEST = 6;

/** Elements of the attributes of a level; it is shared by many objects, and so are they. */
const contents = new Map<AttributeLevel, Map<number, readonly DataElement[]>>();

function contentOf(level: AttributeLevel, depth: number): readonly DataElement[] {
  const known = contents.get(level) ?? new Map<number, readonly DataElement[]>();
  contents.set(level, known);
  const content =
    known.get(depth) ?? [...level.entries.keys()].flatMap((tag) => elementOf(tag, level, depth));
  known.set(depth, content);
  return content;
}

function elementOf(tag: Tag, level: AttributeLevel, depth: number): readonly DataElement[] {
  const vr = attributeOf(tag)?.vr.split("|")[0];
  if (tag >>> 16 === PIXEL_DATA_GROUP || vr === undefined || !isVr(vr)) return [];
  const required = level.typeOf(tag) === "1";
  if (depth > DEEPEST || (depth > DEEPEST_OPTIONAL && !required)) return [];
  if (vr !== "SQ") return [element(tag, valueOf(tag, vr), vr)];
  const items = level.items(tag);
  if (!items) return [];
  const content = [...contentOf(items, depth + 1)].sort((one, other) => one.tag - other.tag);
  return content.length === 0 ? [] : [DataElement.ofItems(tag, [new Item(content)])];
}

/** As many values as the attribute has at least. */
function valueOf(tag: Tag, vr: Vr): string | Uint8Array {
  const count = parseInt(attributeOf(tag)?.vm ?? "1", 10) || 1;
  const { form, unitBytes } = VR_TRAITS[vr];
  if (form === "binary") return new Uint8Array(Math.max(2, unitBytes));
  if (form === "number") {
    const bytes = new Uint8Array(unitBytes * (vr === "AT" ? 2 : 1) * count);
    const isZero = vr === "FL" || vr === "FD" || tag === UNSIGNED_BY;
    return isZero ? bytes : bytes.map((_, index) => (index % unitBytes === 0 ? 1 : 0));
  }
  const term = vr === "CS" ? TERMS.get(tag) : undefined;
  const value = OF_TAG.get(tag) ?? term ?? TEXTS[vr] ?? NAME.replace("^", " ");
  return new Array<string>(count).fill(value).join("\\");
}
