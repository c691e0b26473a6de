import type { DicomWarning } from "../errors";
import type { TransferSyntax } from "../syntax/transferSyntax";
import type { DataSet } from "./dataSet";

/** A DICOM object as read from a file, PS3.10 §7. */
export interface DicomObject {
  /** The 128 bytes before `DICM` as found; `undefined` where the file has none. */
  readonly preamble: Uint8Array | undefined;
  /** Group 0002; empty where the file has none. */
  readonly fileMeta: DataSet;
  readonly dataSet: DataSet;
  /** The transfer syntax of the bytes, which is not always the one that the file meta information names. */
  readonly transferSyntax: TransferSyntax;
  /** Deviations that reading went past. */
  readonly warnings: readonly DicomWarning[];
  /** Bytes of the source up to the first value that was left there, or up to its end. */
  readonly headerBytes: number;
}
