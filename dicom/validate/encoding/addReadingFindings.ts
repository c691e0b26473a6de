import { parseTag } from "../../dictionary/tag";
import { nameTags } from "../../model/elementPath";
import type { ValidationContext } from "../context";
import { valueAt, type Position } from "../facts";
import { WARNING_KINDS } from "./readingKinds";

/** Makes findings of what reading went past. */
export function addReadingFindings({ object, log }: ValidationContext): void {
  for (const { code, offset, tag, path } of object.warnings) {
    const { severity, clause } = WARNING_KINDS[code];
    const place = path ?? tag;
    const position = positionOf(place ?? "");
    const finding = {
      level: "encoding",
      severity,
      code,
      tag,
      path: nameTags(place),
      offset,
      clause,
    } as const;
    log.addFinding(finding, position, () => valueAt(object, position));
  }
}

/** The tags and numbers of items of a path such as `00081140[0].00081155`. */
function positionOf(path: string): Position {
  return Array.from(path.matchAll(/([0-9A-F]{8})|\[(\d+)\]/g), ([, tag, index]) =>
    tag === undefined ? Number(index) : (parseTag(tag) ?? 0),
  );
}
