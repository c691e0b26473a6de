import { readExactly } from "../../bytes/readExactly";
import type { ByteSource } from "../../bytes/byteSource";
import type { Patch } from "../../model/dataElement";

/** One fragment: where its bytes are in the source. */
export interface Fragment {
  readonly offset: number;
  readonly lengthBytes: number;
}

/** Why fragments could not be looked through; a sentence without a value. */
export class UnreadableFragment extends Error {
  override readonly name = "UnreadableFragment";
}

/** What may be read of a source to which reads are dear is used up. */
export class BudgetSpent extends Error {
  override readonly name = "BudgetSpent";
}

/** What a header goes on for, and what stands elsewhere, is fetched in as many bytes. */
const NEXT_BYTES = 512;
const ELSEWHERE_BYTES = 64;

/** What may be read of a source to which reads are dear. */
export interface ReadBudget {
  leftBytes: number;
}

/** Patches of one object hold no more than that: what is longer is no remark, and would be held in memory. */
const PATCHED_BYTES = 1024 * 1024;

/** Patches of all frames of an object. */
export class Patches {
  readonly all: Patch[] = [];
  private lengthBytes = 0;

  add(patch: Patch): void {
    this.lengthBytes += patch.bytes.length;
    if (this.lengthBytes > PATCHED_BYTES) throw new UnreadableFragment("too much of it is no image");
    this.all.push(patch);
  }
}

/** The bytes of one frame, over however many fragments, from its first one on. */
export class FrameBytes {
  readonly lengthBytes: number;
  private readonly starts: number[] = [];
  private window: { readonly at: number; readonly bytes: Uint8Array };

  /** @param head the first bytes of the first fragment, which have been read already */
  constructor(
    private readonly source: ByteSource,
    private readonly fragments: readonly Fragment[],
    head: Uint8Array,
    private readonly budget: ReadBudget,
    private readonly patches: Patches,
  ) {
    this.window = { at: 0, bytes: head };
    let lengthBytes = 0;
    for (const fragment of fragments) {
      this.starts.push(lengthBytes);
      lengthBytes += fragment.lengthBytes;
    }
    this.lengthBytes = lengthBytes;
  }

  /** Bytes at `at`; fewer only where the frame ends. */
  async read(at: number, lengthBytes: number): Promise<Uint8Array> {
    const end = Math.min(at + lengthBytes, this.lengthBytes);
    if (at >= end) return new Uint8Array();
    const { at: start, bytes } = this.window;
    const windowEnd = start + bytes.length;
    if (at >= start && end <= windowEnd) return bytes.subarray(at - start, end - start);
    const goesOn = at >= start && at <= windowEnd;
    const ahead = Math.max(lengthBytes, goesOn ? NEXT_BYTES : ELSEWHERE_BYTES);
    this.window = { at, bytes: await this.fetch(at, Math.min(at + ahead, this.lengthBytes)) };
    return this.window.bytes.subarray(0, end - at);
  }

  private async fetch(at: number, end: number): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for (const { offset, lengthBytes } of this.stretches(at, end)) {
      if ((this.budget.leftBytes -= lengthBytes) < 0) throw new BudgetSpent();
      chunks.push(await readExactly(this.source, offset, lengthBytes));
    }
    const [only] = chunks;
    return only && chunks.length === 1 ? only : Buffer.concat(chunks);
  }

  async uint16(at: number): Promise<number> {
    return Buffer.from(await this.whole(at, 2)).readUInt16BE();
  }

  async uint32(at: number): Promise<number> {
    return Buffer.from(await this.whole(at, 4)).readUInt32BE();
  }

  /** @throws UnreadableFragment where the frame ends before */
  async whole(at: number, lengthBytes: number): Promise<Uint8Array> {
    const bytes = await this.read(at, lengthBytes);
    if (bytes.length === lengthBytes) return bytes;
    throw new UnreadableFragment("a frame ends within its header");
  }

  /** Overwrites bytes from `at` on. */
  patch(at: number, bytes: Uint8Array): void {
    let taken = 0;
    for (const { offset, lengthBytes } of this.stretches(at, at + bytes.length)) {
      this.patches.add({ offset, bytes: bytes.subarray(taken, taken + lengthBytes) });
      taken += lengthBytes;
    }
  }

  blank(at: number, end: number, value = 0): void {
    if (end - at > PATCHED_BYTES) throw new UnreadableFragment("too much of it is no image");
    if (end > at) this.patch(at, new Uint8Array(end - at).fill(value));
  }

  private stretches(at: number, end: number): Fragment[] {
    return this.fragments.flatMap(({ offset, lengthBytes }, index) => {
      const start = this.starts[index] as number;
      const from = Math.max(at, start);
      const to = Math.min(end, start + lengthBytes);
      return from < to ? [{ offset: offset + from - start, lengthBytes: to - from }] : [];
    });
  }
}
