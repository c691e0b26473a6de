import { formatTag, type Tag } from "../../dicom/dictionary/tag";
import { SERIES_INSTANCE_UID, SOP_INSTANCE_UID, STUDY_INSTANCE_UID } from "../../dicom/dictionary/tags";
import { isUid } from "../../dicom/text/valueForm";
import { InputRejectedError } from "./rejection";

/** New UIDs of an object; study and series are absent where the object has none. */
interface OutputUids {
  readonly studyInstanceUid?: string | undefined;
  readonly seriesInstanceUid?: string | undefined;
  readonly sopInstanceUid: string;
}

/**
 * Where the output goes: `studies/<study>/<series>/<instance>.dcm`.
 *
 * @throws InputRejectedError `INVALID_UID` where the policy keeps UIDs and one is not numbers joined by dots:
 *   whatever it is, it does not belong into a key
 */
export function outputKeyOf({ studyInstanceUid, seriesInstanceUid, sopInstanceUid }: OutputUids): string {
  const study = part(studyInstanceUid, STUDY_INSTANCE_UID);
  const series = part(seriesInstanceUid, SERIES_INSTANCE_UID);
  return `studies/${study}/${series}/${part(sopInstanceUid, SOP_INSTANCE_UID)}.dcm`;
}

function part(uid: string | undefined, tag: Tag): string {
  if (uid === undefined || uid === "") return "none";
  if (isUid(uid)) return uid;
  const message = "a UID that the policy keeps is not numbers joined by dots";
  throw new InputRejectedError({ code: "INVALID_UID", message, tag: formatTag(tag), clause: "PS3.5 §9.1" });
}

/** Where the audit record goes: `audit/<yyyy>/<mm>/<dd>/<execution name>.json`, by the UTC date of the start. */
export function auditKeyOf(startedAt: Date, executionName: string): string {
  const [year, month, day] = startedAt.toISOString().slice(0, 10).split("-");
  return `audit/${year ?? ""}/${month ?? ""}/${day ?? ""}/${executionName}.json`;
}
