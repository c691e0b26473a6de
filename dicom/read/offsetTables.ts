/**
 * Offset tables say where the fragments of encapsulated pixel data are (PS3.5 §A.4, PS3.3 C.7.6.3.1.8). They
 * are written by whoever wrote the file: reading goes from item to item as if there were none, and a table only
 * tells a remote source what it is likely to be asked for.
 */
import type { ByteSource } from "../bytes/byteSource";
import { EXTENDED_OFFSET_TABLE } from "../dictionary/tags";
import { bytesOf } from "../model/dataElement";
import { EXTENDED_OFFSET_BYTES, ITEM_HEADER_BYTES, parseExtendedOffsets } from "../syntax/offsetTable";
import type { FragmentsLevel } from "./level";
import { KEPT_OFFSETS } from "./stepFragments";

/**
 * Tells the source, where it wants to know, at which offsets from `position` on an offset table has item headers.
 *
 * @param fragments whose first item, the Basic Offset Table, has been gone over
 */
export async function announceFragments(
  source: ByteSource,
  fragments: Readonly<FragmentsLevel>,
  position: number,
): Promise<void> {
  if (!source.expectReads) return;
  const offsets = await readOffsets(source, fragments);
  const first = fragments.start + ITEM_HEADER_BYTES + fragments.offsetTableBytes;
  const last = source.sizeBytes - ITEM_HEADER_BYTES;
  const places = offsets.map((offset) => first + offset).filter((at) => at >= position && at <= last);
  if (places.length > 0) source.expectReads(places.sort(), ITEM_HEADER_BYTES);
}

/** Offsets from the first fragment on, as a table has them; none where there is no table, or too long a one. */
async function readOffsets(
  source: ByteSource,
  { offsetTableBytes, offsetTable, parent }: Readonly<FragmentsLevel>,
): Promise<Float64Array> {
  if (offsetTableBytes > 0) return offsetTable ?? new Float64Array();
  const value = parent.dataSet.get(EXTENDED_OFFSET_TABLE)?.value;
  if (value?.kind !== "bytes" && value?.kind !== "range") return new Float64Array();
  const { lengthBytes, bigEndian } = value;
  if (lengthBytes > KEPT_OFFSETS * EXTENDED_OFFSET_BYTES) return new Float64Array();
  const table = value.kind === "bytes" ? bytesOf(value) : await source.read(value.offset, lengthBytes);
  return parseExtendedOffsets(table, bigEndian);
}
