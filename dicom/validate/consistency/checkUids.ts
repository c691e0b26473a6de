import { tagOf, type Keyword } from "../../dictionary/attributes";
import { uidIn } from "../../text/asciiText";
import type { ValidationContext } from "../context";

const DIFFERENT: readonly Keyword[] = [
  "StudyInstanceUID",
  "SeriesInstanceUID",
  "SOPInstanceUID",
  "FrameOfReferenceUID",
];

/** Study, series, instance and frame of reference are different things, and a UID is of one thing, PS3.5 §9. */
export function checkUids({ root, log }: ValidationContext): void {
  const seen = new Map<string, Keyword>();
  for (const keyword of DIFFERENT) {
    const uid = uidIn(root, tagOf(keyword));
    if (uid === undefined) continue;
    const other = seen.get(uid);
    if (other) {
      const expected = `another UID than ${other}`;
      log.add("SAME_UID", tagOf(keyword), undefined, { clause: "PS3.5 §9", expected, value: () => uid });
    } else seen.set(uid, keyword);
  }
}
