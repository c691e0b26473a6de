import type { ByteSource } from "../bytes/byteSource";
import { formatTag, groupOf, isGroupLength, ITEM_GROUP, parseTag, type Tag } from "../dictionary/tag";
import { SPECIFIC_CHARACTER_SET } from "../dictionary/tags";
import { isVr, VR_TRAITS, type Vr } from "../dictionary/vr";
import { DicomFormatError, DicomLimitError, DicomUsageError, type LimitErrorCode } from "../errors";
import { resolveLimits, type Limits } from "../limits";
import { DataElement } from "../model/dataElement";
import { DataSet, Item } from "../model/dataSet";
import { formatPath } from "../model/elementPath";
import { characterSetFor } from "../text/values";
import { parseRangeUri } from "./bulkData";
import { failAt, type BulkDataResolver, type JsonPlace, type JsonReading } from "./jsonContext";
import { encodeJsonText, readJsonValues } from "./readJsonValues";

/** Where values come from that are not in the JSON, and what it may cost. */
export interface FromDicomJsonOptions {
  /** What the URIs that `toDicomJson` gives by default count in; a deflated file's is the inflated data set. */
  readonly source?: ByteSource;
  /** What any other `BulkDataURI` stands for; `undefined` for one that it does not know. */
  readonly bulkData?: BulkDataResolver;
  /** `depth` and `elements` bound what is accepted. */
  readonly limits?: Partial<Limits>;
}

const UTF_8 = "ISO_IR 192";

/**
 * The data set that an object of the DICOM JSON Model describes, PS3.18 Annex F; the reverse of `toDicomJson`.
 *
 * Text is encoded in the Specific Character Set that the JSON preserves (F.2.2 Note 3), with its escape sequences. Where that
 * cannot say all of it, or there is none and ASCII is not enough, the whole data set goes to UTF-8 and says so. A DS is
 * written as the shortest text of its number, which can be longer than its 16 characters. Group lengths are left out.
 *
 * The VR is the one that the JSON gives, also where the data dictionary gives another: files have such elements, and
 * the JSON of one comes back as what it was. An implicit VR encoding cannot say it, and is read with the dictionary's.
 *
 * @param json parsed JSON
 * @throws DicomFormatError `UNEXPECTED_TAG`, `INVALID_VR`, `INVALID_VALUE`
 * @throws DicomLimitError `NESTING_TOO_DEEP`, `TOO_MANY_ELEMENTS`
 * @throws DicomUsageError `INVALID_ARGUMENT` for a `BulkDataURI` that neither option knows
 */
export function fromDicomJson(json: unknown, options: FromDicomJsonOptions = {}): DataSet {
  const { source, bulkData } = options;
  const resolve: BulkDataResolver = (uri, tag, vr) =>
    bulkData?.(uri, tag, vr) ?? (source && parseRangeUri(uri, source));
  const limits = resolveLimits(options.limits);
  const read = (root: unknown, utf8: boolean): { dataSet: DataSet; reading: JsonReading } => {
    const reading: JsonReading = { limits, resolve, utf8, elements: 0, unsaid: false };
    const elements: DataElement[] = [];
    const dataSet = new DataSet(elements);
    const characterSet = characterSetFor(dataSet);
    readElements(root, { reading, dataSet, characterSet, item: undefined, depth: 0 }, elements);
    return { dataSet, reading };
  };
  const { dataSet, reading } = read(json, false);
  if (!reading.unsaid) return dataSet;
  const inUtf8 = { ...(json as object), [formatTag(SPECIFIC_CHARACTER_SET)]: { vr: "CS", Value: [UTF_8] } };
  return read(inUtf8, true).dataSet;
}

/** @param elements what `outer.dataSet` holds, to be filled */
function readElements(json: unknown, outer: JsonPlace, elements: DataElement[]): void {
  if (!isObject(json))
    throw new DicomFormatError("INVALID_VALUE", "a data set in JSON is an object", itemPath(outer));
  const attributes = Object.entries(json)
    .map(([name, attribute]) => ({ tag: tagOfAttribute(name, outer), attribute }))
    .sort((a, b) => a.tag - b.tag);
  // In UTF-8, only the outermost data set says so.
  const skipsCharacterSet = outer.reading.utf8 && outer.depth > 0;
  const place = skipsCharacterSet ? outer : withCharacterSet(outer, json);
  for (const { tag, attribute } of attributes) {
    if (tag === elements.at(-1)?.tag)
      return failAt(place, tag, "the attribute is there twice", "UNEXPECTED_TAG");
    count(place, tag);
    if (isGroupLength(tag) || (skipsCharacterSet && tag === SPECIFIC_CHARACTER_SET)) continue;
    elements.push(readAttribute(place, tag, attribute));
  }
}

