/** How bytes are looked at: without the case of ASCII letters. Positions outside of the bytes are given as -1. */

/** ASCII letters in lower case; everything else as it is. */
export const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);

/**
 * Four bytes as one number, in which letters of both cases are equal, and some other bytes too: good for a hash.
 *
 * @param word four bytes, the first in the lowest eight bits
 */
export function looseGram(word: number): number {
  return word | 0x20202020;
}

export function gramAt(bytes: Uint8Array, offset: number): number {
  return looseGram(
    (bytes[offset] ?? 0) |
      ((bytes[offset + 1] ?? 0) << 8) |
      ((bytes[offset + 2] ?? 0) << 16) |
      ((bytes[offset + 3] ?? 0) << 24),
  );
}

/** The ASCII character of one or two bytes at `offset`; -1 where there is none. */
export function characterAt(bytes: Uint8Array, offset: number, unitBytes: 1 | 2): number {
  const first = bytes[offset] ?? -1;
  if (unitBytes === 1 || first < 0) return first;
  const second = bytes[offset + 1] ?? -1;
  if (first === 0) return second;
  return second === 0 ? first : -1;
}

export function isDigit(character: number): boolean {
  return character >= 0x30 && character <= 0x39;
}

/** Of ASCII, or part of a character beyond it. */
export function isLetter(character: number): boolean {
  const folded = character | 0x20;
  return (folded >= 0x61 && folded <= 0x7a) || character >= 0x80;
}
