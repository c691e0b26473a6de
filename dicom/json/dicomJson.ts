import { swapBytes } from "../bytes/swapBytes";
import { formatTag, isGroupLength } from "../dictionary/tag";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import { bytesOf, isEmpty } from "../model/dataElement";
import type { BytesValue, DataElement, FragmentsValue, RangeValue } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import { trimPaddingEnd } from "../text/padding";
import { splitPersonName } from "../text/personName";
import { readBigInts } from "../text/numbers";
import { readNumbers, readText } from "../text/values";
import { formatRangeUri } from "./bulkData";
import { exactNumber } from "./exactNumber";

/** A person name without its empty component groups. */
export interface DicomJsonPersonName {
  readonly Alphabetic?: string;
  readonly Ideographic?: string;
  readonly Phonetic?: string;
}

/** One value; `null` where it is empty among others. */
export type DicomJsonValue = string | number | null | DicomJsonPersonName | DicomJsonObject;

/** One attribute: its VR, and at most one of the others; none where it is empty. */
export interface DicomJsonElement {
  readonly vr: Vr;
  readonly Value?: readonly DicomJsonValue[];
  readonly BulkDataURI?: string;
  readonly InlineBinary?: string;
}

/**
 * A data set in the DICOM JSON Model, PS3.18 Annex F, by tag in upper-case hex. Objects of JavaScript put names that are
 * whole numbers (`30060010`) first: `formatDicomJson` writes the ascending order that F.2.2 asks for.
 */
export interface DicomJsonObject {
  readonly [tag: string]: DicomJsonElement;
}

/** How values that are left in the source are spoken of. */
export interface DicomJsonOptions {
  /**
   * The URI of a value that is left in the source; `offset=…&length=…` in bytes where absent, see `formatRangeUri`.
   */
  readonly bulkDataUri?: (value: RangeValue | FragmentsValue) => string;
}

/**
 * The data set in the DICOM JSON Model. Group lengths are left out (F.2.2). DS, IS, SV and UV are numbers where a number says
 * exactly the same (up to 53 bits for SV and UV), and strings where not; NaN and infinities, which JSON has no number for, are the strings `NaN`,
 * `Infinity` and `-Infinity`. Short binary values come as `InlineBinary` in little endian. Specific Character Set
 * says how the text was encoded, not how it is here (F.2.2 Note 3).
 */
export function toDicomJson(dataSet: DataSet, options: DicomJsonOptions = {}): DicomJsonObject {
  const object: Record<string, DicomJsonElement> = {};
  for (const element of dataSet.elements)
    if (!isGroupLength(element.tag)) object[formatTag(element.tag)] = toElement(element, dataSet, options);
  return object;
}

function toElement(element: DataElement, dataSet: DataSet, options: DicomJsonOptions): DicomJsonElement {
  const { vr, value } = element;
  if (isEmpty(element)) return { vr };
  switch (value.kind) {
    case "sequence":
      return { vr, Value: value.items.map((item) => toDicomJson(item, options)) };
    case "range":
    case "fragments":
      return { vr, BulkDataURI: options.bulkDataUri?.(value) ?? formatRangeUri(value, vr) };
    case "bytes": {
      if (VR_TRAITS[vr].form === "binary")
        return { vr, InlineBinary: toBase64(value, VR_TRAITS[vr].unitBytes) };
      const values = toValues(element, dataSet);
      // One value that is empty is none, F.2.5.
      return values.length === 0 || (values.length === 1 && values[0] === null)
        ? { vr }
        : { vr, Value: values };
    }
  }
}

function toBase64(value: BytesValue, unitBytes: 1 | 2 | 4 | 8): string {
  const bytes = Buffer.from(bytesOf(value));
  if (value.bigEndian && unitBytes !== 1) swapBytes(bytes, unitBytes);
  return bytes.toString("base64");
}

function toValues(element: DataElement, dataSet: DataSet): DicomJsonValue[] {
  const { vr } = element;
  if (vr === "SV" || vr === "UV")
    return readBigInts(element).map((value) =>
      Number.isSafeInteger(Number(value)) ? Number(value) : String(value),
    );
  if (VR_TRAITS[vr].form === "number" && vr !== "AT")
    return readNumbers(element).map((value) => (Number.isFinite(value) ? value : String(value)));
  return readText(element, dataSet).map((text) => {
    if (vr === "PN") return toPersonName(text);
    if (text === "") return null;
    return vr === "DS" || vr === "IS" ? (exactNumber(text) ?? text) : text;
  });
}

function toPersonName(text: string): DicomJsonPersonName | null {
  // Padding of a group means as little as that of the value, and would be lost with the groups after it.
  const [alphabetic = "", ideographic = "", phonetic = ""] = splitPersonName(text).map(trimPaddingEnd);
  const name = {
    ...(alphabetic !== "" && { Alphabetic: alphabetic }),
    ...(ideographic !== "" && { Ideographic: ideographic }),
    ...(phonetic !== "" && { Phonetic: phonetic }),
  };
  return Object.keys(name).length === 0 ? null : name;
}
