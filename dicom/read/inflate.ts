import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import type { ByteSource } from "../bytes/byteSource";
import { DicomFormatError, DicomLimitError } from "../errors";

const inflateRawAsync = promisify(inflateRaw);

/**
 * Inflates the raw deflate stream (RFC 1951) from `start` to the end of the source into memory.
 *
 * @throws DicomLimitError `INFLATED_SIZE_TOO_LARGE` when it, or the stream itself, is over `limitBytes`
 * @throws DicomFormatError `INVALID_DEFLATE_STREAM`
 */
export async function inflateDataSet(
  source: ByteSource,
  start: number,
  limitBytes: number,
): Promise<Uint8Array> {
  const tooLarge = () =>
    new DicomLimitError(
      "INFLATED_SIZE_TOO_LARGE",
      `the inflated data set has more than ${limitBytes} bytes`,
      {
        offset: start,
      },
    );
  if (source.sizeBytes - start > limitBytes) throw tooLarge();
  const deflated = await source.read(start, source.sizeBytes - start);
  try {
    return await inflateRawAsync(deflated, { maxOutputLength: limitBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw new DicomFormatError("INVALID_DEFLATE_STREAM", "the data set does not inflate", { offset: start });
  }
}
