import { tagOf, type Keyword } from "../../dictionary/attributes";
import { FILE_META_INFORMATION_VERSION } from "../../dictionary/tags";
import { bytesOf, isEmpty } from "../../model/dataElement";
import type { ValidationContext } from "../context";
import { valueOf } from "../facts";

const clause = "PS3.10 §7.1";

/** Of type 1; the group length and the transfer syntax are missed in reading. */
const REQUIRED: readonly Keyword[] = [
  "FileMetaInformationVersion",
  "MediaStorageSOPClassUID",
  "MediaStorageSOPInstanceUID",
  "ImplementationClassUID",
];

/** The file meta information, where there is any. */
export function checkFileMeta({ object: { fileMeta }, log }: ValidationContext): void {
  if (fileMeta.elements.length === 0) return;
  for (const keyword of REQUIRED) {
    const element = fileMeta.get(keyword);
    if (!element || isEmpty(element))
      log.add("MISSING_META_ATTRIBUTE", tagOf(keyword), undefined, { clause });
  }
  const version = fileMeta.get(FILE_META_INFORMATION_VERSION)?.value;
  if (version?.kind !== "bytes" || version.lengthBytes === 0) return;
  const [, second, ...more] = bytesOf(version);
  // Of the two bytes the second says the version, as a bit; a later version keeps the bit of the first.
  if (second === undefined || more.length > 0 || (second & 1) === 0)
    log.add("UNKNOWN_META_VERSION", FILE_META_INFORMATION_VERSION, undefined, {
      clause,
      expected: "00 01",
      value: () => valueOf(fileMeta, FILE_META_INFORMATION_VERSION),
    });
}
