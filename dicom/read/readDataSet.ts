import type { ByteSource } from "../bytes/byteSource";
import { DicomFormatError, DicomUsageError } from "../errors";
import type { DataSet } from "../model/dataSet";
import type { Encoding } from "../syntax/transferSyntax";
import { DataSetParser, DONE } from "./dataSetParser";
import { announceFragments } from "./offsetTables";
import type { ParserOptions } from "./parserState";

/** Bytes asked of the source at once; one read covers the header of nearly every image. */
export const READ_WINDOW_BYTES = 64 * 1024;

/** Between the fragments of encapsulated pixel data only their headers are looked at. */
const SKIPPING_WINDOW_BYTES = 4 * 1024;

export interface ReadDataSetOptions extends ParserOptions {
  /** Bytes asked of the source at once. */
  readonly windowBytes: number;
  /** See `ReadOptions.onFormatError`. */
  readonly onFormatError?: "throw" | "salvage" | undefined;
}

export interface DataSetRead {
  readonly dataSet: DataSet;
  /** Offset behind the last byte that was looked at. */
  readonly end: number;
  /** It ends there because it could not be read on. */
  readonly salvaged: boolean;
}

/**
 * Reads the data set that starts at `start`.
 *
 * @param first bytes of the source from `start` on that the caller has already read
 * @throws DicomFormatError, DicomLimitError
 */
export async function readDataSet(
  source: ByteSource,
  start: number,
  encoding: Encoding,
  options: ReadDataSetOptions,
  first: Uint8Array = new Uint8Array(0),
): Promise<DataSetRead> {
  const parser = new DataSetParser(source, start, encoding, options);
  parser.feed(first);
  let salvaged = false;
  try {
    await parseAll(parser, source, options.windowBytes);
  } catch (error) {
    if (options.onFormatError !== "salvage" || !(error instanceof DicomFormatError)) throw error;
    const { offset, tag, path } = error;
    options.warnings.add("SALVAGED", { offset, tag, path });
    parser.salvage();
    salvaged = true;
  }
  return { dataSet: parser.dataSet, end: parser.position, salvaged };
}

async function parseAll(parser: DataSetParser, source: ByteSource, windowBytes: number): Promise<void> {
  // A source to which reads are dear has to see what is needed, and what is skipped.
  const skippingBytes = source.expectReads ? 0 : Math.min(SKIPPING_WINDOW_BYTES, windowBytes);
  let announced: object | undefined;
  for (let needed = parser.advance(); needed !== DONE; needed = parser.advance()) {
    const { fragments, position } = parser;
    if (fragments && fragments !== announced && fragments.items > 0) {
      announced = fragments;
      await announceFragments(source, fragments, position);
    }
    const chunk = await source.read(
      position,
      Math.max(needed, fragments ? skippingBytes : windowBytes),
      needed,
    );
    if (chunk.length < needed) {
      throw new DicomUsageError("SOURCE_CHANGED", "the source has become shorter while it was read");
    }
    parser.feed(chunk);
  }
}
