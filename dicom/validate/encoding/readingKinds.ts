import type { DicomErrorCode, DicomWarningCode } from "../../errors";
import { DIRECTORY_REFUSED } from "../../model/objectIdentity";
import type { Severity } from "../findingCodes";

/** What a finding says of something that reading went past. */
interface ReadingKind {
  readonly severity: Severity;
  readonly clause: string;
  /** For people; holds no value of the file. */
  readonly sentence: string;
}

const FILE_FORMAT = "PS3.10 §7.1";
const DATA_ELEMENTS = "PS3.5 §7.1";
const NESTING = "PS3.5 §7.5";
const CHARACTER_SETS = "PS3.3 §C.12.1.1.2";

const kind = (severity: Severity, clause: string, sentence: string): ReadingKind => ({
  severity,
  clause,
  sentence,
});

/** Deviations that reading goes past. */
export const WARNING_KINDS: Readonly<Record<DicomWarningCode, ReadingKind>> = {
  MISSING_PREAMBLE: kind("error", FILE_FORMAT, "the file does not begin with 128 bytes and DICM"),
  MISSING_FILE_META: kind("error", FILE_FORMAT, "the file has no file meta information"),
  WRONG_META_GROUP_LENGTH: kind(
    "error",
    FILE_FORMAT,
    "the group length of the file meta information is absent, or not the length of the group",
  ),
  TRANSFER_SYNTAX_MISMATCH: kind(
    "error",
    FILE_FORMAT,
    "the data set is encoded otherwise than the transfer syntax says",
  ),
  MISSING_TRANSFER_SYNTAX: kind("error", FILE_FORMAT, "nothing says how the data set is encoded"),
  UNKNOWN_VR: kind(
    "error",
    "PS3.5 §6.2",
    "the value representation is not one that the standard has; what it should be was taken from the dictionary",
  ),
  KNOWN_ATTRIBUTE_AS_UN: kind(
    "warning",
    "PS3.5 §6.2.2",
    "the value is encoded as UN although the standard knows what the attribute has",
  ),
  ODD_LENGTH: kind("error", "PS3.5 §7.1.1", "the value field has an odd length"),
  DUPLICATE_ELEMENT: kind("error", DATA_ELEMENTS, "the attribute is there twice; the last one counts"),
  ELEMENT_OUT_OF_ORDER: kind("error", DATA_ELEMENTS, "the attribute stands behind one with a higher tag"),
  MISSING_DELIMITER: kind(
    "error",
    NESTING,
    "an item or a sequence of undefined length has no end of its own",
  ),
  UNEXPECTED_DELIMITER: kind("error", NESTING, "a delimiter stands where there is nothing to end"),
  TRAILING_BYTES: kind("warning", "PS3.10 §7.2", "zeros stand behind the last attribute"),
  UNKNOWN_CHARACTER_SET: kind(
    "error",
    CHARACTER_SETS,
    "a term of Specific Character Set is not one that the standard defines: what the text means is a guess",
  ),
  NONSTANDARD_CHARACTER_SET: kind(
    "warning",
    CHARACTER_SETS,
    "a term of Specific Character Set is understood, but spelt or used otherwise than the standard defines it",
  ),
  SALVAGED: kind("error", "PS3.5 §7", "the file could not be read beyond this place"),
};

/** What errors of reading break; those of what is not handled break nothing. */
export const ERROR_CLAUSES: Readonly<Partial<Record<DicomErrorCode, string>>> = {
  NOT_DICOM: FILE_FORMAT,
  TRUNCATED_ELEMENT: DATA_ELEMENTS,
  TRUNCATED_ITEM: NESTING,
  LENGTH_OUT_OF_BOUNDS: DATA_ELEMENTS,
  INVALID_VR: "PS3.5 §6.2",
  UNEXPECTED_TAG: NESTING,
  INVALID_DEFLATE_STREAM: "PS3.5 §A.5",
  DICOMDIR_NOT_SUPPORTED: "PS3.3 §F",
};

/** What errors say where only their code is known; each has a message of its own when it is thrown. */
export const ERROR_SENTENCES: Readonly<Record<DicomErrorCode, string>> = {
  NOT_DICOM: "the file is no DICOM file",
  TRUNCATED_ELEMENT: "the file ends inside an attribute",
  TRUNCATED_ITEM: "the file ends inside an item or a sequence",
  TRUNCATED_PIXEL_DATA: "the pixel data is shorter than it should be",
  LENGTH_OUT_OF_BOUNDS: "a value is longer than what it stands in",
  INVALID_VR: "a value representation is none, and the length behind it cannot be right",
  INVALID_VALUE: "a value cannot be what it stands for",
  UNEXPECTED_TAG: "something else stands where an item or a delimiter has to be",
  INVALID_DEFLATE_STREAM: "the deflated data set is damaged",
  MISSING_SOP_CLASS_UID: "the object does not say what it is",
  MISSING_SOP_INSTANCE_UID: "the object does not say which one it is",
  UNSUPPORTED_TRANSFER_SYNTAX: "the transfer syntax is not supported",
  DICOMDIR_NOT_SUPPORTED: DIRECTORY_REFUSED,
  UNSUPPORTED_OPTION: "the option is not supported",
  BURNED_IN_ANNOTATION: "the object says that its pixels show who the patient is",
  PIXELS_MAY_IDENTIFY: "the pixels may show who the patient is",
  PIXELS_CANNOT_BE_CLEANED: "the pixels are compressed, or described so that nothing in them can be blanked",
  OPAQUE_PAYLOAD: "the object holds a document that cannot be looked into",
  FRAGMENTS_CANNOT_BE_CLEANED: "what stands around the compressed pixels cannot be looked through",
  PATIENT_NOT_IN_LOOKUP: "the table of pseudonyms does not have the patient",
  IOD_NOT_KNOWN: "the tables do not have the information object, so nobody can say what belongs to it",
  RESIDUAL_IDENTIFIER: "something that names the patient is left in the output",
  HEADER_TOO_LARGE: "headers and short values take more memory than they may",
  TOO_MANY_ELEMENTS: "the object has more attributes and items than it may have",
  NESTING_TOO_DEEP: "sequences nest deeper than they may",
  INFLATED_SIZE_TOO_LARGE: "the deflated data set is larger than it may be",
  STREAM_TOO_LONG: "the stream is longer than it may be",
  TOO_MANY_FRAGMENTS: "the pixel data has more fragments than it may have",
  UNKNOWN_KEYWORD: "the keyword is not one of the standard's",
  INVALID_ARGUMENT: "an argument is not what it may be",
  INVALID_POLICY: "the de-identification policy is not in order",
  INVALID_LOOKUP: "the table of pseudonyms is not in order",
  KEY_TOO_SHORT: "the key is shorter than 32 bytes",
  NOT_A_FILE: "it is no file",
  SOURCE_CHANGED: "the file changed while it was read",
  UNREADABLE_OUTPUT: "what was written cannot be read",
  INCOMPLETE_OUTPUT: "what was written is not what was planned",
  FORBIDDEN_IN_OUTPUT: "what was written holds something that must not be in it",
};
