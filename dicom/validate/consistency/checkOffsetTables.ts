import { tagOf, type Keyword } from "../../dictionary/attributes";
import { EXTENDED_OFFSET_TABLE } from "../../dictionary/tags";
import { bytesOf, type FragmentsValue } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
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
  const offsets = entriesOf(root, "ExtendedOffsetTable");
  if (offsets && !startsOfFragments(value, offsets)) add(EXTENDED_OFFSET_TABLE, EXTENDED, OFFSETS);
  const lengths = entriesOf(root, "ExtendedOffsetTableLengths");
  if (lengths && !lengthsOfFragments(value, lengths))
    add(tagOf("ExtendedOffsetTableLengths"), EXTENDED, "lengths of fragments, with or without padding");
}

/** `undefined` where there is no such table, or it was left in the source. */
function entriesOf(root: DataSet, keyword: Keyword): Float64Array | undefined {
  const table = root.get(keyword)?.value;
  return table?.kind === "bytes" ? parseExtendedOffsets(bytesOf(table), table.bigEndian) : undefined;
}

/** True where the offsets are from 0 upwards, each of another item of the fragments where these are known. */
function startsOfFragments(
  { offset, offsetTableBytes, fragmentOffsets }: FragmentsValue,
  offsets: Float64Array,
): boolean {
  const first = offset + ITEM_HEADER_BYTES + offsetTableBytes;
  const starts = fragmentOffsets && new Set(fragmentOffsets.map((at) => at - ITEM_HEADER_BYTES - first));
  const isAscending = offsets.every((at, index) => at > (offsets[index - 1] ?? -1));
  return isAscending && (offsets[0] ?? 0) === 0 && (!starts || offsets.every((at) => starts.has(at)));
}

/** True where each frame fills the fragment that it is, but for a byte of padding; and where nobody knows the fragments. */
function lengthsOfFragments(
  { offset, lengthBytes, fragmentOffsets }: FragmentsValue,
  lengths: Float64Array,
): boolean {
  if (fragmentOffsets?.length !== lengths.length) return true;
  return fragmentOffsets.every((start, index) => {
    const next = fragmentOffsets[index + 1];
    const end = next === undefined ? offset + lengthBytes : next - ITEM_HEADER_BYTES;
    const padding = end - start - (lengths[index] ?? 0);
    return padding === 0 || padding === 1;
  });
}
