/** The DICOM File Format, PS3.10 §7.1: preamble, prefix and file meta information before the data set. */
import type { Encoding } from "./transferSyntax";

export const PREAMBLE_BYTES = 128;
export const PREFIX = "DICM";

/** Group of the file meta information. */
export const META_GROUP = 0x0002;

/** Of the file meta information, whatever the transfer syntax of the data set is. */
export const META_ENCODING: Encoding = { explicitVr: true, bigEndian: false };
