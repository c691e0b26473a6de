import { readExactly } from "../../dicom/bytes/readExactly";
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
  const chunks = await runBounded(pieces, CONCURRENT_READS, (piece) =>
    piece.kind === "literal"
      ? Promise.resolve(piece.bytes)
      : readExactly(piece.source, piece.offset, piece.lengthBytes),
  );
  return Buffer.concat(chunks);
}
