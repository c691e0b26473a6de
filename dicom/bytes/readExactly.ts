import { DicomUsageError } from "../errors";
import type { ByteSource } from "./byteSource";

/**
 * Reads a range that a plan copies, all of it.
 *
 * @throws DicomUsageError `SOURCE_CHANGED` where the source has become shorter since it was planned
 */
export async function readExactly(
  source: ByteSource,
  offset: number,
  lengthBytes: number,
): Promise<Uint8Array> {
  const bytes = await source.read(offset, lengthBytes);
  if (bytes.length === lengthBytes) return bytes;
  throw new DicomUsageError("SOURCE_CHANGED", "the source has become shorter while it was copied");
}
