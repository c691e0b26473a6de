import type { Keyword } from "../../dictionary/attributes";
import type { Tag } from "../../dictionary/tag";
import {
  MEDIA_STORAGE_SOP_CLASS_UID,
  MEDIA_STORAGE_SOP_INSTANCE_UID,
  SOP_CLASS_UID,
  SOP_INSTANCE_UID,
} from "../../dictionary/tags";
import { registeredUidOf } from "../../dictionary/uids";
import { sopClassUidOf, sopInstanceUidOf } from "../../model/objectIdentity";
import { uidIn } from "../../text/asciiText";
import type { ValidationContext } from "../context";
import type { FindingCode } from "../findingCodes";

const SOP_COMMON = "PS3.3 §C.12.1";
const FILE_META = "PS3.10 §7.1";

/** What the object is and which one, said once or twice. */
export function checkIdentity({ object, log }: ValidationContext): void {
  const { fileMeta } = object;
  const sopClass = sopClassUidOf(object);
  const sopInstance = sopInstanceUidOf(object);
  const add = (code: FindingCode, tag: Tag, clause: string, expected?: Keyword, uid?: string) =>
    log.add(code, tag, undefined, { clause, expected, value: () => uid });
  if (sopClass === undefined) add("MISSING_SOP_CLASS_UID", SOP_CLASS_UID, SOP_COMMON);
  else if (registeredUidOf(sopClass)?.type !== "SOP Class")
    add("UNKNOWN_SOP_CLASS", SOP_CLASS_UID, SOP_COMMON, undefined, sopClass);
  if (sopInstance === undefined) add("MISSING_SOP_INSTANCE_UID", SOP_INSTANCE_UID, SOP_COMMON);
  const metaClass = uidIn(fileMeta, MEDIA_STORAGE_SOP_CLASS_UID);
  if (metaClass !== undefined && metaClass !== sopClass)
    add("META_MISMATCH", MEDIA_STORAGE_SOP_CLASS_UID, FILE_META, "SOPClassUID", metaClass);
  const metaInstance = uidIn(fileMeta, MEDIA_STORAGE_SOP_INSTANCE_UID);
  if (metaInstance !== undefined && metaInstance !== sopInstance)
    add("META_MISMATCH", MEDIA_STORAGE_SOP_INSTANCE_UID, FILE_META, "SOPInstanceUID", metaInstance);
}
