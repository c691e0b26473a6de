import { DIRECTORY_RECORD_SEQUENCE } from "../../dictionary/tags";
import { isDirectory } from "../../model/objectIdentity";
import type { ValidationContext } from "../context";

/** True for a DICOMDIR, which is no object (PS3.3 Annex F): that it is one is all there is to say of it. */
export function checkDirectory({ object, log }: ValidationContext): boolean {
  if (!isDirectory(object)) return false;
  log.add("DICOMDIR_NOT_SUPPORTED", DIRECTORY_RECORD_SEQUENCE, undefined, { clause: "PS3.3 §F" });
  return true;
}
