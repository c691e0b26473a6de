import type { ByteSource } from "../../../dicom";

/** Bytes of a repeated unit that are made at once; whoever reads more at once reads too much. */
const LONGEST_READ = 4 * 1024 * 1024;

/** A source of any size that is made as it is read: `head`, and then `unit` again and again. */
export class RepeatingSource implements ByteSource {
  bytesRead = 0;
  private readonly units: Buffer;

  constructor(
    private readonly head: Uint8Array,
    private readonly unit: Uint8Array,
    readonly sizeBytes: number,
  ) {
    this.units = Buffer.alloc(LONGEST_READ + 2 * unit.length, unit);
  }

  read(offset: number, lengthBytes: number): Promise<Uint8Array> {
    const length = Math.max(0, Math.min(lengthBytes, this.sizeBytes - offset));
    if (length > LONGEST_READ) return Promise.reject(new RangeError("more than a reader should ask for"));
    this.bytesRead += length;
    const head = this.head.subarray(offset, offset + length);
    const phase = Math.max(0, offset - this.head.length) % this.unit.length;
    return Promise.resolve(Buffer.concat([head, this.units.subarray(phase, phase + length - head.length)]));
  }
}
