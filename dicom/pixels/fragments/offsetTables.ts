import { readExactly } from "../../bytes/readExactly";
import type { Tag } from "../../dictionary/tag";
import { EXTENDED_OFFSET_TABLE, EXTENDED_OFFSET_TABLE_LENGTHS } from "../../dictionary/tags";
import { bytesOf, type FragmentsValue } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import {
  EXTENDED_OFFSET_BYTES,
  ITEM_HEADER_BYTES,
  OFFSET_BYTES,
  parseExtendedOffsets,
  parseOffsets,
} from "../../syntax/offsetTable";
import { UnreadableFragment, type Fragment, type Patches } from "./frameBytes";

/** What a Basic Offset Table can say of more than 4 GB is cut to 32 bits by those who write one all the same. */
const TWO_TO_THE_32 = 2 ** 32;

/**
 * Entries of the Basic Offset Table (PS3.5 §A.4) that are not where a fragment begins become the nearest such place: they may
 * be anything, and readers go by them.
 *
 * @throws UnreadableFragment where there are more entries than fragments
 */
export async function cleanOffsetTable(
  { source, offset, offsetTableBytes }: FragmentsValue,
  fragments: readonly Fragment[],
  patches: Patches,
): Promise<void> {
  if (offsetTableBytes === 0) return;
  if (offsetTableBytes % OFFSET_BYTES !== 0 || offsetTableBytes > OFFSET_BYTES * fragments.length)
    throw new UnreadableFragment("its offset table has more entries than there are fragments");
  const starts = startsOf(fragments);
  const allowed = new Set(starts.map((start) => start % TWO_TO_THE_32));
  const tableOffset = offset + ITEM_HEADER_BYTES;
  const entries = parseOffsets(await readExactly(source, tableOffset, offsetTableBytes));
  for (const [index, entry] of entries.entries()) {
    if (allowed.has(entry)) continue;
    const bytes = Buffer.alloc(OFFSET_BYTES);
    bytes.writeUInt32LE(nearest(starts, entry) % TWO_TO_THE_32);
    patches.add({ offset: tableOffset + index * OFFSET_BYTES, bytes });
  }
}

/** True where Extended Offset Table and its lengths (PS3.3 C.7.6.3.1.8) are absent, or say where the fragments are. */
export async function extendedTableAgrees(
  dataSet: DataSet,
  fragments: readonly Fragment[],
): Promise<boolean> {
  const starts = startsOf(fragments);
  const lengths = new Map(starts.map((start, index) => [start, fragments[index]?.lengthBytes ?? 0]));
  const offsets = await readOffsets(dataSet, EXTENDED_OFFSET_TABLE, fragments.length);
  const sizes = await readOffsets(dataSet, EXTENDED_OFFSET_TABLE_LENGTHS, fragments.length);
  if (!offsets || !sizes || (sizes.length > 0 && sizes.length !== offsets.length)) return false;
  return offsets.every((offset, index) => {
    const lengthBytes = lengths.get(offset);
    const said = sizes[index];
    if (lengthBytes === undefined || said === undefined) return lengthBytes !== undefined;
    return said === lengthBytes || said === lengthBytes - 1; // with the byte that makes it even, or without
  });
}

/** The entries; none where the attribute is absent, `undefined` where it is no table of so many. */
async function readOffsets(dataSet: DataSet, tag: Tag, most: number): Promise<Float64Array | undefined> {
  const value = dataSet.get(tag)?.value;
  if (value === undefined) return new Float64Array();
  if (value.kind !== "bytes" && value.kind !== "range") return undefined;
  const { lengthBytes, bigEndian } = value;
  if (lengthBytes % EXTENDED_OFFSET_BYTES !== 0 || lengthBytes > most * EXTENDED_OFFSET_BYTES)
    return undefined;
  const table =
    value.kind === "bytes" ? bytesOf(value) : await readExactly(value.source, value.offset, lengthBytes);
  return parseExtendedOffsets(table, bigEndian);
}

/** Where the item headers are, from that of the first fragment on. */
function startsOf(fragments: readonly Fragment[]): number[] {
  const first = fragments[0]?.offset ?? 0;
  return fragments.map(({ offset }) => offset - first);
}

function nearest(ascending: readonly number[], wanted: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  const after = ascending[low] ?? 0;
  const before = ascending[low - 1] ?? after;
  return Math.abs(wanted - before) <= Math.abs(after - wanted) ? before : after;
}
