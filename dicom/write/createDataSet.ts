import { tagOfName, type AttributeName, type Keyword } from "../dictionary/attributes";
import { formatTag, type Tag } from "../dictionary/tag";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import { DicomUsageError } from "../errors";
import { DataElement } from "../model/dataElement";
import { DataSet, Item } from "../model/dataSet";
import { implicitVr } from "../syntax/implicitVr";
import { characterSetOf, type CharacterSet } from "../text/characterSet";
import { characterSetFor, writeNumbers, writeText } from "../text/values";

/** Values by keyword; a number where the VR is binary or DS or IS, items for a sequence. */
export type AttributeValues = { readonly [K in Keyword]?: AttributeValue };

export type AttributeValue =
  string | number | Uint8Array | readonly string[] | readonly number[] | readonly AttributeValues[];

/**
 * Makes a data set from values by keyword, with the VRs of the data dictionary. Text is encoded in the
 * Specific Character Set that the values name, which without escape sequences must be able to say it.
 *
 * @throws DicomUsageError `UNKNOWN_KEYWORD`, `INVALID_ARGUMENT`
 */
export function createDataSet(values: AttributeValues): DataSet {
  return new DataSet(createElements(values, characterSetOf(termsOf(values))));
}

/**
 * Makes one element with the VR of the data dictionary, to stand in `dataSet`, whose character set its text is
 * encoded in: `dataSet.with(createElement("PatientName", "Doe^Jane", dataSet))`.
 *
 * @throws DicomUsageError `UNKNOWN_KEYWORD`, `INVALID_ARGUMENT`
 */
export function createElement(name: AttributeName, value: AttributeValue, dataSet: DataSet): DataElement {
  return elementOf(tagOfName(name), value, characterSetFor(dataSet));
}

function createElements(values: AttributeValues, characterSet: CharacterSet): DataElement[] {
  return Object.entries(values)
    .map(([keyword, value]) => elementOf(tagOfName(keyword as Keyword), value, characterSet))
    .sort((a, b) => a.tag - b.tag);
}

function elementOf(tag: Tag, value: AttributeValue, characterSet: CharacterSet): DataElement {
  const vr = implicitVr(tag, () => false);
  if (value instanceof Uint8Array) return DataElement.ofBytes(tag, vr, value);
  const many = (Array.isArray(value) ? value : [value]) as readonly (string | number | AttributeValues)[];
  if (vr === "SQ") {
    return DataElement.ofItems(
      tag,
      many.filter(isItem).map((item) => new Item(createElements(item, characterSet))),
    );
  }
  const plain = many.filter((one) => !isItem(one));
  if (plain.length !== many.length) {
    throw new DicomUsageError("INVALID_ARGUMENT", `VR ${vr} takes no items`, { tag: formatTag(tag) });
  }
  return isText(vr)
    ? writeText(tag, vr, plain.map(String), characterSet)
    : writeNumbers(tag, vr, plain.map(Number));
}

function isItem(value: string | number | AttributeValues): value is AttributeValues {
  return typeof value === "object";
}

function isText(vr: Vr): boolean {
  const { form } = VR_TRAITS[vr];
  return form === "ascii" || form === "text" || form === "paragraph";
}

function termsOf({ SpecificCharacterSet: terms }: AttributeValues): readonly string[] {
  return typeof terms === "string" ? [terms] : Array.isArray(terms) ? terms.map(String) : [];
}
