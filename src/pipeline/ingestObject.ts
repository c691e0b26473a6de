import { registeredUidOf } from "../../dicom/dictionary/uids";
import type { DataSet } from "../../dicom/model/dataSet";
import { sopClassUidOf } from "../../dicom/model/objectIdentity";
import type { ObjectVersion, RawObjectReader } from "./ports";
import { readRawObject } from "./readRawObject";
import { countByCode } from "./countByCode";

/** What the workflow's state may know of an object: nothing here identifies anybody. */
interface IngestionFacts {
  readonly sizeBytes: number;
  /** Bytes up to the pixel data, or to the end of an object that has none. */
  readonly headerBytes: number;
  /** `unknown` where PS3.6 does not register it: a private UID may hold what identifies a site. */
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  /** Data elements at all levels, up to the pixel data. */
  readonly elementCount: number;
  /** Bytes that passed through the function. */
  readonly bytesMoved: number;
  /** Deviations that reading went past, by code. */
  readonly warnings: Readonly<Record<string, number>>;
}

/**
 * Looks whether a raw object is DICOM that can be read, from its header alone.
 *
 * @throws DicomFormatError, DicomUnsupportedError, DicomLimitError where it is not
 * @throws SourceError where it is not there any more
 */
export async function ingestObject(reader: RawObjectReader, version: ObjectVersion): Promise<IngestionFacts> {
  const { source, object } = await readRawObject(reader, version, "header", { stopBeforePixelData: true });
  const sopClassUid = sopClassUidOf(object);
  return {
    sizeBytes: source.sizeBytes,
    headerBytes: object.headerBytes,
    sopClassUid: sopClassUid !== undefined && registeredUidOf(sopClassUid) ? sopClassUid : "unknown",
    transferSyntaxUid: object.transferSyntax.uid,
    elementCount: countElements(object.dataSet),
    bytesMoved: source.transferredBytes,
    warnings: countByCode(object.warnings),
  };
}

function countElements(dataSet: DataSet): number {
  return dataSet.elements.reduce(
    (count, { value }) =>
      count +
      1 +
      (value.kind === "sequence" ? value.items.reduce((sum, item) => sum + countElements(item), 0) : 0),
    0,
  );
}
