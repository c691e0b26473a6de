import type { DicomWarning } from "../../errors";
import { nameTags } from "../../model/elementPath";
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
