import type { Tag } from "../dictionary/tag";
import { DicomFormatError, DicomUnsupportedError, type FormatErrorCode } from "../errors";
import type { DataSet } from "../model/dataSet";
import type { DicomObject } from "../model/dicomObject";
import { asciiElement, uidIn } from "../text/asciiText";
import { formatTag } from "../dictionary/tag";
import {
  DIRECTORY_RECORD_SEQUENCE,
  MEDIA_STORAGE_SOP_CLASS_UID,
  MEDIA_STORAGE_SOP_INSTANCE_UID,
  SOP_CLASS_UID,
  SOP_INSTANCE_UID,
} from "../dictionary/tags";

const MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";

/** @throws DicomUnsupportedError DICOMDIR_NOT_SUPPORTED for a directory of files, which names patients by the dozen */
export function refuseDirectory({ fileMeta, dataSet }: DicomObject): void {
  const isDirectory =
    uidIn(fileMeta, MEDIA_STORAGE_SOP_CLASS_UID) === MEDIA_STORAGE_DIRECTORY ||
    uidIn(dataSet, SOP_CLASS_UID) === MEDIA_STORAGE_DIRECTORY ||
    dataSet.has(DIRECTORY_RECORD_SEQUENCE);
  if (isDirectory) {
    throw new DicomUnsupportedError(
      "DICOMDIR_NOT_SUPPORTED",
      "a directory of files (DICOMDIR) is not de-identified: make a new one from the de-identified files",
    );
  }
}

/**
 * The data set with SOP Class UID and SOP Instance UID, taken from the file meta information where it has none.
 *
 * @throws DicomFormatError MISSING_SOP_CLASS_UID or MISSING_SOP_INSTANCE_UID where neither has one
 */
export function withSopUids({ fileMeta, dataSet }: DicomObject): DataSet {
  const withInstance = withUid(
    dataSet,
    SOP_INSTANCE_UID,
    uidIn(fileMeta, MEDIA_STORAGE_SOP_INSTANCE_UID),
    "MISSING_SOP_INSTANCE_UID",
  );
  return withUid(
    withInstance,
    SOP_CLASS_UID,
    uidIn(fileMeta, MEDIA_STORAGE_SOP_CLASS_UID),
    "MISSING_SOP_CLASS_UID",
  );
}

function withUid(dataSet: DataSet, tag: Tag, fromMeta: string | undefined, code: FormatErrorCode): DataSet {
  if (uidIn(dataSet, tag) !== undefined) return dataSet;
  if (fromMeta !== undefined) return dataSet.with(asciiElement(tag, "UI", fromMeta));
  const name = tag === SOP_CLASS_UID ? "SOP Class UID" : "SOP Instance UID";
  throw new DicomFormatError(code, `the object has no ${name}, nor has its file meta information`, {
    tag: formatTag(tag),
  });
}
