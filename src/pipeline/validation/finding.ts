import { formatTag, type Tag } from "../../../dicom/dictionary/tag";
import { DIRECTORY_REFUSED } from "../../../dicom/model/objectIdentity";

/** What a validation may find; the sentences are for people and hold no value. */
export const FINDING_SENTENCES = {
  MISSING_SOP_CLASS_UID: "the object does not say what it is",
  MISSING_SOP_INSTANCE_UID: "the object does not say which one it is",
  DICOMDIR_NOT_SUPPORTED: DIRECTORY_REFUSED,
  INVALID_PIXEL_DESCRIPTION: "the pixel data cannot be as it is described",
  TRUNCATED_PIXEL_DATA: "the pixel data is shorter than rows, columns, samples and frames ask for",
  MISSING_ATTRIBUTE: "a required attribute is absent",
  EMPTY_ATTRIBUTE: "a required attribute has no value",
  INVALID_UID: "a UID is not numbers joined by dots, of at most 64 characters",
  INVALID_DATE: "a date is not YYYYMMDD",
  INVALID_TIME: "a time is not HHMMSS.FFFFFF",
  INVALID_DATE_TIME: "a date and time is not YYYYMMDDHHMMSS.FFFFFF&ZZXX",
  INVALID_AGE: "an age is not three digits and one of D, W, M, Y",
  INVALID_CODE:
    "a code has characters besides upper-case letters, digits, space and underscore, or is too long",
  INVALID_NUMBER: "a number is not written as its representation asks",
  UNEXPECTED_VALUE: "the value is not one that the standard lists here",
  UNKNOWN_SOP_CLASS: "the SOP class is not registered in PS3.6",
  META_MISMATCH: "the file meta information names another object than the data set",
  MODALITY_MISMATCH: "the modality is not that of the SOP class",
  UNUSUAL_PIXEL_DESCRIPTION: "the description of the pixels is consistent, but not what the standard allows",
  EXCESS_PIXEL_DATA: "the pixel data is longer than described",
  PIXEL_DATA_ENCODING: "the pixel data is encapsulated where the transfer syntax is not, or the reverse",
  FEWER_FRAGMENTS_THAN_FRAMES: "there are fewer fragments than frames",
} as const;

export type FindingCode = keyof typeof FINDING_SENTENCES;

/** `error` means that the output would be wrong or unsafe; all else is for the sender to know. */
export type Severity = "error" | "warning";

/** One deviation from the standard; never a value of the file. */
export interface Finding {
  readonly code: FindingCode;
  /** `ggggeeee`, or `unknown`. */
  readonly tag: string;
  /** Tags and item numbers, where the attribute is inside a sequence. */
  readonly path?: string;
  readonly severity: Severity;
  /** Such as `PS3.3 §C.7.1.1`. */
  readonly clause: string;
}

export function warning(code: FindingCode, tag: Tag, clause: string): Finding {
  return { code, tag: formatTag(tag), severity: "warning", clause };
}

export function error(code: FindingCode, tag: Tag, clause: string): Finding {
  return { code, tag: formatTag(tag), severity: "error", clause };
}

/** How often each code was found. */
export function countByCode(findings: readonly { readonly code: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of findings) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
