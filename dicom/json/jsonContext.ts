import { formatTag, type Tag } from "../dictionary/tag";
import type { Vr } from "../dictionary/vr";
import { DicomFormatError, type FormatErrorCode } from "../errors";
import type { Limits } from "../limits";
import type { RangeValue, FragmentsValue } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import { formatPath, type ItemPlace } from "../model/elementPath";
import type { CharacterSet } from "../text/characterSet";

/** What a `BulkDataURI` stands for: the bytes, numbers in little endian and text in UTF-8, or where they are. */
export type BulkData = Uint8Array | RangeValue | FragmentsValue;

/** Answers what a `BulkDataURI` stands for; `undefined` where it does not know. */
export type BulkDataResolver = (uri: string, tag: Tag, vr: Vr) => BulkData | undefined;

/** What holds for the whole of a conversion. */
export interface JsonReading {
  readonly limits: Limits;
  readonly resolve: BulkDataResolver;
  /** Encode text in UTF-8, whatever the data sets name. */
  readonly utf8: boolean;
  /** Attributes and items so far. */
  elements: number;
  /** Some text could not be said in the character set that its data set names. */
  unsaid: boolean;
}

/** Where in the JSON an attribute is. */
export interface JsonPlace {
  readonly reading: JsonReading;
  /** The data set or item that is being filled. */
  readonly dataSet: DataSet;
  readonly characterSet: CharacterSet;
  readonly item: ItemPlace | undefined;
  /** Sequences around. */
  readonly depth: number;
}

/** @throws DicomFormatError always; the message says what was expected, not what was there */
export function failAt(
  place: JsonPlace,
  tag: Tag,
  message: string,
  code: FormatErrorCode = "INVALID_VALUE",
): never {
  throw new DicomFormatError(code, message, { tag: formatTag(tag), path: formatPath(tag, place.item) });
}
