import { formatTag, type Tag } from "../../dictionary/tag";
import { SOP_CLASS_UID, SOP_INSTANCE_UID } from "../../dictionary/tags";
import { DicomFormatError, type FormatErrorCode } from "../../errors";
import type { DataSet } from "../../model/dataSet";
import type { DicomObject } from "../../model/dicomObject";
import { sopClassUidOf, sopInstanceUidOf } from "../../model/objectIdentity";
import { asciiElement, uidIn } from "../../text/asciiText";

/**
 * The data set with SOP Class UID and SOP Instance UID, taken from the file meta information where it has none.
 *
 * @throws DicomFormatError MISSING_SOP_CLASS_UID or MISSING_SOP_INSTANCE_UID where neither has one
 */
export function withSopUids(object: DicomObject): DataSet {
  const withInstance = withUid(
    object.dataSet,
    SOP_INSTANCE_UID,
    sopInstanceUidOf(object),
    "MISSING_SOP_INSTANCE_UID",
  );
  return withUid(withInstance, SOP_CLASS_UID, sopClassUidOf(object), "MISSING_SOP_CLASS_UID");
}

function withUid(dataSet: DataSet, tag: Tag, uid: string | undefined, code: FormatErrorCode): DataSet {
  if (uidIn(dataSet, tag) !== undefined) return dataSet;
  if (uid !== undefined) return dataSet.with(asciiElement(tag, "UI", uid));
  const name = tag === SOP_CLASS_UID ? "SOP Class UID" : "SOP Instance UID";
  throw new DicomFormatError(code, `the object has no ${name}, nor has its file meta information`, {
    tag: formatTag(tag),
  });
}
