import { keywordOf } from "../../dictionary/attributes";
import { parseTag } from "../../dictionary/tag";
import type { DicomWarning } from "../../errors";
import type { FindingLog } from "../findingLog";
import { WARNING_KINDS } from "./readingKinds";

/** Makes findings of what reading went past. */
export function addReadingFindings(warnings: readonly DicomWarning[], log: FindingLog): void {
  for (const { code, offset, tag, path } of warnings) {
    const { severity, clause } = WARNING_KINDS[code];
    log.addFinding({
      level: "encoding",
      severity,
      code,
      tag,
      path: nameTags(path ?? tag),
      offset,
      clause,
    });
  }
}

/** Keywords instead of tags: `00081140[0].00081155` is `ReferencedImageSequence[0].ReferencedSOPInstanceUID`. */
function nameTags(path: string | undefined): string | undefined {
  return path?.replace(/[0-9A-F]{8}/g, (digits) => keywordOf(parseTag(digits) ?? 0) ?? digits);
}
