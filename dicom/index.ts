/** The DICOM engine: what may be imported from `medical-imaging-pipeline/dicom`. Needs Node and nothing else. */
export { BufferSource, FileSource, type ByteSource } from "./bytes/byteSource";
export { attributeOf, keywordOf, tagOf, type Keyword } from "./dictionary/attributes";
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
export { DEFAULT_LIMITS, type Limits } from "./limits";
export { bytesOf, DataElement, isEmpty, type ElementValue } from "./model/dataElement";
export { DataSet, Item } from "./model/dataSet";
export type { DicomObject } from "./model/dicomObject";
export { readDicom, type ReadOptions } from "./read/readDicom";
export { transferSyntaxOf, type TransferSyntax } from "./syntax/transferSyntax";
export { planChunks, planToBuffer, writePlanToFile } from "./write/executePlan";
export { planWrite, type WritableObject } from "./write/planWrite";
export type { LiteralSegment, RangeSegment, Segment, Span, WritePlan } from "./write/writePlan";
