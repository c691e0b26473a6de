import * as zlib from "node:zlib";

/** Missing before Node 20.15, whatever its types say. */
const { crc32 }: { readonly crc32?: (bytes: Uint8Array, value: number) => number } = zlib;

/** A checksum that is fed piece by piece. */
export interface RunningChecksum {
  update(bytes: Uint8Array): unknown;
  /** Big-endian bytes. To be called once. */
  digest(): Buffer;
}

/** Reflected polynomials. */
export const CRC32_POLYNOMIAL = 0xedb88320n;
export const CRC32C_POLYNOMIAL = 0x82f63b78n;
export const CRC64NVME_POLYNOMIAL = 0x9a6c9329ac4bc9b5n;

/** Eight tables of 256 entries, so that eight bytes are taken at a time; a 64-bit entry as two halves. */
interface Tables {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

function createTables(polynomial: bigint): Tables {
  const low = new Int32Array(8 * 256);
  const high = new Int32Array(8 * 256);
  const entries: bigint[] = [];
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1n) === 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
    entries.push(crc);
  }
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = entries[byte] ?? 0n;
    for (let table = 0; table < 8; table += 1) {
      low[table * 256 + byte] = Number(BigInt.asIntN(32, crc));
      high[table * 256 + byte] = Number(BigInt.asIntN(32, crc >> 32n));
      crc = (entries[Number(crc & 0xffn)] ?? 0n) ^ (crc >> 8n);
    }
  }
  return { low, high };
}

/** A table lookup; the index is always inside. */
function at(table: Int32Array, index: number): number {
  return table[index] as number;
}

/** CRC-32 of either polynomial; the state is kept complemented. */
class Crc32 implements RunningChecksum {
  private state = -1;

  constructor(private readonly table: Int32Array) {}

  update(bytes: Uint8Array): void {
    const { table } = this;
    let crc = this.state;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let index = 0;
    for (; index + 8 <= bytes.length; index += 8) {
      const low = crc ^ view.getInt32(index, true);
      const high = view.getInt32(index + 4, true);
      crc =
        at(table, 1792 + (low & 255)) ^
        at(table, 1536 + ((low >>> 8) & 255)) ^
        at(table, 1280 + ((low >>> 16) & 255)) ^
        at(table, 1024 + (low >>> 24)) ^
        at(table, 768 + (high & 255)) ^
        at(table, 512 + ((high >>> 8) & 255)) ^
        at(table, 256 + ((high >>> 16) & 255)) ^
        at(table, high >>> 24);
    }
    for (; index < bytes.length; index += 1) crc = at(table, (crc ^ (bytes[index] ?? 0)) & 255) ^ (crc >>> 8);
    this.state = crc;
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(~this.state);
    return bytes;
  }
}

/** CRC-32 by zlib, which newer releases of Node 20 and all later ones offer. */
class ZlibCrc32 implements RunningChecksum {
  private value = 0;

  constructor(private readonly crc32: (bytes: Uint8Array, value: number) => number) {}

  update(bytes: Uint8Array): void {
    this.value = this.crc32(bytes, this.value);
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.value);
    return bytes;
  }
}

class Crc64 implements RunningChecksum {
  private low = -1;
  private high = -1;

  constructor(private readonly tables: Tables) {}

  update(bytes: Uint8Array): void {
    const { low: lows, high: highs } = this.tables;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let { low, high } = this;
    let index = 0;
    for (; index + 8 <= bytes.length; index += 8) {
      low ^= view.getInt32(index, true);
      high ^= view.getInt32(index + 4, true);
      const a = 1792 + (low & 255);
      const b = 1536 + ((low >>> 8) & 255);
      const c = 1280 + ((low >>> 16) & 255);
      const d = 1024 + (low >>> 24);
      const e = 768 + (high & 255);
      const f = 512 + ((high >>> 8) & 255);
      const g = 256 + ((high >>> 16) & 255);
      const h = high >>> 24;
      low =
        at(lows, a) ^
        at(lows, b) ^
        at(lows, c) ^
        at(lows, d) ^
        at(lows, e) ^
        at(lows, f) ^
        at(lows, g) ^
        at(lows, h);
      high =
        at(highs, a) ^
        at(highs, b) ^
        at(highs, c) ^
        at(highs, d) ^
        at(highs, e) ^
        at(highs, f) ^
        at(highs, g) ^
        at(highs, h);
    }
    for (; index < bytes.length; index += 1) {
      const entry = (low ^ (bytes[index] ?? 0)) & 255;
      low = ((low >>> 8) | (high << 24)) ^ at(lows, entry);
      high = (high >>> 8) ^ at(highs, entry);
    }
    this.low = low;
    this.high = high;
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(~this.high);
    bytes.writeInt32BE(~this.low, 4);
    return bytes;
  }
}

const tablesByPolynomial = new Map<bigint, Tables>();

/** Tables are made on first use. */
function tablesOf(polynomial: bigint): Tables {
  const tables = tablesByPolynomial.get(polynomial) ?? createTables(polynomial);
  tablesByPolynomial.set(polynomial, tables);
  return tables;
}

export function createCrc32(): RunningChecksum {
  return crc32 === undefined ? new Crc32(tablesOf(CRC32_POLYNOMIAL).low) : new ZlibCrc32(crc32);
}

export function createCrc32c(): RunningChecksum {
  return new Crc32(tablesOf(CRC32C_POLYNOMIAL).low);
}

export function createCrc64Nvme(): RunningChecksum {
  return new Crc64(tablesOf(CRC64NVME_POLYNOMIAL));
}
