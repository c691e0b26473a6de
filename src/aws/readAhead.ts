import type { ReadPattern } from "../pipeline/ports";

const KIB = 1024;
const MIB = 1024 * KIB;

/** Bytes of the request that opens an object. */
export const FIRST_REQUEST_BYTES = 64 * KIB;

/** Windows of a walk double up to this size. */
const LARGEST_WINDOW_BYTES = 4 * MIB;

/** A gap up to this size is faster to transfer than another request is to wait for. */
const SHORT_GAP_BYTES = 512 * KIB;

/**
 * Bytes that may be fetched of one object without being looked at. With the 5 MiB that fill a part, which are
 * read and sent, an object costs less than 16 MB beyond its header (ADR 7).
 */
const UNUSED_BYTES_ALLOWED = 4 * MIB;

/** What is fetched behind a long gap: the elements behind a long value are often short. */
const BEHIND_GAP_BYTES = 16 * KIB;

/** What is fetched where no more may be in vain: the header of an item, or of an element and a short value. */
const LONE_BYTES = 64;

/**
 * Short gaps that are gone around by a request each, one after the other: at 15 to 20 ms each they take half of the
 * time that a function has by default, or two thirds. With more, time is dearer than bytes.
 */
const LONE_REQUESTS_ALLOWED = 10 * KIB;

/** Gaps from which the number of those to come is told. */
const GAPS_PER_ESTIMATE = 256;

/** Decides how much is fetched at once for somebody who walks through an object. */
export interface ReadAhead {
  /** A read of the walk; called for each, in order. */
  reading(offset: number): void;
  /** Whether what lies at `offset` is better fetched together with other places that lie apart. */
  prefersPlaces(offset: number): boolean;
  /**
   * Where a request from `offset` on ends, which is then made.
   *
   * @param leastEnd where the bytes end that are needed
   */
  endOf(offset: number, leastEnd: number): number;
  /** The read was answered from what was fetched; of the answer, `leastBytes` are looked at, the others perhaps. */
  answered(offset: number, lengthBytes: number, leastBytes: number): void;
}

/**
 * @param sizeBytes of the object
 * @param firstBytes of it that opening has fetched
 */
export function createReadAhead(pattern: ReadPattern, sizeBytes: number, firstBytes: number): ReadAhead {
  return pattern === "header" ? HEADER : new WalkReadAhead(sizeBytes, firstBytes);
}

/** Whole windows of the object: never more than the header, rounded up to a window. */
const HEADER: ReadAhead = {
  reading: () => undefined,
  prefersPlaces: () => false,
  endOf: (_offset, leastEnd) => Math.ceil(leastEnd / FIRST_REQUEST_BYTES) * FIRST_REQUEST_BYTES,
  answered: () => undefined,
};

/**
 * Doubles its windows while reads follow one another. Through short gaps it reads on, until it has fetched
 * `UNUSED_BYTES_ALLOWED` in vain; from then on it fetches what is needed and no more, unless there
 * are so many gaps that it would take too long.
 */
class WalkReadAhead implements ReadAhead {
  private windowBytes = FIRST_REQUEST_BYTES;
  /** Behind all that was fetched or answered. */
  private end: number;
  /** Bytes fetched that nobody has looked at, up to now. */
  private unusedBytes: number;
  /** Bytes looked at since the last gap. */
  private runBytes = 0;
  private last = { offset: 0, lengthBytes: 0, leastBytes: 0 };
  private gaps = 0;
  /** Where the gaps have been counted from. */
  private gapsFrom = 0;
  private gapsToCome = 0;
  private loneRequests = 0;

  constructor(
    private readonly sizeBytes: number,
    firstBytes: number,
  ) {
    this.end = firstBytes;
    this.unusedBytes = firstBytes;
  }

  reading(offset: number): void {
    const { last } = this;
    const follows = offset >= last.offset && offset <= last.offset + last.lengthBytes;
    const usedBytes = follows ? offset - last.offset : last.leastBytes;
    this.unusedBytes -= usedBytes;
    this.runBytes = follows ? this.runBytes + usedBytes : 0;
    if (!follows) this.countGap(offset);
  }

  prefersPlaces(offset: number): boolean {
    return this.isBehindLongGap(offset) || this.leftBytes === 0;
  }

  endOf(offset: number, leastEnd: number): number {
    const neededBytes = leastEnd - offset;
    const lengthBytes = Math.max(neededBytes, this.wantedBytes(offset, neededBytes));
    this.end = Math.min(offset + lengthBytes, this.sizeBytes);
    this.unusedBytes += this.end - offset;
    return this.end;
  }

  answered(offset: number, lengthBytes: number, leastBytes: number): void {
    this.last = { offset, lengthBytes, leastBytes };
    this.end = Math.max(this.end, offset + lengthBytes);
  }

  private wantedBytes(offset: number, neededBytes: number): number {
    if (this.isBehindLongGap(offset)) {
      this.windowBytes = 0;
      return Math.max(LONE_BYTES, Math.min(BEHIND_GAP_BYTES, this.leftBytes));
    }
    this.windowBytes = Math.min(
      Math.max(this.windowBytes, neededBytes, LONE_BYTES) * 2,
      LARGEST_WINDOW_BYTES,
    );
    // What was read without a gap, as headers are, is likely to go on for as long again.
    const aheadBytes = Math.max(this.leftBytes, this.runBytes);
    if (aheadBytes > 0) return Math.max(LONE_BYTES, Math.min(this.windowBytes, aheadBytes));
    if (this.isTooSlow) return LARGEST_WINDOW_BYTES;
    this.loneRequests++;
    this.windowBytes = 0;
    return LONE_BYTES;
  }

  private get leftBytes(): number {
    return Math.max(0, UNUSED_BYTES_ALLOWED - this.unusedBytes);
  }

  private isBehindLongGap(offset: number): boolean {
    return offset - this.end > SHORT_GAP_BYTES;
  }

  private get isTooSlow(): boolean {
    return (
      this.loneRequests >= LONE_REQUESTS_ALLOWED ||
      // Twice as many may be expected: a guess that is wrong is dearer than some seconds.
      this.loneRequests + this.gapsToCome > 2 * LONE_REQUESTS_ALLOWED ||
      // What has been read through is spent; saving the rest of it would only take longer.
      this.unusedBytes > 4 * UNUSED_BYTES_ALLOWED
    );
  }

  /** Looks from time to time how many gaps are to come if they go on like the last ones. */
  private countGap(offset: number): void {
    if (++this.gaps < GAPS_PER_ESTIMATE) return;
    const bytesPerGap = Math.max(1, offset - this.gapsFrom) / this.gaps;
    this.gapsToCome = (this.sizeBytes - offset) / bytesPerGap;
    this.gaps = 0;
    this.gapsFrom = offset;
  }
}
