import { readFileSync } from "node:fs";
import { requirePackage } from "./installed";
import type { Peer } from "./peer";
import { readStart } from "./readStart";

interface DicomParser {
  readonly parseDicom: (bytes: Uint8Array, options: { untilTag: string }) => unknown;
}

const PIXEL_DATA = "x7fe00010";

/** Finds offsets and decodes nothing; reads only. */
export function dicomParser(): Peer {
  const { parseDicom } = requirePackage("dicom-parser") as DicomParser;
  return {
    headerOfStart: (path) => void parseDicom(readStart(path), { untilTag: PIXEL_DATA }),
    header: (path) => void parseDicom(readFileSync(path), { untilTag: PIXEL_DATA }),
  };
}
