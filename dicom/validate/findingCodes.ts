import type { DicomErrorCode, DicomWarningCode } from "../errors";
import { DIRECTORY_REFUSED } from "../model/objectIdentity";
import { ERROR_SENTENCES, WARNING_KINDS } from "./encoding/readingKinds";
import type { Finding } from "./finding";

/** What is held to the standard, from the bytes up to the Information Object Definition. */
export type FindingLevel = "encoding" | "value" | "consistency" | "iod";

/**
 * `error` breaks the standard, `warning` is allowed, or retired, and troublesome, `note` is for whoever wants to know.
 * What follows from a finding is a policy's matter, not the severity's.
 */
export type Severity = "error" | "warning" | "note";

/** What all findings of a code have in common. */
export interface FindingKind {
  readonly level: FindingLevel;
  readonly severity: Severity;
  /** For people; holds no value of the file. */
  readonly sentence: string;
}

const kindsOf =
  (level: FindingLevel, severity: Severity) =>
  <Code extends string>(sentences: Readonly<Record<Code, string>>): Readonly<Record<Code, FindingKind>> =>
    Object.fromEntries(
      Object.entries<string>(sentences).map(([code, sentence]) => [code, { level, severity, sentence }]),
    ) as Record<Code, FindingKind>;

/** Everything that a validation may find besides the errors and warnings of reading; codes are stable. */
export const FINDING_KINDS = {
  ...kindsOf(
    "encoding",
    "error",
  )({
    WRONG_VR: "the value representation is not the one that the attribute has",
    WRONG_PADDING: "the value is padded otherwise than its value representation asks for",
    WRONG_VALUE_LENGTH: "the value field is not a whole number of values of its representation",
    UNDECODABLE_TEXT: "the text has bytes that its character set does not have",
    MISSING_CHARACTER_SET: "the text is not ASCII, and no Specific Character Set says what it is",
    RESERVED_TAG: "the tag is one that no attribute of a data set may have",
    MISSING_PRIVATE_CREATOR: "a private attribute is in a block that nobody has reserved",
    MISSING_META_ATTRIBUTE: "the file meta information lacks an attribute that it has to have",
    UNKNOWN_META_VERSION: "the version of the file meta information is not the one that the standard defines",
    DICOMDIR_NOT_SUPPORTED: DIRECTORY_REFUSED,
  }),
  ...kindsOf("encoding", "warning")({ UNKNOWN_ATTRIBUTE: "the standard has no attribute of this tag" }),
  ...kindsOf("encoding", "note")({ RETIRED_ATTRIBUTE: "the attribute is retired from the standard" }),
  ...kindsOf(
    "value",
    "error",
  )({
    WRONG_MULTIPLICITY: "the attribute has not as many values as it may have",
    VALUE_TOO_LONG: "a value is longer than its value representation allows",
    CONTROL_CHARACTER: "a text has control characters that its value representation does not allow",
    INVALID_UID: "a UID is not numbers without leading zeros joined by dots, the first of them 0, 1 or 2",
    INVALID_DATE: "a date is not YYYYMMDD of a day that exists",
    INVALID_TIME: "a time is not HHMMSS.FFFFFF of a time that exists",
    INVALID_DATE_TIME: "a date and time is not YYYYMMDDHHMMSS.FFFFFF&ZZXX",
    INVALID_AGE: "an age is not three digits and one of D, W, M, Y",
    INVALID_CODE: "a code has characters besides upper-case letters, digits, space and underscore",
    INVALID_NUMBER: "a number is not written as its representation asks",
    INVALID_PERSON_NAME:
      "a person's name has more than three component groups, or a group of more than five components",
    INVALID_APPLICATION_ENTITY:
      "the title of an application entity is blank, or has characters besides those of ASCII that can be seen",
    INVALID_URI: "a URI has characters that a URI does not have",
    INVALID_TIME_ZONE: "an offset from UTC is not a sign and HHMM from -1200 to +1400",
    UNEXPECTED_VALUE: "the value is not one of those that the standard enumerates",
  }),
  ...kindsOf(
    "value",
    "warning",
  )({
    RETIRED_FORM: "the value is written in a form that the standard has retired",
  }),
  ...kindsOf(
    "value",
    "note",
  )({
    UNLISTED_TERM: "the value is not one of the terms that the standard defines, which may be extended",
  }),
  ...kindsOf(
    "consistency",
    "error",
  )({
    MISSING_SOP_CLASS_UID: "the object does not say what it is",
    MISSING_SOP_INSTANCE_UID: "the object does not say which one it is",
    META_MISMATCH: "the file meta information names another object than the data set",
    MODALITY_MISMATCH: "the modality is not that of the SOP class",
    INVALID_PIXEL_DESCRIPTION: "the pixel data cannot be as it is described",
    WRONG_PIXEL_DESCRIPTION: "the description of the pixels is consistent, but not what the standard allows",
    TRUNCATED_PIXEL_DATA: "the pixel data is shorter than rows, columns, samples and frames ask for",
    EXCESS_PIXEL_DATA: "the pixel data is longer than described",
    PIXEL_DATA_ENCODING: "the pixel data is encapsulated where the transfer syntax is not, or the reverse",
    FEWER_FRAGMENTS_THAN_FRAMES: "there are fewer fragments than frames",
    MORE_FRAGMENTS_THAN_FRAMES: "there are more fragments than frames, of which each has to be one fragment",
    TRANSFER_SYNTAX_CONTRADICTION:
      "the pixels are described otherwise than the transfer syntax can encode them",
    DENIED_LOSSY_COMPRESSION: "the pixels are compressed with loss, and Lossy Image Compression denies it",
    OFFSET_TABLE_MISMATCH: "an offset table does not say where the frames are",
    FRAME_COUNT_MISMATCH: "there are not as many items or values as there are frames",
    COUNT_MISMATCH: "there are not as many items or values as another attribute says",
    LENGTH_MISMATCH: "the data is not as long as the attributes beside it say",
    POINTER_TO_NOTHING: "an attribute points to another one that is not there",
    REFERENCE_TO_NOTHING: "a number refers to something in the object that is not there",
    DUPLICATE_NUMBER: "a number that tells things of a kind apart is there twice",
    NUMBERING_NOT_CONSECUTIVE: "numbers that have to count from 1 upwards do not",
    REFERENCE_NOT_LISTED: "an object is referred to that the list of all that is referred to does not have",
    SAME_UID: "things of different kinds have the same UID",
    INVALID_ORIENTATION: "directions are not of length 1, or those of rows and columns not at right angles",
    INVALID_SPACING: "a distance is zero or negative",
  }),
  ...kindsOf(
    "consistency",
    "warning",
  )({
    UNDECLARED_LOSSY_COMPRESSION:
      "the pixels are compressed with loss, and Lossy Image Compression does not say so",
    UNKNOWN_SOP_CLASS: "the SOP class is not registered in PS3.6",
    DUPLICATE_REFERENCE: "the same study, series or instance is listed twice",
  }),
  ...kindsOf(
    "iod",
    "error",
  )({
    MISSING_ATTRIBUTE: "an attribute is absent that the information object requires",
    EMPTY_ATTRIBUTE: "an attribute has no value, and the information object requires one",
    MISSING_CONDITIONAL_ATTRIBUTE: "an attribute is absent whose condition holds",
    EMPTY_CONDITIONAL_ATTRIBUTE: "an attribute has no value, and its condition requires one",
    FORBIDDEN_ATTRIBUTE: "an attribute is there although its condition does not hold",
    MISSING_MODULE: "none of the attributes of a mandatory module is there",
    MISSING_FUNCTIONAL_GROUP:
      "a functional group that is required is neither shared nor there for every frame",
    DOUBLE_FUNCTIONAL_GROUP: "a functional group is shared and there for a frame",
    SHARED_FUNCTIONAL_GROUP: "a functional group is shared that every frame has to have for itself",
    TOO_MANY_ITEMS: "the sequence has more items than it may have",
  }),
  ...kindsOf(
    "iod",
    "warning",
  )({
    EMPTY_THOUGH_KNOWN: "an attribute has no value, and another attribute says what it would be",
    EMPTY_SEQUENCE: "an optional sequence is there without an item",
  }),
  ...kindsOf(
    "iod",
    "note",
  )({
    ATTRIBUTE_OUTSIDE_IOD: "the information object does not have the attribute at this place",
    NOT_CHECKED: "the tables do not know what is asked here, so it was not checked",
  }),
};

/** A code of a finding that is not of reading. */
export type FindingCode = keyof typeof FINDING_KINDS;

/** What a code says of findings that have it; `undefined` for errors of reading, and for what is no code. */
export function kindOf(code: string): FindingKind | undefined {
  if (Object.hasOwn(FINDING_KINDS, code)) return FINDING_KINDS[code as FindingCode];
  if (!Object.hasOwn(WARNING_KINDS, code)) return undefined;
  return { level: "encoding", ...WARNING_KINDS[code as DicomWarningCode] };
}

/** What a finding says, by its code; for people, and without a value of the file. */
export function sentenceOf(code: Finding["code"]): string {
  return kindOf(code)?.sentence ?? ERROR_SENTENCES[code as DicomErrorCode];
}

/** The severity of all findings of a code; of errors of reading, error. */
export function severityOf(code: string): Severity {
  return kindOf(code)?.severity ?? "error";
}
