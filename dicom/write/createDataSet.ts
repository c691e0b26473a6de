import { tagOf, type Keyword } from "../dictionary/attributes";
import type { Tag } from "../dictionary/tag";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import { DicomUsageError } from "../errors";
import { DataElement } from "../model/dataElement";
import { DataSet, Item } from "../model/dataSet";
import { implicitVr } from "../syntax/implicitVr";
import { characterSetOf } from "../text/characterSet";
import { writeNumbers, writeText } from "../text/values";

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
  return new DataSet(createElements(values, termsOf(values)));
}

function createElements(values: AttributeValues, terms: readonly string[]): DataElement[] {
  return Object.entries(values)
    .map(([keyword, value]) => {
      const tag = tagOf(keyword);
      if (tag === undefined)
        throw new DicomUsageError("UNKNOWN_KEYWORD", `${keyword} is no keyword of PS3.6`);
      return createElement(tag, keyword, value, terms);
    })
    .sort((a, b) => a.tag - b.tag);
}

function createElement(
  tag: Tag,
  keyword: string,
  value: AttributeValue,
  terms: readonly string[],
): DataElement {
  const vr = implicitVr(tag, () => false);
  if (value instanceof Uint8Array) return DataElement.ofBytes(tag, vr, value);
  const many = (Array.isArray(value) ? value : [value]) as readonly (string | number | AttributeValues)[];
  if (vr === "SQ") {
    return DataElement.ofItems(
      tag,
      many.filter(isItem).map((item) => new Item(createElements(item, terms))),
    );
  }
  const plain = many.filter((one) => !isItem(one));
  if (plain.length !== many.length) {
    throw new DicomUsageError("INVALID_ARGUMENT", `${keyword} has VR ${vr} and takes no items`);
  }
  return isText(vr)
    ? writeText(tag, vr, plain.map(String), characterSetOf(terms))
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
