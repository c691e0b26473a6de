import * as tags from "../../dictionary/tags";
import { DataElement } from "../../model/dataElement";
import { DataSet } from "../../model/dataSet";
import { asciiElement } from "../../text/asciiText";

/** This software among the writers of files, PS3.7 §D.3.3.2; derived from a UUID as PS3.5 §B.2 says. */
export const IMPLEMENTATION_CLASS_UID = "2.25.273279817260637103306260769771643558435";
/** What goes with `IMPLEMENTATION_CLASS_UID` in (0002,0013), at most 16 characters. */
export const IMPLEMENTATION_VERSION_NAME = "MED_IMG_PIPE_1";

interface FileMetaFacts {
  readonly sopClassUid: string;
  /** The new one. */
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
}

/** Group 0002 from scratch: application entity titles, addresses and private information of the source are not in it. */
export function createFileMeta(facts: FileMetaFacts): DataSet {
  return new DataSet([
    DataElement.ofBytes(tags.FILE_META_INFORMATION_VERSION, "OB", Uint8Array.of(0, 1)),
    asciiElement(tags.MEDIA_STORAGE_SOP_CLASS_UID, "UI", facts.sopClassUid),
    asciiElement(tags.MEDIA_STORAGE_SOP_INSTANCE_UID, "UI", facts.sopInstanceUid),
    asciiElement(tags.TRANSFER_SYNTAX_UID, "UI", facts.transferSyntaxUid),
    asciiElement(tags.IMPLEMENTATION_CLASS_UID, "UI", IMPLEMENTATION_CLASS_UID),
    asciiElement(tags.IMPLEMENTATION_VERSION_NAME, "SH", IMPLEMENTATION_VERSION_NAME),
  ]);
}
