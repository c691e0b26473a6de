/** Product of two polynomials over GF(2) modulo a CRC's, all with reflected bits. */
function multiply(a: bigint, b: bigint, polynomial: bigint, topBit: bigint): bigint {
  let product = 0n;
  let factor = b;
  for (let bit = topBit; bit > 0n; bit >>= 1n) {
    if ((a & bit) !== 0n) product ^= factor;
    factor = (factor & 1n) === 1n ? (factor >> 1n) ^ polynomial : factor >> 1n;
  }
  return product;
}

/** The polynomial x to the power of `exponent`. */
function powerOfX(exponent: bigint, polynomial: bigint, topBit: bigint): bigint {
  let power = topBit;
  let square = topBit >> 1n;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) power = multiply(power, square, polynomial, topBit);
    square = multiply(square, square, polynomial, topBit);
  }
  return power;
}

/**
 * The CRC of two stretches of bytes in a row from the CRC of each, without reading them.
 * @param polynomial reflected
 * @param first big-endian CRC of the first stretch; its length gives the width
 * @param secondBytes length of the second stretch in bytes
 */
export function combineCrc(polynomial: bigint, first: Buffer, second: Buffer, secondBytes: number): Buffer {
  const digits = first.length * 2;
  const topBit = 1n << BigInt(first.length * 8 - 1);
  const shift = powerOfX(BigInt(secondBytes) * 8n, polynomial, topBit);
  const shifted = multiply(shift, BigInt(`0x${first.toString("hex")}`), polynomial, topBit);
  const combined = shifted ^ BigInt(`0x${second.toString("hex")}`);
  return Buffer.from(combined.toString(16).padStart(digits, "0"), "hex");
}
