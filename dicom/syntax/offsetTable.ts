/** Bytes of the header of an item, and of a delimiter (PS3.5 §7.5): tag and length. */
export const ITEM_HEADER_BYTES = 8;

/** Bytes of an entry: in the Basic Offset Table (PS3.5 §A.4), in the Extended one and its lengths (PS3.3 C.7.6.3.1.8). */
export const OFFSET_BYTES = 4;
export const EXTENDED_OFFSET_BYTES = 8;

/** The entries of a Basic Offset Table, which is in little endian. */
export function parseOffsets(table: Uint8Array): Float64Array {
  const view = viewOf(table);
  return entries(view, OFFSET_BYTES, (at) => view.getUint32(at, true));
}

/** The entries of an Extended Offset Table, or of its lengths. */
export function parseExtendedOffsets(table: Uint8Array, bigEndian: boolean): Float64Array {
  const view = viewOf(table);
  return entries(view, EXTENDED_OFFSET_BYTES, (at) => Number(view.getBigUint64(at, !bigEndian)));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function entries(view: DataView, unitBytes: number, read: (at: number) => number): Float64Array {
  return new Float64Array(Math.floor(view.byteLength / unitBytes)).map((_, index) => read(index * unitBytes));
}
