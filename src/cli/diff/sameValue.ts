import { bytesOf, type DataElement, type ElementValue } from "../../../dicom";
import { readExactly } from "../../../dicom/bytes/readExactly";
import { swapBytes } from "../../../dicom/bytes/swapBytes";
import { VR_TRAITS } from "../../../dicom/dictionary/vr";

/** Long values are compared in pieces of this size; a multiple of every unit whose byte order can turn around. */
const PIECE_BYTES = 1024 * 1024;

/** A value field, wherever it is. */
interface Field {
  readonly lengthBytes: number;
  readonly read: (offset: number, lengthBytes: number) => Promise<Uint8Array>;
}

/**
 * True where two elements say the same: the same bytes, whatever the byte order of numbers is. A sequence never equals
 * bytes.
 */
export async function sameValue(a: DataElement, b: DataElement): Promise<boolean> {
  const [fieldA, fieldB] = [fieldOf(a), fieldOf(b)];
  if (!fieldA || !fieldB) return false;
  if (fieldA.lengthBytes !== fieldB.lengthBytes) return false;
  for (let offset = 0; offset < fieldA.lengthBytes; offset += PIECE_BYTES) {
    const lengthBytes = Math.min(PIECE_BYTES, fieldA.lengthBytes - offset);
    const [pieceA, pieceB] = [await fieldA.read(offset, lengthBytes), await fieldB.read(offset, lengthBytes)];
    if (Buffer.compare(pieceA, pieceB) !== 0) return false;
  }
  return true;
}

function fieldOf({ vr, value }: DataElement): Field | undefined {
  if (value.kind === "sequence") return undefined;
  const { unitBytes } = VR_TRAITS[vr];
  const bigEndian = value.kind !== "fragments" && value.bigEndian;
  return {
    lengthBytes: value.lengthBytes,
    read: async (offset, lengthBytes) => {
      const bytes = await readPiece(value, offset, lengthBytes);
      if (!bigEndian || unitBytes === 1) return bytes;
      const turned = Uint8Array.from(bytes);
      swapBytes(turned, unitBytes);
      return turned;
    },
  };
}

async function readPiece(
  value: Exclude<ElementValue, { kind: "sequence" }>,
  offset: number,
  lengthBytes: number,
): Promise<Uint8Array> {
  if (value.kind === "bytes") return bytesOf(value).subarray(offset, offset + lengthBytes);
  return readExactly(value.source, value.offset + offset, lengthBytes);
}
