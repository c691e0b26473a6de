import { BufferSource, type ByteSource } from "../bytes/byteSource";
import { DicomFormatError } from "../errors";
import {
  nativeTransferSyntax,
  transferSyntaxOf,
  type Encoding,
  type TransferSyntax,
} from "../syntax/transferSyntax";
import { detectEncoding, startsLikeDataSet } from "./detectEncoding";
import type { FileMetaRead } from "./fileMeta";
import { inflateDataSet, peekInflated, type InflateOptions } from "./inflate";
import type { Warnings } from "./warnings";

/** The bytes of a data set, inflated where they were deflated. */
export interface Body {
  readonly source: ByteSource;
  /** Offset in `source` of the first byte of the data set. */
  readonly start: number;
  /** Bytes from `start` on that have been read already. */
  readonly first: Uint8Array;
  readonly inflated: boolean;
}

const DEFLATED = "1.2.840.10008.1.2.1.99";

/** Enough for an element header. */
const HEADER_BYTES = 8;

/** Enough to inflate an element header from, the code tables at the start of a stream included. */
const PEEK_BYTES = 1024;

/**
 * Finds the data set behind the file meta information. Whether it is deflated is what the transfer syntax says, unless
 * the bytes themselves say otherwise.
 *
 * @param first bytes from the start of the data set on that have been read already
 */
export async function openBody(
  source: ByteSource,
  { dataSetStart: start, hasPrefix }: FileMetaRead,
  declared: TransferSyntax | undefined,
  first: Uint8Array,
  options: InflateOptions,
): Promise<Body> {
  const sizeBytes = source.sizeBytes - start;
  const header = first.length >= HEADER_BYTES ? first : await source.read(start, HEADER_BYTES);
  const plain: Body = { source, start, first, inflated: false };
  if (looksLikeDataSet(header, sizeBytes)) return plain;
  if (!declared?.deflated) {
    if (!hasPrefix || sizeBytes === 0) return plain;
    const peeked = peekInflated(await source.read(start, PEEK_BYTES));
    if (!peeked || !looksLikeDataSet(peeked, options.limitBytes)) return plain;
  }
  const bytes = await inflateDataSet(source, start, options);
  return { source: new BufferSource(bytes), start: 0, first: bytes, inflated: true };
}

function looksLikeDataSet(bytes: Uint8Array, sizeBytes: number): boolean {
  const encoding = detectEncoding(bytes, sizeBytes);
  return encoding !== undefined && startsLikeDataSet(bytes, encoding);
}

/**
 * The declared syntax where the bytes agree with it; what the bytes say where they do not, or nothing is declared.
 *
 * @throws DicomFormatError `NOT_DICOM` where nothing is declared and the bytes look like no data set
 */
export async function actualSyntax(
  declared: TransferSyntax | undefined,
  { hasPrefix }: FileMetaRead,
  { source, start, first, inflated }: Body,
  warnings: Warnings,
): Promise<TransferSyntax> {
  const header = first.length >= HEADER_BYTES ? first : await source.read(start, HEADER_BYTES);
  const detected = detectEncoding(header, source.sizeBytes - start);
  const isPlausible = detected !== undefined && startsLikeDataSet(header, detected);
  if (!declared) {
    if (!detected || !(hasPrefix || isPlausible)) {
      throw new DicomFormatError("NOT_DICOM", "neither file meta information nor a data set", {
        offset: start,
      });
    }
    warnings.add("MISSING_TRANSFER_SYNTAX");
    return syntaxOf(detected, inflated);
  }
  const agrees =
    detected?.explicitVr === declared.explicitVr &&
    detected.bigEndian === declared.bigEndian &&
    inflated === declared.deflated;
  if (agrees || !detected || !isPlausible) return declared;
  warnings.add("TRANSFER_SYNTAX_MISMATCH", { offset: start });
  // Encapsulated pixel data stays what it is when only the element headers disagree.
  return declared.encapsulated && !inflated ? { ...declared, ...detected } : syntaxOf(detected, inflated);
}

/** Of data sets that were deflated, the standard knows those in explicit VR little endian only. */
function syntaxOf(encoding: Encoding, inflated: boolean): TransferSyntax {
  const native = nativeTransferSyntax(encoding);
  const isDeflated = inflated && encoding.explicitVr && !encoding.bigEndian;
  return (isDeflated ? transferSyntaxOf(DEFLATED) : undefined) ?? native;
}
