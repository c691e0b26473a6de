/** Turns every whole unit around in place; a rest shorter than a unit stays. */
export function swapBytes(bytes: Uint8Array, unitBytes: 2 | 4 | 8): void {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - (bytes.length % unitBytes));
  if (unitBytes === 2) whole.swap16();
  else if (unitBytes === 4) whole.swap32();
  else whole.swap64();
}
