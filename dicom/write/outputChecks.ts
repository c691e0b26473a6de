import type { ByteSource } from "../bytes/byteSource";
import type { Segment } from "./writePlan";

/** Looks at the bytes of one output on their way. */
export interface OutputWatch {
  /** Bytes that it was shown so far. */
  readonly seenBytes: number;
  /**
   * The next bytes of the output, before deflation and in the byte order that is written.
   *
   * @param segment the segment that they belong to, or a stretch of it
   * @throws DicomError where the output must not be
   */
  see(bytes: Uint8Array, segment: Segment): void;
  /** The next bytes do not pass through here. */
  skip(lengthBytes: number): void;
  /**
   * There are no more.
   *
   * @throws DicomError as `see` does
   */
  end(): void;
}

/** What stands between a plan and its output; an executor makes nothing visible before all of it has passed. */
export interface OutputChecks {
  /** For one writing. */
  watch(): OutputWatch;
  /**
   * Reads the header of the output again.
   *
   * @param output what was written
   * @throws DicomOutputError where it is not what was planned
   */
  verify(output: ByteSource): Promise<void>;
}
