import type { ByteSource } from "../bytes/byteSource";
import type { Tag } from "../dictionary/tag";
import { EXTENDED_OFFSET_TABLE } from "../dictionary/tags";
import { resolveLimits, type Limits } from "../limits";
import { DataSet } from "../model/dataSet";
import type { DicomObject } from "../model/dicomObject";
import { refuseDirectory } from "../model/objectIdentity";
import { PREAMBLE_BYTES, PREFIX } from "../syntax/fileFormat";
import {
  nativeTransferSyntax,
  refuseUnsupported,
  transferSyntaxOf,
  type TransferSyntax,
} from "../syntax/transferSyntax";
import { actualSyntax, openBody } from "./body";
import { readFileMeta } from "./fileMeta";
import { readDataSet, READ_WINDOW_BYTES } from "./readDataSet";
import { Warnings } from "./warnings";

/** How far an object is read, what it may cost, and what happens where it breaks. */
export interface ReadOptions {
  /** Bounds that are not those of `DEFAULT_LIMITS`. */
  readonly limits?: Partial<Limits>;
  /** Leaves out pixel data and everything after it: enough for facts, not for de-identification. */
  readonly stopBeforePixelData?: boolean;
  /** Ends in `DICOMDIR_NOT_SUPPORTED` for a Media Storage Directory before its records are looked at. */
  readonly refuseDicomdir?: boolean;
  /**
   * What happens where a DICOM file cannot be read on: `throw` (the default), or `salvage`, which answers
   * everything up to there (whole values, and whole fragments of pixel data) and a warning `SALVAGED` with the
   * place. Not for de-identification: what is missing may be what says whose object it is.
   */
  readonly onFormatError?: "throw" | "salvage";
  /** Bytes asked of the source at once; 64 KiB cover the header of nearly every image. */
  readonly windowBytes?: number;
}

/** First of the pixel data attributes. */
const FIRST_PIXEL_DATA_TAG = EXTENDED_OFFSET_TABLE;

/** Preamble, prefix and the first element header: what tells whether there is file meta information. */
const FILE_META_START_BYTES = PREAMBLE_BYTES + PREFIX.length + 8;

/**
 * Reads a DICOM object: file meta information where there is any, and the data set, in whatever
 * encoding its bytes have. Values over `limits.inlineValueBytes` are left in the source, which must
 * stay open as long as the object is in use. A deflated data set is inflated into memory.
 *
 * @throws DicomFormatError `NOT_DICOM`, `TRUNCATED_ELEMENT` … with the byte offset and tag
 * @throws DicomUnsupportedError `UNSUPPORTED_TRANSFER_SYNTAX`, `DICOMDIR_NOT_SUPPORTED`
 * @throws DicomLimitError see `limits.ts`
 */
export async function readDicom(source: ByteSource, options: ReadOptions = {}): Promise<DicomObject> {
  const limits = resolveLimits(options.limits);
  const warnings = new Warnings();
  const windowBytes = options.windowBytes ?? READ_WINDOW_BYTES;
  const { onFormatError } = options;
  const readOptions = { limits, warnings, windowBytes, onFormatError };
  const window = await source.read(0, Math.max(windowBytes, FILE_META_START_BYTES), FILE_META_START_BYTES);
  const meta = await readFileMeta(source, window, readOptions);
  const { preamble, fileMeta } = meta;
  if (options.refuseDicomdir) refuseDirectory({ fileMeta });
  const declared = meta.transferSyntaxUid === undefined ? undefined : declaredSyntax(meta.transferSyntaxUid);
  if (meta.salvaged) {
    const { dataSetStart: headerBytes } = meta;
    const transferSyntax = declared ?? nativeTransferSyntax({ explicitVr: true, bigEndian: false });
    const dataSet = new DataSet([]);
    return { preamble, fileMeta, dataSet, transferSyntax, warnings: warnings.list, headerBytes };
  }
  const body = await openBody(
    source,
    meta,
    declared,
    window.subarray(Math.min(meta.dataSetStart, window.length)),
    { limitBytes: limits.inflatedBytes, salvage: onFormatError === "salvage", warnings },
  );
  const transferSyntax = await actualSyntax(declared, meta, body, warnings);
  const stopBefore = (tag: Tag) => options.stopBeforePixelData === true && tag >= FIRST_PIXEL_DATA_TAG;
  const { dataSet, end } = await readDataSet(
    body.source,
    body.start,
    transferSyntax,
    { ...readOptions, stopBefore },
    body.first,
  );
  const headerBytes = body.inflated ? source.sizeBytes : end;
  return { preamble, fileMeta, dataSet, transferSyntax, warnings: warnings.list, headerBytes };
}

function declaredSyntax(uid: string): TransferSyntax {
  const syntax = transferSyntaxOf(uid);
  refuseUnsupported(syntax);
  return syntax;
}
