import type { ByteSource } from "../bytes/byteSource";
import { groupOf } from "../dictionary/tag";
import { FILE_META_INFORMATION_GROUP_LENGTH, TRANSFER_SYNTAX_UID } from "../dictionary/tags";
import { bytesOf } from "../model/dataElement";
import { DataSet } from "../model/dataSet";
import { readTag } from "../syntax/elementHeader";
import { META_ENCODING, META_GROUP, PREAMBLE_BYTES, PREFIX } from "../syntax/fileFormat";
import { uidIn } from "../text/asciiText";
import { detectEncoding, startsLikeDataSet } from "./detectEncoding";
import { readDataSet, type DataSetRead, type ReadDataSetOptions } from "./readDataSet";
import type { Warnings } from "./warnings";

const ELEMENT_HEADER_BYTES = 8;

/** PS3.5 §9.1. */
const LONGEST_UID_BYTES = 64;

export interface FileMetaRead {
  readonly preamble: Uint8Array | undefined;
  /** The file has the prefix `DICM`, so it is DICOM whatever follows. */
  readonly hasPrefix: boolean;
  readonly fileMeta: DataSet;
  readonly transferSyntaxUid: string | undefined;
  /** Offset of the first byte of the data set. */
  readonly dataSetStart: number;
  /** The file cannot be read beyond `dataSetStart`. */
  readonly salvaged: boolean;
}

/**
 * Reads preamble and group 0002 from the start of a file, where they are there. The end of the group is
 * found by its elements; the group length, which is often wrong, is only compared.
 *
 * @param window the first bytes of the source
 */
export async function readFileMeta(
  source: ByteSource,
  window: Uint8Array,
  options: ReadDataSetOptions,
): Promise<FileMetaRead> {
  const { warnings } = options;
  const prefixEnd = endOfPrefix(window, source.sizeBytes);
  const hasPreamble = prefixEnd > PREAMBLE_BYTES;
  if (!hasPreamble) warnings.add("MISSING_PREAMBLE");
  const base = {
    preamble: hasPreamble ? new Uint8Array(window.subarray(0, PREAMBLE_BYTES)) : undefined,
    hasPrefix: prefixEnd > 0,
  };
  const hasMeta = startsWithMeta(window.subarray(prefixEnd), source.sizeBytes - prefixEnd);
  if (!hasMeta) warnings.add("MISSING_FILE_META");
  const {
    dataSet: fileMeta,
    end,
    salvaged,
  } = hasMeta
    ? await readGroup(source, prefixEnd, window, options)
    : { dataSet: new DataSet([]), end: prefixEnd, salvaged: false };
  const transferSyntaxUid = uidIn(fileMeta, TRANSFER_SYNTAX_UID);
  const meta = { ...base, fileMeta, transferSyntaxUid, dataSetStart: end };
  const isCut =
    base.hasPrefix && transferSyntaxUid === undefined && source.sizeBytes - end < ELEMENT_HEADER_BYTES;
  if (salvaged || options.onFormatError !== "salvage" || !isCut) return { ...meta, salvaged };
  warnings.add("SALVAGED", { offset: end });
  return { ...meta, salvaged: true };
}

async function readGroup(
  source: ByteSource,
  start: number,
  window: Uint8Array,
  options: ReadDataSetOptions,
): Promise<DataSetRead> {
  // The transfer syntax has to be read, however little the caller wants to hold in memory.
  const inlineValueBytes = Math.max(options.limits.inlineValueBytes, LONGEST_UID_BYTES);
  const limits = { ...options.limits, inlineValueBytes };
  const read = await readDataSet(
    source,
    start,
    META_ENCODING,
    { ...options, limits, stopBefore: (tag) => groupOf(tag) !== META_GROUP, leavesRest: true },
    window.subarray(start),
  );
  if (!read.salvaged) checkGroupLength(read.dataSet, start, read.end, options.warnings);
  return read;
}

/** Offset behind `DICM`, 0 where there is none, or where it is only text inside a data set that starts at 0. */
function endOfPrefix(window: Uint8Array, sizeBytes: number): number {
  const end = PREAMBLE_BYTES + PREFIX.length;
  if (!prefixAt(window, PREAMBLE_BYTES)) return prefixAt(window, 0) ? PREFIX.length : 0;
  if (startsWithMeta(window.subarray(end), sizeBytes - end)) return end;
  const encoding = detectEncoding(window, sizeBytes);
  return encoding && startsLikeDataSet(window, encoding) ? 0 : end;
}

function prefixAt(window: Uint8Array, offset: number): boolean {
  return (
    Buffer.from(window.buffer, window.byteOffset, window.byteLength).toString(
      "latin1",
      offset,
      offset + 4,
    ) === PREFIX
  );
}

function startsWithMeta(bytes: Uint8Array, sizeBytes: number): boolean {
  const encoding = detectEncoding(bytes, sizeBytes);
  if (!encoding?.explicitVr) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return groupOf(readTag(view, 0, false)) === META_GROUP;
}

function checkGroupLength(fileMeta: DataSet, start: number, end: number, warnings: Warnings): void {
  const value = fileMeta.get(FILE_META_INFORMATION_GROUP_LENGTH)?.value;
  const bytes = value?.kind === "bytes" ? bytesOf(value) : new Uint8Array(0);
  const declared =
    bytes.length === 4 ? new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true) : undefined;
  if (declared !== end - start - 12)
    warnings.add("WRONG_META_GROUP_LENGTH", { offset: start, tag: "00020000" });
}
