/**
 * The DICOM engine: all that may be imported from `medical-imaging-pipeline/dicom`. docs/engine.md introduces it. Needs Node
 * and nothing else.
 */

// Where bytes come from
export { BufferSource, FileSource, type ByteSource } from "./bytes/byteSource";
export { spoolStream, type SpooledSource, type SpoolOptions } from "./bytes/spoolStream";

// Read
export { readDicom, type ReadOptions } from "./read/readDicom";
export { DEFAULT_LIMITS, HIGHEST_DEPTH, limitsForMemory, type Limits } from "./limits";
export { transferSyntaxOf, type Encoding, type TransferSyntax } from "./syntax/transferSyntax";

// Objects, data sets and elements
export type { DicomObject } from "./model/dicomObject";
export { DataSet, Item } from "./model/dataSet";
export {
  bytesOf,
  DataElement,
  isEmpty,
  type BytesValue,
  type ElementValue,
  type FragmentsValue,
  type Patch,
  type RangeValue,
  type SequenceValue,
} from "./model/dataElement";
export { formatPath, type ItemPlace } from "./model/elementPath";
export {
  DIRECTORY_REFUSED,
  isDirectory,
  sopClassUidOf,
  sopInstanceUidOf,
  type IdentifiedObject,
} from "./model/objectIdentity";

// Values
export { firstText, readNumbers, readText, writeText } from "./text/values";
export { readBigInts, readTags, writeBigInts, writeNumbers, writeTags } from "./text/numbers";
export { isUid, isValidText } from "./text/valueForm";
export { uidIn } from "./text/asciiText";
export {
  characterSetOf,
  type CharacterSet,
  type CharacterSetWarning,
  type Delimiters,
} from "./text/characterSet";
export { characterSetFor } from "./text/values";
export { formatPersonName, parsePersonName, type PersonName, type PersonNameGroup } from "./text/personName";
export {
  formatDate,
  formatDateTime,
  formatTime,
  parseDate,
  parseDateTime,
  parseRange,
  parseTime,
  type DateTime,
  type Range,
  type TimeOfDay,
} from "./text/dateTime";
export { addDays, dayNumberOf, type CalendarDate } from "./text/calendar";
export { shiftDate, shiftDateTime } from "./text/shiftDate";

// The data dictionary
export {
  attributeOf,
  keywordOf,
  tagOf,
  tagOfName,
  type Attribute,
  type AttributeName,
  type Keyword,
} from "./dictionary/attributes";
export { formatTag, parseTag, type Tag } from "./dictionary/tag";
export * as tags from "./dictionary/tags";
export { isWellKnownUid, registeredUidOf, type RegisteredUid } from "./dictionary/uids";
export type { Vr } from "./dictionary/vr";

// Edit and write
export {
  createDataSet,
  createElement,
  type AttributeValue,
  type AttributeValues,
} from "./write/createDataSet";
export type { OutputChecks, OutputWatch } from "./write/outputChecks";
export { planWrite, type WritableObject } from "./write/planWrite";
export type { Attribution } from "./write/dataSetWriter";
export type { ByteMask } from "./bytes/byteMask";
export { planChunks, planToBuffer, writePlanToFile } from "./write/executePlan";
export type { LiteralSegment, RangeSegment, Segment, Span, WritePlan } from "./write/writePlan";

// De-identify
export { deidentify, type Deidentification, type DeidentificationOptions } from "./deidentify/deidentify";
export {
  createDeidentificationKey,
  type DeidentificationKey,
  type KeyDomain,
} from "./deidentify/identity/deidentificationKey";
export {
  createPseudonymTable,
  type Pseudonym,
  type PseudonymRow,
  type PseudonymTable,
} from "./deidentify/identity/pseudonymTable";
export { MISSING_PSEUDONYM, type MissingPseudonym } from "./deidentify/identity/missingPseudonym";
export type { PatientIdentity, PseudonymLookup } from "./deidentify/identity/patientIdentity";
export { createUidMap, type UidMap } from "./deidentify/identity/uidMap";
export {
  DEFAULT_POLICY,
  POLICY_OPTIONS,
  POLICY_PRESETS,
  type Policy,
  type PolicyOption,
  type PolicyPreset,
  type PolicyRule,
  RULE_ACTIONS,
  type RuleAction,
} from "./deidentify/policy/policy";
export type { PixelPolicy, PixelRule } from "./deidentify/policy/pixelPolicy";
export { inspectFragments, type FragmentInspection } from "./pixels/fragments/inspectFragments";
export { PIXEL_REASONS, type PixelReason } from "./pixels/pixelReasons";
export type { PixelRegion } from "./pixels/regionMask";
export type { DeidentificationMethod, MethodCode } from "./deidentify/policy/methodCodes";
export type { ActionCounts, Change } from "./deidentify/actions/changeLog";
export type { ActionLetter } from "./deidentify/rules/decision";
export { RULE_EDITION } from "./deidentify/rules/confidentiality";
export { IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME } from "./deidentify/additions/fileMeta";

// DICOM JSON
export {
  toDicomJson,
  type DicomJsonElement,
  type DicomJsonObject,
  type DicomJsonOptions,
  type DicomJsonPersonName,
  type DicomJsonValue,
} from "./json/dicomJson";
export { fromDicomJson, type FromDicomJsonOptions } from "./json/fromDicomJson";
export { formatDicomJson } from "./json/formatDicomJson";
export type { BulkData, BulkDataResolver } from "./json/jsonContext";

// Errors and warnings
export {
  DicomError,
  DicomFormatError,
  DicomLimitError,
  DicomOutputError,
  DicomUnsupportedError,
  DicomUsageError,
  type DicomErrorCode,
  type DicomLocation,
  type DicomWarning,
  type DicomWarningCode,
  type FormatErrorCode,
  type LimitErrorCode,
  type HeldCode,
  type OutputErrorCode,
  type UnsupportedErrorCode,
  type UsageErrorCode,
} from "./errors";
