/** Bytes of any number, made when they are read: stretches that were put somewhere, and zeros between them. */
export class SparseBytes {
  sizeBytes = 0;
  private readonly stretches: { readonly offset: number; readonly bytes: Uint8Array }[] = [];

  /** Puts bytes behind all others. */
  append(...parts: Uint8Array[]): this {
    for (const bytes of parts) {
      this.stretches.push({ offset: this.sizeBytes, bytes });
      this.sizeBytes += bytes.length;
    }
    return this;
  }

  /** Leaves as many zeros. */
  skip(lengthBytes: number): this {
    this.sizeBytes += lengthBytes;
    return this;
  }

  read(offset: number, lengthBytes: number): Uint8Array {
    const end = Math.min(offset + lengthBytes, this.sizeBytes);
    const read = new Uint8Array(Math.max(0, end - offset));
    for (let index = this.firstBehind(offset); index < this.stretches.length; index++) {
      const { offset: at, bytes } = this.stretches[index]!;
      if (at >= end) break;
      const from = Math.max(at, offset);
      read.set(bytes.subarray(from - at, end - at), from - offset);
    }
    return read;
  }

  /** Index of the first stretch that ends behind `offset`. */
  private firstBehind(offset: number): number {
    let low = 0;
    let high = this.stretches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const { offset: at, bytes } = this.stretches[middle]!;
      if (at + bytes.length <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
