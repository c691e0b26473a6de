import { tagOfName, type AttributeName, type Keyword } from "../dictionary/attributes";
import { formatTag, type Tag } from "../dictionary/tag";
import { SPECIFIC_CHARACTER_SET } from "../dictionary/tags";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import { DicomUsageError } from "../errors";
import { DataElement } from "../model/dataElement";
import { DataSet, Item } from "../model/dataSet";
import { implicitVr } from "../syntax/implicitVr";
import type { CharacterSet } from "../text/characterSet";
import { writeBigInts, writeNumbers, writeTags } from "../text/numbers";
import { characterSetFor, writeText } from "../text/values";

/** Values by keyword; a number where the VR is binary, a tag, or DS or IS, items for a sequence. */
export type AttributeValues = { readonly [K in Keyword]?: AttributeValue };

type Scalar = string | number | bigint;

/** One value, or several in their order. Bytes are the value field itself: padded to even length, numbers in little endian. */
export type AttributeValue =
  | string
  | number
  | bigint
  | Uint8Array
  | readonly string[]
  | readonly number[]
  | readonly bigint[]
  | readonly AttributeValues[];

/** What holds where an element is made. */
interface Place {
  /** That the items of a sequence get as their parent. */
  readonly dataSet: DataSet;
  readonly characterSet: CharacterSet;
}

/**
 * Makes a data set from values by keyword, with the VRs of the data dictionary. Text is encoded in the Specific Character
 * Set that the values name, in items their own or the one around; what that cannot say becomes a question mark.
 *
 * @throws DicomUsageError `UNKNOWN_KEYWORD`, `INVALID_ARGUMENT`
 */
export function createDataSet(values: AttributeValues): DataSet {
  const elements: DataElement[] = [];
  const dataSet = new DataSet(elements);
  fill(elements, values, { dataSet, characterSet: characterSetFor(dataSet) });
  return dataSet;
}

/**
 * Makes one element with the VR of the data dictionary, to stand in `dataSet`, whose character set its text is
 * encoded in: `dataSet.with(createElement("PatientName", "Doe^Jane", dataSet))`.
 *
 * @throws DicomUsageError `UNKNOWN_KEYWORD`, `INVALID_ARGUMENT`
 */
export function createElement(name: AttributeName, value: AttributeValue, dataSet: DataSet): DataElement {
  return elementOf(tagOfName(name), value, { dataSet, characterSet: characterSetFor(dataSet) });
}

/**
 * @param elements what `outer.dataSet` holds
 * @param outer with the character set from around
 */
function fill(elements: DataElement[], values: AttributeValues, outer: Place): void {
  const entries = Object.entries(values)
    .map(([keyword, value]) => ({ tag: tagOfName(keyword as Keyword), value }))
    .sort((a, b) => a.tag - b.tag);
  const terms = entries.find(({ tag }) => tag === SPECIFIC_CHARACTER_SET);
  const own = terms && elementOf(terms.tag, terms.value, outer);
  const place = own ? { ...outer, characterSet: characterSetFor(new DataSet([own])) } : outer;
  for (const { tag, value } of entries) elements.push(elementOf(tag, value, place));
}

function elementOf(tag: Tag, value: AttributeValue, place: Place): DataElement {
  const vr = implicitVr(tag, () => false);
  if (value instanceof Uint8Array) return DataElement.ofBytes(tag, vr, value);
  const many = (Array.isArray(value) ? value : [value]) as readonly (Scalar | AttributeValues)[];
  if (vr === "SQ")
    return DataElement.ofItems(
      tag,
      many.filter(isItem).map((item) => itemOf(item, place)),
    );
  const plain = many.filter((one): one is Scalar => !isItem(one));
  if (plain.length !== many.length) fail(tag, `VR ${vr} takes no items`);
  if (isText(vr)) return writeText(tag, vr, plain.map(String), place.characterSet);
  if (vr === "AT") return writeTags(tag, plain.map(Number));
  if (vr === "SV" || vr === "UV")
    return writeBigInts(
      tag,
      vr,
      plain.map((one) => toBigInt(tag, one)),
    );
  return writeNumbers(tag, vr, plain.map(Number));
}

function itemOf(values: AttributeValues, place: Place): Item {
  const elements: DataElement[] = [];
  const item = new Item(elements, place.dataSet);
  fill(elements, values, { ...place, dataSet: item });
  return item;
}

function isItem(value: Scalar | AttributeValues): value is AttributeValues {
  return typeof value === "object";
}

function isText(vr: Vr): boolean {
  const { form } = VR_TRAITS[vr];
  return form === "ascii" || form === "text" || form === "paragraph";
}

function toBigInt(tag: Tag, value: Scalar): bigint {
  if (typeof value === "bigint") return value;
  return Number.isSafeInteger(value)
    ? BigInt(value)
    : fail(tag, "a 64-bit integer is a bigint, or a number up to 53 bits");
}

function fail(tag: Tag, message: string): never {
  throw new DicomUsageError("INVALID_ARGUMENT", message, { tag: formatTag(tag) });
}
