import { formatTag, type Tag } from "../../dicom/dictionary/tag";
import { SERIES_INSTANCE_UID, SOP_INSTANCE_UID, STUDY_INSTANCE_UID } from "../../dicom/dictionary/tags";
import { isUid } from "../../dicom/text/valueForm";
import { LOGS_PREFIXES, PROCESSED_PREFIXES } from "../bucketPrefixes";
import { InputRejectedError } from "./rejection";

/** New UIDs of an object; study and series are absent where the object has none. */
interface OutputUids {
  readonly studyInstanceUid?: string | undefined;
  readonly seriesInstanceUid?: string | undefined;
  readonly sopInstanceUid: string;
}

/** New UIDs of an object as they stand in its key, which is where they may be told from. */
interface PublicUids {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
}

/**
 * The new UIDs of an object, `none` for those that it does not have.
 *
 * @throws InputRejectedError `INVALID_UID` where the policy keeps UIDs and one is not numbers joined by dots:
 *   whatever it is, it does not belong into a key
 */
export const publicUidsOf = (uids: OutputUids): PublicUids => ({
  studyInstanceUid: part(uids.studyInstanceUid, STUDY_INSTANCE_UID),
  seriesInstanceUid: part(uids.seriesInstanceUid, SERIES_INSTANCE_UID),
  sopInstanceUid: part(uids.sopInstanceUid, SOP_INSTANCE_UID),
});

/** What the keys of all outputs of a study begin with. */
export const studyPrefixOf = (studyInstanceUid: string): string =>
  `${PROCESSED_PREFIXES.studies}${studyInstanceUid}/`;

/**
 * Where the output goes: `studies/<study>/<series>/<instance>.dcm`.
 *
 * @throws InputRejectedError as publicUidsOf
 */
export function outputKeyOf(uids: OutputUids): string {
  const { studyInstanceUid, seriesInstanceUid, sopInstanceUid } = publicUidsOf(uids);
  return `${studyPrefixOf(studyInstanceUid)}${seriesInstanceUid}/${sopInstanceUid}.dcm`;
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
  return `${LOGS_PREFIXES.audit}${year ?? ""}/${month ?? ""}/${day ?? ""}/${executionName}.json`;
}
