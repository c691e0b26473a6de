import { promisify } from "node:util";
import { inflateRaw, inflateRawSync, type InflateRaw, type ZlibOptions } from "node:zlib";
import type { ByteSource } from "../bytes/byteSource";
import { DicomFormatError, DicomLimitError } from "../errors";
import type { Warnings } from "./warnings";

/** Of zlib.h; `constants` would load the module when this one loads. */
const Z_SYNC_FLUSH = 2;

/** With the option `info`, which the types of Node do not know to change the answer. */
const inflateWithInfo = promisify(inflateRaw) as unknown as (
  deflated: Uint8Array,
  options: ZlibOptions,
) => Promise<{ readonly buffer: Buffer; readonly engine: InflateRaw }>;

export interface InflateOptions {
  /** Of the inflated data set, and of the stream itself. */
  readonly limitBytes: number;
  /** Takes what inflates of a broken stream. */
  readonly salvage: boolean;
  readonly warnings: Warnings;
}

/**
 * Inflates the raw deflate stream (RFC 1951) from `start` to the end of the source into memory. One zero byte
 * behind it makes its length even (PS3.5 §A.5); anything more is reported as trailing bytes.
 *
 * @throws DicomLimitError `INFLATED_SIZE_TOO_LARGE`
 * @throws DicomFormatError `INVALID_DEFLATE_STREAM`
 */
export async function inflateDataSet(
  source: ByteSource,
  start: number,
  { limitBytes, salvage, warnings }: InflateOptions,
): Promise<Uint8Array> {
  const place = { offset: start };
  const tooLarge = () =>
    new DicomLimitError(
      "INFLATED_SIZE_TOO_LARGE",
      `the inflated data set has more than ${limitBytes} bytes`,
      place,
    );
  if (source.sizeBytes - start > limitBytes) throw tooLarge();
  const deflated = await source.read(start, source.sizeBytes - start);
  try {
    const { buffer, engine } = await inflateWithInfo(deflated, { maxOutputLength: limitBytes, info: true });
    const end = engine.bytesWritten; // of the stream, into the engine
    const rest = deflated.subarray(end);
    if (rest.length > 1 || rest[0]) warnings.add("TRAILING_BYTES", { offset: start + end });
    return buffer;
  } catch (error) {
    if (isTooLarge(error)) throw tooLarge();
    if (salvage) {
      warnings.add("SALVAGED", place);
      return await inflateStart(deflated, limitBytes);
    }
    throw new DicomFormatError("INVALID_DEFLATE_STREAM", "the data set does not inflate", place);
  }
}

/**
 * The first bytes that a deflate stream inflates to, judged by its own first bytes; `undefined` where these are none.
 */
export function peekInflated(start: Uint8Array): Uint8Array | undefined {
  try {
    return inflateRawSync(start, { finishFlush: Z_SYNC_FLUSH });
  } catch {
    return undefined;
  }
}

/** What the longest start of a broken stream inflates to that does inflate: all up to the byte that is wrong. */
async function inflateStart(deflated: Uint8Array, limitBytes: number): Promise<Uint8Array> {
  const options: ZlibOptions = {
    maxOutputLength: limitBytes,
    finishFlush: Z_SYNC_FLUSH,
    info: true,
  };
  const attempt = (lengthBytes: number) =>
    inflateWithInfo(deflated.subarray(0, lengthBytes), options).then(
      ({ buffer }) => buffer,
      () => undefined,
    );
  let best = (await attempt(deflated.length)) ?? undefined; // a stream that is only cut
  let good = 0;
  let bad = best ? 0 : deflated.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    const inflated = await attempt(middle);
    if (inflated) [best, good] = [inflated, middle];
    else bad = middle;
  }
  return best ?? new Uint8Array(0);
}

function isTooLarge(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
}