function tagOfAttribute(name: string, place: JsonPlace): Tag {
  const tag = /^[0-9A-Fa-f]{8}$/.test(name) ? parseTag(name) : undefined;
  if (tag !== undefined && groupOf(tag) !== ITEM_GROUP) return tag;
  // The name is not told: it could be anything.
  throw new DicomFormatError("UNEXPECTED_TAG", "the name of an attribute is a tag in hex", itemPath(place));
}

/** What the data set names, as reading will understand it; else what holds around it. */
function withCharacterSet(place: JsonPlace, json: Readonly<Record<string, unknown>>): JsonPlace {
  const attribute = json[formatTag(SPECIFIC_CHARACTER_SET)];
  if (attribute === undefined) return place;
  const element = readAttribute(place, SPECIFIC_CHARACTER_SET, attribute);
  return { ...place, characterSet: characterSetFor(new DataSet([element])) };
}

function readAttribute(place: JsonPlace, tag: Tag, attribute: unknown): DataElement {
  if (!isObject(attribute)) return failAt(place, tag, "an attribute is an object");
  const { vr, Value: values, InlineBinary: inline, BulkDataURI: uri } = attribute;
  if (typeof vr !== "string" || !isVr(vr)) return failAt(place, tag, "vr is no VR of PS3.5", "INVALID_VR");
  if ([values, inline, uri].filter((one) => one !== undefined).length > 1)
    return failAt(place, tag, "more than one of Value, InlineBinary and BulkDataURI");
  if (uri !== undefined) return readBulkData(place, tag, vr, uri);
  if (inline !== undefined) return readInlineBinary(place, tag, vr, inline);
  if (values !== undefined && !Array.isArray(values)) return failAt(place, tag, "Value is an array");
  const list = (values ?? []) as readonly unknown[];
  if (vr === "SQ") return readSequence(place, tag, list);
  if (VR_TRAITS[vr].form !== "binary") return readJsonValues(place, tag, vr, list);
  if (list.length > 0) return failAt(place, tag, `VR ${vr} has no Value, but InlineBinary or BulkDataURI`);
  return DataElement.ofBytes(tag, vr, new Uint8Array());
}

function readSequence(place: JsonPlace, tag: Tag, values: readonly unknown[]): DataElement {
  const depth = place.depth + 1;
  const { limits } = place.reading;
  if (depth > limits.depth)
    exceed(place, tag, "NESTING_TOO_DEEP", `sequences nest deeper than ${limits.depth}`);
  const items = values.map((value, index) => {
    count(place, tag);
    const elements: DataElement[] = [];
    const item = new Item(elements, place.dataSet);
    const inside = { ...place, dataSet: item, item: { parent: place.item, tag, index }, depth };
    readElements(value, inside, elements);
    return item;
  });
  return DataElement.ofItems(tag, items);
}

function readInlineBinary(place: JsonPlace, tag: Tag, vr: Vr, inline: unknown): DataElement {
  if (VR_TRAITS[vr].form !== "binary") return failAt(place, tag, `VR ${vr} has no InlineBinary`);
  const isBase64 =
    typeof inline === "string" && inline.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(inline);
  return isBase64
    ? DataElement.ofBytes(tag, vr, Buffer.from(inline, "base64"))
    : failAt(place, tag, "InlineBinary is no base64");
}

function readBulkData(place: JsonPlace, tag: Tag, vr: Vr, uri: unknown): DataElement {
  if (typeof uri !== "string" || vr === "SQ")
    return failAt(place, tag, "no BulkDataURI of such an attribute");
  const found = place.reading.resolve(uri, tag, vr);
  const location = { tag: formatTag(tag), path: formatPath(tag, place.item) };
  if (!found)
    throw new DicomUsageError(
      "INVALID_ARGUMENT",
      "neither source nor bulkData knows a BulkDataURI",
      location,
    );
  const { form } = VR_TRAITS[vr];
  const isText = form === "text" || form === "paragraph";
  if (found instanceof Uint8Array) {
    // F.2.2 Note 4: text is UTF-8 also where it is bulk data.
    return isText
      ? encodeJsonText(place, tag, vr, Buffer.from(found).toString("utf8"))
      : DataElement.ofBytes(tag, vr, found);
  }
  if (isText && place.reading.utf8)
    return failAt(place, tag, "text that is left in the source, where the rest has to go to UTF-8");
  if (found.kind === "fragments" && form !== "binary") return failAt(place, tag, `fragments are no VR ${vr}`);
  return new DataElement(tag, vr, found);
}

function count(place: JsonPlace, tag: Tag): void {
  const { limits } = place.reading;
  if (++place.reading.elements > limits.elements)
    exceed(place, tag, "TOO_MANY_ELEMENTS", `more than ${limits.elements} elements and items`);
}

function exceed({ item }: JsonPlace, tag: Tag, code: LimitErrorCode, message: string): never {
  throw new DicomLimitError(code, message, { tag: formatTag(tag), path: formatPath(tag, item) });
}

function itemPath({ item }: JsonPlace): { path?: string } {
  return item ? { path: `${formatPath(item.tag, item.parent)}[${item.index}]` } : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
