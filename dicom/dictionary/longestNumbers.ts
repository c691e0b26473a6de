import type { Attribute } from "./attributes";
import { isVr, type Vr } from "./vr";

/** Bytes of one number, PS3.5 §6.2. */
const NUMBER_BYTES: Readonly<Partial<Record<Vr, number>>> = {
  AT: 4,
  FD: 8,
  FL: 4,
  SL: 4,
  SS: 2,
  SV: 8,
  UL: 4,
  US: 2,
  UV: 8,
};

/** Bytes of one number; `undefined` for VRs of text, of streams and of sequences. */
export const numberBytesOf = (vr: string): number | undefined => (isVr(vr) ? NUMBER_BYTES[vr] : undefined);

/**
 * As many bytes as the numbers of an attribute can have, by its multiplicity in PS3.6 and the larger one of its VR there and in
 * the file; `undefined` where that is open, and for attributes that are more than numbers (LUT Data may be OW).
 */
export function longestNumbersBytes(
  vr: Vr,
  { vr: known, vm }: Pick<Attribute, "vr" | "vm">,
): number | undefined {
  const largest = /^(?:\d+-)?(\d+)$/.exec(vm)?.[1];
  if (largest === undefined) return undefined;
  let numberBytes = numberBytesOf(vr) ?? 0;
  for (const one of known.split("|")) {
    const bytes = numberBytesOf(one);
    if (bytes === undefined) return undefined;
    numberBytes = Math.max(numberBytes, bytes);
  }
  return Number(largest) * numberBytes;
}
