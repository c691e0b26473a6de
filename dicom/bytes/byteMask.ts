import { swapBytes } from "./swapBytes";

/** Overwrites bytes of a source while they are copied, so that they are in no output. Knows no DICOM. */
export interface ByteMask {
  /**
   * Overwrites in place whatever has to go; answers the same whichever way the source is cut.
   *
   * @param offset of the first of `bytes` in the source
   */
  apply(bytes: Uint8Array, offset: number): void;
}

/** Bits that are overwritten in every frame; bit 0 is the lowest of the first byte. */
export interface BitRun {
  readonly start: number;
  readonly end: number;
  /** What is written, again and again from the start of the run on. Of one byte, 00 or ff, for runs of single bits. */
  readonly pattern: Uint8Array;
}

/** Where the frames are that have the same runs, one behind the other. */
export interface Frames {
  /** Offset of the first one in the source, in bytes. */
  readonly offset: number;
  readonly count: number;
  readonly frameBits: number;
}

/** Overwrites the same runs in each of many frames; memory does not grow with their number. */
export class FrameMask implements ByteMask {
  private readonly runs: readonly BitRun[];

  constructor(
    private readonly frames: Frames,
    runs: readonly BitRun[],
  ) {
    this.runs = merged(runs);
  }

  apply(bytes: Uint8Array, offset: number): void {
    const { count, frameBits, offset: first } = this.frames;
    const start = (offset - first) * 8;
    const end = start + bytes.length * 8;
    for (let frame = Math.max(0, Math.floor(start / frameBits)); frame < count; frame++) {
      const frameStart = frame * frameBits;
      if (frameStart >= end) return;
      for (let index = this.firstEndingAfter(start - frameStart); index < this.runs.length; index++) {
        const run = this.runs[index] as BitRun;
        const from = frameStart + run.start;
        if (from >= end) break;
        overwrite(bytes, from - start, Math.min(frameStart + run.end, end) - start, run.pattern);
      }
    }
  }

  private firstEndingAfter(bit: number): number {
    let low = 0;
    let high = this.runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.runs[middle] as BitRun).end <= bit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A mask that was made for the bytes with every unit of `unitBytes` turned around. */
export class TurnedMask implements ByteMask {
  /** @param base offset in the source at which units begin */
  constructor(
    private readonly mask: ByteMask,
    private readonly unitBytes: 2 | 4 | 8,
    private readonly base: number,
  ) {}

  apply(bytes: Uint8Array, offset: number): void {
    const { unitBytes, base } = this;
    const before = (((offset - base) % unitBytes) + unitBytes) % unitBytes;
    const whole = Math.ceil((before + bytes.length) / unitBytes) * unitBytes;
    const turned = Buffer.alloc(whole);
    turned.set(bytes, before);
    swapBytes(turned, unitBytes);
    this.mask.apply(turned, offset - before);
    swapBytes(turned, unitBytes);
    bytes.set(turned.subarray(before, before + bytes.length));
  }
}

/** Clears bits of every unit of a value: those that are 0 in `keep`. */
export class ClearedBits implements ByteMask {
  /** @param base offset in the source of the first unit */
  constructor(
    private readonly keep: Uint8Array,
    private readonly base: number,
  ) {}

  apply(bytes: Uint8Array, offset: number): void {
    const { keep } = this;
    const unitBytes = keep.length;
    let at = (((offset - this.base) % unitBytes) + unitBytes) % unitBytes;
    for (let index = 0; index < bytes.length; index++) {
      bytes[index] = (bytes[index] as number) & (keep[at] as number);
      if (++at === unitBytes) at = 0;
    }
  }
}

/** One mask after the other. */
export function joinMasks(...masks: readonly ByteMask[]): ByteMask {
  return {
    apply: (bytes, offset) => {
      for (const mask of masks) mask.apply(bytes, offset);
    },
  };
}

/** Ascending, and those that touch as one where they have the same pattern, so that their ends ascend too. */
function merged(runs: readonly BitRun[]): BitRun[] {
  const result: BitRun[] = [];
  for (const run of [...runs].sort((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last && run.start <= last.end && run.pattern === last.pattern)
      result[result.length - 1] = { ...last, end: Math.max(last.end, run.end) };
    else result.push(run);
  }
  return result;
}

/** @param from bit of `bytes` at which the run begins; negative where it began in front of them */
function overwrite(bytes: Uint8Array, from: number, to: number, pattern: Uint8Array): void {
  const [first = 0] = pattern;
  if (from % 8 === 0 && to % 8 === 0 && pattern.length > 1) {
    const runStart = from / 8;
    for (let index = Math.max(0, runStart); index < to / 8; index++)
      bytes[index] = pattern[(index - runStart) % pattern.length] as number;
    return;
  }
  const start = Math.max(0, from);
  const firstWhole = Math.ceil(start / 8);
  const lastWhole = Math.floor(to / 8);
  if (firstWhole > lastWhole) {
    mix(bytes, lastWhole, (0xff << (start % 8)) & ~(0xff << (to % 8)), first);
    return;
  }
  if (start % 8 !== 0) mix(bytes, firstWhole - 1, 0xff << (start % 8), first);
  bytes.fill(first, firstWhole, lastWhole);
  if (to % 8 !== 0) mix(bytes, lastWhole, ~(0xff << (to % 8)), first);
}

/** Takes the bits that are set in `which` from `value`. */
function mix(bytes: Uint8Array, index: number, which: number, value: number): void {
  bytes[index] = ((bytes[index] as number) & ~which) | (value & which);
}
