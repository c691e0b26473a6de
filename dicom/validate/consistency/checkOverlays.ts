import { tagOf, type Keyword } from "../../dictionary/attributes";
import { elementOf, groupOf, isGroupLength, type Tag } from "../../dictionary/tag";
import { isEmpty } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import { firstNumber } from "../../text/values";
import type { ValidationContext } from "../context";
import { counted } from "../facts";

const clause = "PS3.3 §C.9.2";

const FIRST_GROUP = 0x6000;
const LAST_GROUP = 0x601e;

/** Of type 1 in each plane: to have its data in bits of the pixels is retired. */
const REQUIRED: readonly Keyword[] = [
  "OverlayRows",
  "OverlayColumns",
  "OverlayType",
  "OverlayOrigin",
  "OverlayBitsAllocated",
  "OverlayBitPosition",
  "OverlayData",
];

/** Each plane has its attributes, and as many bits as they say. */
export function checkOverlays({ root, log }: ValidationContext): void {
  for (const group of planesOf(root)) {
    const at = (keyword: Keyword): Tag => ((group << 16) | elementOf(tagOf(keyword))) >>> 0;
    for (const keyword of REQUIRED) {
      const element = root.get(at(keyword));
      const facts = { clause, expected: "type 1" };
      if (!element) log.add("MISSING_ATTRIBUTE", at(keyword), undefined, facts);
      else if (isEmpty(element)) log.add("EMPTY_ATTRIBUTE", at(keyword), undefined, facts);
    }
    const numberOf = (keyword: Keyword) => firstNumber(root, at(keyword));
    const rows = numberOf("OverlayRows");
    const columns = numberOf("OverlayColumns");
    const frames = numberOf("NumberOfFramesInOverlay") ?? 1;
    const value = root.get(at("OverlayData"))?.value;
    if (rows === undefined || columns === undefined || !value || !("lengthBytes" in value)) continue;
    if (value.lengthBytes === 0) continue;
    const described = Math.ceil((rows * columns * frames) / 8);
    if (value.lengthBytes < described || value.lengthBytes > described + 1)
      log.add("LENGTH_MISMATCH", at("OverlayData"), undefined, {
        clause,
        expected: `${counted(described, "byte")}, a bit for each of OverlayRows × OverlayColumns × NumberOfFramesInOverlay`,
        found: () => counted(value.lengthBytes, "byte"),
      });
  }
}

/** Groups 6000 to 601E of which there is more than a group length; they stand near the end. */
function planesOf({ elements }: DataSet): ReadonlySet<number> {
  const groups = new Set<number>();
  for (let index = elements.length - 1; index >= 0; index--) {
    const tag = elements[index]?.tag ?? 0;
    const group = groupOf(tag);
    if (group < FIRST_GROUP) break;
    if (group <= LAST_GROUP && group % 2 === 0 && !isGroupLength(tag)) groups.add(group);
  }
  return groups;
}
