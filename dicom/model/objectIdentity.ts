import {
  DIRECTORY_RECORD_SEQUENCE,
  MEDIA_STORAGE_SOP_CLASS_UID,
  MEDIA_STORAGE_SOP_INSTANCE_UID,
  SOP_CLASS_UID,
  SOP_INSTANCE_UID,
} from "../dictionary/tags";
import { DicomUnsupportedError } from "../errors";
import { uidIn } from "../text/asciiText";
import type { DataSet } from "./dataSet";

/** Where an object says what it is; `dataSet` is absent as long as only the file meta information was read. */
export interface IdentifiedObject {
  readonly fileMeta: DataSet;
  readonly dataSet?: DataSet;
}

/** PS3.6 Annex A: Media Storage Directory Storage, the SOP class of a DICOMDIR. */
const MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";

/** Why a DICOMDIR is refused, for errors and findings. */
export const DIRECTORY_REFUSED =
  "a DICOMDIR lists other files and is no object: make a new one of the de-identified files";

/** The SOP Class UID of the data set, or of the file meta information where the data set has none. */
export function sopClassUidOf({ fileMeta, dataSet }: IdentifiedObject): string | undefined {
  return (dataSet && uidIn(dataSet, SOP_CLASS_UID)) ?? uidIn(fileMeta, MEDIA_STORAGE_SOP_CLASS_UID);
}

/** The SOP Instance UID of the data set, or of the file meta information where the data set has none. */
export function sopInstanceUidOf({ fileMeta, dataSet }: IdentifiedObject): string | undefined {
  return (dataSet && uidIn(dataSet, SOP_INSTANCE_UID)) ?? uidIn(fileMeta, MEDIA_STORAGE_SOP_INSTANCE_UID);
}

/** True for a DICOMDIR (PS3.3 Annex F), which names patients by the dozen: one sign of it is enough. */
export function isDirectory({ fileMeta, dataSet }: IdentifiedObject): boolean {
  return (
    uidIn(fileMeta, MEDIA_STORAGE_SOP_CLASS_UID) === MEDIA_STORAGE_DIRECTORY ||
    (dataSet !== undefined &&
      (uidIn(dataSet, SOP_CLASS_UID) === MEDIA_STORAGE_DIRECTORY || dataSet.has(DIRECTORY_RECORD_SEQUENCE)))
  );
}

/** @throws DicomUnsupportedError DICOMDIR_NOT_SUPPORTED for a DICOMDIR */
export function refuseDirectory(object: IdentifiedObject): void {
  if (isDirectory(object)) throw new DicomUnsupportedError("DICOMDIR_NOT_SUPPORTED", DIRECTORY_REFUSED);
}
