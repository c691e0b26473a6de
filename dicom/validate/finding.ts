import type { DicomErrorCode, DicomWarningCode } from "../errors";
import type { FindingCode, FindingLevel, Severity } from "./findingCodes";

/** One deviation from the standard. Holds no value of the file unless it was asked for. */
export interface Finding {
  readonly level: FindingLevel;
  readonly severity: Severity;
  /** Of `FINDING_KINDS`, or of an error or warning of reading. */
  readonly code: FindingCode | DicomErrorCode | DicomWarningCode;
  /** `ggggeeee`; `unknown` for a tag that PS3.6 does not know; absent where no attribute is at fault. */
  readonly tag?: string | undefined;
  /** Keywords and numbers of items, which count from 0, such as `ReferencedSeriesSequence[1].SeriesInstanceUID`. */
  readonly path?: string | undefined;
  /** Byte offset, where reading found it. */
  readonly offset?: number | undefined;
  /** Such as `PS3.3 §C.7.1.1`. */
  readonly clause?: string | undefined;
  /** What the standard asks for here, such as `1-n values`; never a value of the file. */
  readonly expected?: string | undefined;
  /** What is there instead, where that is a VR, a length or a number of values or items, such as `3 items`; never a value of the file. */
  readonly found?: string | undefined;
  /** The values at fault, where they were asked for: they may identify the patient. */
  readonly value?: string | undefined;
}

/** All that was found in one object. */
export interface ValidationReport {
  /** Errors before warnings before notes, each in the order of the object; of too many those that were found first. */
  readonly findings: readonly Finding[];
  /** How many of each code there were, kept or not. */
  readonly counts: Readonly<Record<string, number>>;
  /** How many are counted and not kept. */
  readonly omitted: number;
}
