import { readExactly } from "../../dicom/bytes/readExactly";
import type { OutputWatch } from "../../dicom/write/outputChecks";
import type { Segment } from "../../dicom/write/writePlan";
import { runBounded } from "./runBounded";

/** Ranges that are read at the same time. */
const CONCURRENT_READS = 4;

/**
 * The bytes of some segments in memory, every range by one read of exactly that length.
 *
 * @param pieces without byte order to turn around
 * @param watch is shown all of them, in order
 * @throws DicomUsageError `SOURCE_CHANGED` where a source has become shorter
 */
export async function readPieces(pieces: readonly Segment[], watch?: OutputWatch): Promise<Uint8Array> {
  const chunks = await runBounded(pieces, CONCURRENT_READS, async (piece) => {
    if (piece.kind === "literal") return piece.bytes;
    const bytes = await readExactly(piece.source, piece.offset, piece.lengthBytes);
    if (!piece.mask) return bytes;
    const masked = Uint8Array.from(bytes);
    piece.mask.apply(masked, piece.offset);
    return masked;
  });
  if (watch) chunks.forEach((bytes, index) => watch.see(bytes, pieces[index] as Segment));
  return Buffer.concat(chunks);
}
