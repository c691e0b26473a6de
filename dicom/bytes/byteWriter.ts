import { swapBytes } from "./swapBytes";

/** Up to here a loop is quicker than a view for the copy. */
const SHORT_BYTES = 64;

/** Grows as it is written to; knows no DICOM. */
export class ByteWriter {
  private buffer: Uint8Array;
  private view: DataView;
  /** Bytes written so far. */
  lengthBytes = 0;

  constructor(initialBytes = 16 * 1024) {
    this.buffer = Buffer.allocUnsafeSlow(initialBytes); // never seen before it is written to
    this.view = new DataView(this.buffer.buffer);
  }

  uint16(value: number, littleEndian: boolean): void {
    const at = this.reserve(2); // may replace the view
    this.view.setUint16(at, value, littleEndian);
  }

  uint32(value: number, littleEndian: boolean): void {
    const at = this.reserve(4); // may replace the view
    this.view.setUint32(at, value, littleEndian);
  }

  byte(value: number): void {
    const at = this.reserve(1);
    this.view.setUint8(at, value);
  }

  /** Writes `chunk[start, start + lengthBytes)`, with every unit of `swapUnitBytes` turned around. */
  bytes(
    chunk: Uint8Array,
    start = 0,
    lengthBytes = chunk.length - start,
    swapUnitBytes: 1 | 2 | 4 | 8 = 1,
  ): void {
    const at = this.reserve(lengthBytes);
    if (lengthBytes <= SHORT_BYTES) {
      for (let index = 0; index < lengthBytes; index++) this.buffer[at + index] = chunk[start + index] ?? 0;
    } else {
      this.buffer.set(chunk.subarray(start, start + lengthBytes), at);
    }
    if (swapUnitBytes !== 1) swapBytes(this.buffer.subarray(at, at + lengthBytes), swapUnitBytes);
  }

  /** What has been written since the last `take`, and starts anew. */
  take(): Uint8Array {
    const taken = Buffer.copyBytesFrom(this.buffer, 0, this.lengthBytes);
    this.lengthBytes = 0;
    return taken;
  }

  private reserve(lengthBytes: number): number {
    const at = this.lengthBytes;
    this.lengthBytes += lengthBytes;
    if (this.lengthBytes > this.buffer.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.lengthBytes));
      grown.set(this.buffer.subarray(0, at));
      this.buffer = grown;
      this.view = new DataView(grown.buffer);
    }
    return at;
  }
}
