import { BufferSource, type ByteSource } from "../bytes/byteSource";
import type { Tag } from "../dictionary/tag";
import { EXTENDED_OFFSET_TABLE } from "../dictionary/tags";
import { DicomFormatError, DicomUnsupportedError } from "../errors";
import { DEFAULT_LIMITS, type Limits } from "../limits";
import type { DicomObject } from "../model/dicomObject";
import { refuseDirectory } from "../model/objectIdentity";
import { nativeTransferSyntax, transferSyntaxOf, type TransferSyntax } from "../syntax/transferSyntax";
import { detectEncoding, startsLikeDataSet } from "./detectEncoding";
import { readFileMeta, type FileMetaRead } from "./fileMeta";
import { inflateDataSet } from "./inflate";
import { readDataSet, READ_WINDOW_BYTES } from "./readDataSet";
import { Warnings } from "./warnings";

export interface ReadOptions {
  readonly limits?: Partial<Limits>;
  /** Leaves out pixel data and everything after it: enough for facts, not for de-identification. */
  readonly stopBeforePixelData?: boolean;
  /** Ends in `DICOMDIR_NOT_SUPPORTED` for a Media Storage Directory before its records are looked at. */
  readonly refuseDicomdir?: boolean;
  /**
   * What happens where the data set cannot be read on: `throw` (the default), or `salvage`, which answers
   * everything up to there and a warning `SALVAGED` with the place. Not for de-identification: what is
   * missing may be what says whose object it is.
   */
  readonly onFormatError?: "throw" | "salvage";
  /** Bytes asked of the source at once; 64 KiB cover the header of nearly every image. */
  readonly windowBytes?: number;
}

/** First of the pixel data attributes. */
const FIRST_PIXEL_DATA_TAG = EXTENDED_OFFSET_TABLE;

/** Preamble, prefix and the first element header: what tells whether there is file meta information. */
const FILE_META_START_BYTES = 128 + 4 + 8;

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
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const warnings = new Warnings();
  const windowBytes = options.windowBytes ?? READ_WINDOW_BYTES;
  const window = await source.read(0, Math.max(windowBytes, FILE_META_START_BYTES), FILE_META_START_BYTES);
  const meta = await readFileMeta(source, window, { limits, warnings, windowBytes });
  if (options.refuseDicomdir) refuseDirectory({ fileMeta: meta.fileMeta });
  const stopBefore = (tag: Tag) => options.stopBeforePixelData === true && tag >= FIRST_PIXEL_DATA_TAG;

  const declared = meta.transferSyntaxUid === undefined ? undefined : declaredSyntax(meta.transferSyntaxUid);
  const body = declared?.deflated
    ? await deflatedBody(source, meta.dataSetStart, limits)
    : {
        source,
        start: meta.dataSetStart,
        first: window.subarray(Math.min(meta.dataSetStart, window.length)),
      };
  const transferSyntax = await actualSyntax(declared, meta, body, warnings);
  const { onFormatError } = options;
  const bodyOptions = { limits, warnings, windowBytes, stopBefore, onFormatError };
  const { dataSet, end } = await readDataSet(
    body.source,
    body.start,
    transferSyntax,
    bodyOptions,
    body.first,
  );
  return {
    preamble: meta.preamble,
    fileMeta: meta.fileMeta,
    dataSet,
    transferSyntax,
    warnings: warnings.list,
    headerBytes: declared?.deflated ? source.sizeBytes : end,
  };
}

interface Body {
  readonly source: ByteSource;
  readonly start: number;
  /** Bytes from `start` on that have been read already. */
  readonly first: Uint8Array;
}

async function deflatedBody(source: ByteSource, start: number, limits: Limits): Promise<Body> {
  const bytes = await inflateDataSet(source, start, limits.inflatedBytes);
  return { source: new BufferSource(bytes), start: 0, first: bytes };
}

function declaredSyntax(uid: string): TransferSyntax {
  const syntax = transferSyntaxOf(uid);
  if (!syntax?.supported) {
    const which = syntax ? syntax.name : "one that PS3.6 Annex A does not list";
    throw new DicomUnsupportedError(
      "UNSUPPORTED_TRANSFER_SYNTAX",
      `the transfer syntax is not supported: ${which}`,
      {
        tag: "00020010",
      },
    );
  }
  return syntax;
}

/** The declared syntax where the bytes agree with it; what the bytes say where they do not, or nothing is declared. */
async function actualSyntax(
  declared: TransferSyntax | undefined,
  meta: FileMetaRead,
  body: Body,
  warnings: Warnings,
): Promise<TransferSyntax> {
  const sizeBytes = body.source.sizeBytes - body.start;
  const start = body.first.length >= 8 ? body.first : await body.source.read(body.start, 8);
  const detected = detectEncoding(start, sizeBytes);
  if (!declared) {
    if (!detected || (!meta.hasPrefix && !startsLikeDataSet(start, detected))) {
      throw new DicomFormatError("NOT_DICOM", "neither file meta information nor a data set", {
        offset: body.start,
      });
    }
    warnings.add("MISSING_TRANSFER_SYNTAX");
    return nativeTransferSyntax(detected);
  }
  if (
    !detected ||
    (detected.explicitVr === declared.explicitVr && detected.bigEndian === declared.bigEndian)
  ) {
    return declared;
  }
  if (!startsLikeDataSet(start, detected)) return declared;
  warnings.add("TRANSFER_SYNTAX_MISMATCH", { offset: body.start });
  // Encapsulated pixel data stays what it is when only the element headers disagree.
  return declared.encapsulated
    ? { ...declared, ...detected }
    : { ...nativeTransferSyntax(detected), deflated: declared.deflated };
}
