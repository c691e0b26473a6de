import { DicomUsageError } from "../../dicom/errors";
import type { Segment } from "../../dicom/write/writePlan";
import { runBounded } from "./runBounded";

/** Ranges that are read at the same time. */
const CONCURRENT_READS = 4;

/**
 * The bytes of some segments in memory, every range by one read of exactly that length.
 *
 * @param pieces without byte order to turn around
 * @throws DicomUsageError `SOURCE_CHANGED` where a source has become shorter
 */
export async function readPieces(pieces: readonly Segment[]): Promise<Uint8Array> {
  const chunks = await runBounded(pieces, CONCURRENT_READS, async (piece) => {
    if (piece.kind === "literal") return piece.bytes;
    const bytes = await piece.source.read(piece.offset, piece.lengthBytes);
    if (bytes.length === piece.lengthBytes) return bytes;
    throw new DicomUsageError("SOURCE_CHANGED", "the source has become shorter while it was copied");
  });
  return Buffer.concat(chunks);
}
