/** The DICOM engine: what may be imported from `medical-imaging-pipeline/dicom`. Needs Node and nothing else. */
export { spoolStream, type SpooledSource, type SpoolOptions } from "./bytes/spoolStream";
export { BufferSource, FileSource, type ByteSource } from "./bytes/byteSource";
export {
  attributeOf,
  keywordOf,
  tagOf,
  tagOfName,
  type Attribute,
  type AttributeName,
  type Keyword,
} from "./dictionary/attributes";
export {
  createDeidentificationKey,
  type DeidentificationKey,
  type KeyDomain,
} from "./deidentify/identity/deidentificationKey";
export { createUidMap, type UidMap } from "./deidentify/identity/uidMap";
export { deidentify, type Deidentification, type DeidentificationOptions } from "./deidentify/deidentify";
export type { ActionCounts, Change } from "./deidentify/actions/changeLog";
export { IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME } from "./deidentify/additions/fileMeta";
export { compilePolicy, type CompiledPolicy } from "./deidentify/policy/compilePolicy";
export type { DeidentificationMethod, MethodCode } from "./deidentify/policy/methodCodes";
export {
  DEFAULT_POLICY,
  POLICY_OPTIONS,
  type Policy,
  type PolicyOption,
  type PolicyRule,
  RULE_ACTIONS,
  type RuleAction,
} from "./deidentify/policy/policy";
export { RULE_EDITION } from "./deidentify/rules/confidentiality";
export type { ActionLetter } from "./deidentify/rules/decision";
export { formatTag, parseTag, type Tag } from "./dictionary/tag";
export * as tags from "./dictionary/tags";
export { isWellKnownUid, uidName, type RegisteredUid } from "./dictionary/uids";
export type { Vr } from "./dictionary/vr";
export {
  DicomError,
  DicomFormatError,
  DicomLimitError,
  DicomUnsupportedError,
  DicomUsageError,
  type DicomErrorCode,
  type DicomLocation,
  type DicomWarning,
  type DicomWarningCode,
  type FormatErrorCode,
  type LimitErrorCode,
  type UnsupportedErrorCode,
  type UsageErrorCode,
} from "./errors";
export { toDicomJson, type DicomJsonObject, type DicomJsonOptions } from "./json/dicomJson";
export { fromDicomJson, type FromDicomJsonOptions } from "./json/fromDicomJson";
export type { BulkData, BulkDataResolver } from "./json/jsonContext";
export { formatDicomJson } from "./json/formatDicomJson";
export { DEFAULT_LIMITS, HIGHEST_DEPTH, limitsForMemory, type Limits } from "./limits";
export { bytesOf, DataElement, isEmpty, type ElementValue } from "./model/dataElement";
export { DataSet, Item } from "./model/dataSet";
export type { DicomObject } from "./model/dicomObject";
export { formatPath, type ItemPlace } from "./model/elementPath";
export {
  DIRECTORY_REFUSED,
  isDirectory,
  sopClassUidOf,
  sopInstanceUidOf,
  type IdentifiedObject,
} from "./model/objectIdentity";
export { readDicom, type ReadOptions } from "./read/readDicom";
export { transferSyntaxOf, type TransferSyntax } from "./syntax/transferSyntax";
export { uidIn } from "./text/asciiText";
export { addDays, dayNumberOf, type CalendarDate } from "./text/calendar";
export { characterSetOf, type CharacterSet, type CharacterSetWarning } from "./text/characterSet";
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
export { formatPersonName, parsePersonName, type PersonName, type PersonNameGroup } from "./text/personName";
export { shiftDate, shiftDateTime } from "./text/shiftDate";
export {
  characterSetFor,
  firstText,
  readBigInts,
  readNumbers,
  readTags,
  readText,
  writeBigInts,
  writeNumbers,
  writeTags,
  writeText,
} from "./text/values";
export { isUid, isValidText } from "./text/valueForm";
export {
  createDataSet,
  createElement,
  type AttributeValue,
  type AttributeValues,
} from "./write/createDataSet";
export { planChunks, planToBuffer, writePlanToFile } from "./write/executePlan";
export { planWrite, type WritableObject } from "./write/planWrite";
export type { LiteralSegment, RangeSegment, Segment, Span, WritePlan } from "./write/writePlan";
