import { DataElement } from "../model/dataElement";
import { DataSet } from "../model/dataSet";
import { asciiElement } from "../text/asciiText";

/** This software among the writers of files, PS3.7 §D.3.3.2; derived from a UUID as PS3.5 §B.2 says. */
export const IMPLEMENTATION_CLASS_UID = "2.25.273279817260637103306260769771643558435";
export const IMPLEMENTATION_VERSION_NAME = "MED_IMG_PIPE_1";

export interface FileMetaFacts {
  readonly sopClassUid: string;
  /** The new one. */
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
}

/** Group 0002 from scratch: application entity titles, addresses and private information of the source are not in it. */
export function createFileMeta(facts: FileMetaFacts): DataSet {
  return new DataSet([
    DataElement.ofBytes(0x00020001, "OB", Uint8Array.of(0, 1)),
    asciiElement(0x00020002, "UI", facts.sopClassUid),
    asciiElement(0x00020003, "UI", facts.sopInstanceUid),
    asciiElement(0x00020010, "UI", facts.transferSyntaxUid),
    asciiElement(0x00020012, "UI", IMPLEMENTATION_CLASS_UID),
    asciiElement(0x00020013, "SH", IMPLEMENTATION_VERSION_NAME),
  ]);
}
