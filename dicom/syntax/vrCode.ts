import { VR_TRAITS, type Vr } from "../dictionary/vr";

/** The two letters of a VR as one 16-bit number, first letter in the upper half. */
export function vrCode(vr: Vr): number {
  return (vr.charCodeAt(0) << 8) | vr.charCodeAt(1);
}

const FIRST = 0x41; // "A"
const LETTERS = 26;

/** Known VRs by letter pair; an array, since this is asked once for every element of every file. */
const BY_CODE: readonly (Vr | undefined)[] = (() => {
  const table = new Array<Vr | undefined>(LETTERS * LETTERS).fill(undefined);
  for (const vr of Object.keys(VR_TRAITS) as Vr[]) {
    table[(vr.charCodeAt(0) - FIRST) * LETTERS + vr.charCodeAt(1) - FIRST] = vr;
  }
  return table;
})();

/** True for two capital letters: a VR, though perhaps one of a later edition of the standard. */
export function looksLikeVr(code: number): boolean {
  const first = (code >>> 8) - FIRST;
  const second = (code & 0xff) - FIRST;
  return first >= 0 && first < LETTERS && second >= 0 && second < LETTERS;
}

export function vrOfCode(code: number): Vr | undefined {
  return looksLikeVr(code) ? BY_CODE[((code >>> 8) - FIRST) * LETTERS + (code & 0xff) - FIRST] : undefined;
}
