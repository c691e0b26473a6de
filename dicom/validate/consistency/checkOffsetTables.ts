import { tagOf, type Keyword } from "../../dictionary/attributes";
import { EXTENDED_OFFSET_TABLE } from "../../dictionary/tags";
import { bytesOf, type FragmentsValue } from "../../model/dataElement";
import {
  EXTENDED_OFFSET_BYTES,
  ITEM_HEADER_BYTES,
  OFFSET_BYTES,
  parseExtendedOffsets,
} from "../../syntax/offsetTable";
import type { PixelDescription } from "../../pixels/pixelDescription";
import type { ValidationContext } from "../context";

const BASIC = "PS3.5 §A.4";
const EXTENDED = "PS3.3 §C.7.6.3.1.8";
const OFFSETS = "offsets of fragments from the first one on";

/** Offset tables have an entry for each frame, and those that are in memory say where fragments begin. */
export function checkOffsetTables(
  { root, log }: ValidationContext,
  { pixelData, numberOfFrames: frames }: PixelDescription,
): void {
  const { value } = pixelData;
  if (value.kind !== "fragments") return;
  const add = (tag: number, clause: string, expected: string) =>
    log.add("OFFSET_TABLE_MISMATCH", tag, undefined, { clause, expected });
  const { offsetTableBytes } = value;
  if (offsetTableBytes > 0 && offsetTableBytes !== frames * OFFSET_BYTES)
    add(pixelData.tag, BASIC, "an offset for each of NumberOfFrames, or an empty table");
  else if (value.offsetTable && !startsOfFragments(value, value.offsetTable))
    add(pixelData.tag, BASIC, OFFSETS);
  const extended = root.get(EXTENDED_OFFSET_TABLE)?.value;
  if (extended?.kind !== "bytes" && extended?.kind !== "range") return;
  if (offsetTableBytes > 0) add(EXTENDED_OFFSET_TABLE, EXTENDED, "an empty Basic Offset Table");
  const tables: readonly Keyword[] = ["ExtendedOffsetTable", "ExtendedOffsetTableLengths"];
  for (const keyword of tables) {
    const table = root.get(keyword)?.value;
    if (!table || !("lengthBytes" in table) || table.lengthBytes !== frames * EXTENDED_OFFSET_BYTES)
      add(tagOf(keyword), EXTENDED, "8 bytes for each of NumberOfFrames");
  }
  if (
    extended.kind === "bytes" &&
    !startsOfFragments(value, parseExtendedOffsets(bytesOf(extended), extended.bigEndian))
  )
    add(EXTENDED_OFFSET_TABLE, EXTENDED, OFFSETS);
}

/** True where each offset is one of an item of the fragments, and where nobody knows those. */
function startsOfFragments(
  { offset, offsetTableBytes, fragmentOffsets }: FragmentsValue,
  offsets: Float64Array,
): boolean {
  if (!fragmentOffsets) return true;
  const first = offset + ITEM_HEADER_BYTES + offsetTableBytes;
  const starts = new Set(fragmentOffsets.map((at) => at - ITEM_HEADER_BYTES - first));
  return offsets.every((at) => starts.has(at));
}
