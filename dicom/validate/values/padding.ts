import { VR_TRAITS, type Vr } from "../../dictionary/vr";
import type { BytesValue } from "../../model/dataElement";
import type { FindingCode } from "../findingCodes";

const SPACE = 0x20;

/** Where the padding of a value field of text begins; adds `WRONG_PADDING` where that is not what the VR asks for. */
export function endWithoutPadding(vr: Vr, value: BytesValue, faults: Set<FindingCode>): number {
  const { chunk, start, lengthBytes } = value;
  const { padding } = VR_TRAITS[vr];
  const last = start + lengthBytes;
  let end = last;
  for (; end > start; end--) {
    const byte = chunk[end - 1];
    if (byte !== SPACE && byte !== 0) break;
    if (byte !== padding) faults.add("WRONG_PADDING");
  }
  // A UID has no more than the byte that it needs.
  if (padding === 0 && last - end > 1) faults.add("WRONG_PADDING");
  return end;
}

export function latin1Of(chunk: Uint8Array, start: number, end: number): string {
  return Buffer.from(chunk.buffer, chunk.byteOffset + start, end - start).toString("latin1");
}
