/**
 * Errors by fault: who has to change something for the next attempt to succeed.
 * No message, code or path ever holds a value from the file; `path` consists of tags and item numbers.
 */

/** Codes of a file that is wrong. */
export type FormatErrorCode =
  | "NOT_DICOM"
  | "TRUNCATED_ELEMENT"
  | "TRUNCATED_ITEM"
  | "TRUNCATED_PIXEL_DATA"
  | "LENGTH_OUT_OF_BOUNDS"
  | "INVALID_VR"
  | "INVALID_VALUE"
  | "UNEXPECTED_TAG"
  | "INVALID_DEFLATE_STREAM"
  | "MISSING_SOP_CLASS_UID"
  | "MISSING_SOP_INSTANCE_UID";

/** Codes of a file that is right, or may be, and is not handled. */
export type UnsupportedErrorCode =
  "UNSUPPORTED_TRANSFER_SYNTAX" | "DICOMDIR_NOT_SUPPORTED" | "UNSUPPORTED_OPTION" | HeldCode;

/** Codes of a file that is in order and waits for a person, since it may show who the patient is. */
export type HeldCode =
  | "BURNED_IN_ANNOTATION"
  | "PIXELS_MAY_IDENTIFY"
  | "PIXELS_CANNOT_BE_CLEANED"
  | "OPAQUE_PAYLOAD"
  | "FRAGMENTS_CANNOT_BE_CLEANED"
  | "PATIENT_NOT_IN_LOOKUP"
  | "IOD_NOT_KNOWN"
  | "RESIDUAL_IDENTIFIER";

/** Codes of a file beyond a bound of `limits.ts`, or of a stream beyond that of `spoolStream`. */
export type LimitErrorCode =
  | "HEADER_TOO_LARGE"
  | "TOO_MANY_ELEMENTS"
  | "NESTING_TOO_DEEP"
  | "INFLATED_SIZE_TOO_LARGE"
  | "STREAM_TOO_LONG"
  | "TOO_MANY_FRAGMENTS";

/** Codes of a wrong call. */
export type UsageErrorCode =
  | "UNKNOWN_KEYWORD"
  | "INVALID_ARGUMENT"
  | "INVALID_POLICY"
  | "INVALID_LOOKUP"
  | "KEY_TOO_SHORT"
  | "NOT_A_FILE"
  | "SOURCE_CHANGED";

/** Codes of an output that is not what was planned. */
export type OutputErrorCode = "UNREADABLE_OUTPUT" | "INCOMPLETE_OUTPUT" | "FORBIDDEN_IN_OUTPUT";

/** Every code that an error of the engine can have. */
export type DicomErrorCode =
  FormatErrorCode | UnsupportedErrorCode | LimitErrorCode | UsageErrorCode | OutputErrorCode;

/** Where in the file an error or warning was found; every field is safe to log. */
export interface DicomLocation {
  /** Byte offset from the start of the source (for deflated data sets, of the inflated data set). */
  readonly offset?: number | undefined;
  /** `ggggeeee` in upper-case hex. */
  readonly tag?: string | undefined;
  /** Tags and item numbers from the data set down, such as `00081140[0].00081155`. */
  readonly path?: string | undefined;
}

/** What all errors of the engine have in common. `code` is stable, `message` is for people. */
export abstract class DicomError extends Error {
  abstract override readonly name: string;
  abstract readonly code: DicomErrorCode;
  readonly offset: number | undefined;
  readonly tag: string | undefined;
  readonly path: string | undefined;

  constructor(message: string, location: DicomLocation = {}, options?: ErrorOptions) {
    super(message, options);
    this.offset = location.offset;
    this.tag = location.tag;
    this.path = location.path;
  }
}

/** The file is wrong: it goes to quarantine, and trying again does not help. */
export class DicomFormatError extends DicomError {
  override readonly name = "DicomFormatError";

  constructor(
    readonly code: FormatErrorCode,
    message: string,
    location?: DicomLocation,
    options?: ErrorOptions,
  ) {
    super(message, location, options);
  }
}

/** The file may be right, but is not handled, or is held by a rule. */
export class DicomUnsupportedError extends DicomError {
  override readonly name = "DicomUnsupportedError";

  constructor(
    readonly code: UnsupportedErrorCode,
    message: string,
    location?: DicomLocation,
    options?: ErrorOptions,
  ) {
    super(message, location, options);
  }
}

/** The file goes beyond a bound; see `limits.ts` for the bounds and their defaults. */
export class DicomLimitError extends DicomError {
  override readonly name = "DicomLimitError";

  constructor(
    readonly code: LimitErrorCode,
    message: string,
    location?: DicomLocation,
    options?: ErrorOptions,
  ) {
    super(message, location, options);
  }
}

/** The caller is wrong. */
export class DicomUsageError extends DicomError {
  override readonly name = "DicomUsageError";

  constructor(
    readonly code: UsageErrorCode,
    message: string,
    location?: DicomLocation,
    options?: ErrorOptions,
  ) {
    super(message, location, options);
  }
}

/** This engine is wrong: it wrote something else than it planned, and takes it back. Nobody else can do better. */
export class DicomOutputError extends DicomError {
  override readonly name = "DicomOutputError";

  constructor(
    readonly code: OutputErrorCode,
    message: string,
    location?: DicomLocation,
    options?: ErrorOptions,
  ) {
    super(message, location, options);
  }
}

/** Codes of deviations that are tolerated and reported as data. */
export type DicomWarningCode =
  | "MISSING_PREAMBLE"
  | "MISSING_FILE_META"
  | "WRONG_META_GROUP_LENGTH"
  | "TRANSFER_SYNTAX_MISMATCH"
  | "MISSING_TRANSFER_SYNTAX"
  | "UNKNOWN_VR"
  | "KNOWN_ATTRIBUTE_AS_UN"
  | "ODD_LENGTH"
  | "DUPLICATE_ELEMENT"
  | "ELEMENT_OUT_OF_ORDER"
  | "MISSING_DELIMITER"
  | "UNEXPECTED_DELIMITER"
  | "TRAILING_BYTES"
  | "UNKNOWN_CHARACTER_SET"
  | "NONSTANDARD_CHARACTER_SET"
  | "SALVAGED";

/** A deviation from the standard that reading went past. */
export interface DicomWarning extends DicomLocation {
  readonly code: DicomWarningCode;
}
