/** The DICOM engine: what may be imported from `medical-imaging-pipeline/dicom`. Needs Node and nothing else. */
export { BufferSource, FileSource, type ByteSource } from "./bytes/byteSource";
export { attributeOf, keywordOf, tagOf, type Keyword } from "./dictionary/attributes";
export {
  createDeidentificationKey,
  type DeidentificationKey,
} from "./deidentify/identity/deidentificationKey";
export { deidentify, type Deidentification, type DeidentificationOptions } from "./deidentify/deidentify";
export {
  DEFAULT_POLICY,
  POLICY_OPTIONS,
  type Policy,
  type PolicyOption,
  type PolicyRule,
} from "./deidentify/policy/policy";
export { formatTag, parseTag, type Tag } from "./dictionary/tag";
export { type Vr } from "./dictionary/vr";
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
} from "./errors";
export { toDicomJson, type DicomJsonObject, type DicomJsonOptions } from "./json/dicomJson";
export { formatDicomJson } from "./json/formatDicomJson";
export { DEFAULT_LIMITS, limitsForMemory, type Limits } from "./limits";
export { bytesOf, DataElement, isEmpty, type ElementValue } from "./model/dataElement";
export { DataSet, Item } from "./model/dataSet";
export type { DicomObject } from "./model/dicomObject";
export { isDirectory, sopClassUidOf, sopInstanceUidOf, type IdentifiedObject } from "./model/objectIdentity";
export { readDicom, type ReadOptions } from "./read/readDicom";
export { transferSyntaxOf, type TransferSyntax } from "./syntax/transferSyntax";
export { firstText, readNumbers, readText, writeNumbers, writeText } from "./text/values";
export { createDataSet, type AttributeValue, type AttributeValues } from "./write/createDataSet";
export { planChunks, planToBuffer, writePlanToFile } from "./write/executePlan";
export { planWrite, type WritableObject } from "./write/planWrite";
export type { LiteralSegment, RangeSegment, Segment, Span, WritePlan } from "./write/writePlan";
