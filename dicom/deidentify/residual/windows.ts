/** What a match needs to see before its start, and from there on; more than the longest term and date take. */
const BEFORE_BYTES = 48;
const AHEAD_BYTES = 208;
const KEPT_BYTES = BEFORE_BYTES + AHEAD_BYTES;

/**
 * Looks at `bytes`, for what starts at `from` up to (not at) `to`.
 *
 * @param position of the first of the bytes in the stream
 */
export type LookAt = (bytes: Uint8Array, from: number, to: number, position: number) => void;

/**
 * Gives every start in a stream of pieces its surroundings, of which a piece may have only a part: nothing that is
 * looked for is missed where two pieces meet. A start may be looked at twice. Holds some hundred bytes.
 */
export class Windows {
  private kept = new Uint8Array(0);
  /** First start in `kept` that nobody has looked at. */
  private next = 0;

  /** @param position where the stream starts */
  constructor(
    private readonly lookAt: LookAt,
    private position = 0,
  ) {}

  see(bytes: Uint8Array): void {
    const { kept } = this;
    const joined = kept.length === 0 ? bytes : Buffer.concat([kept, bytes.subarray(0, KEPT_BYTES)]);
    const position = this.position - kept.length;
    this.position += bytes.length;
    const reach = Math.max(this.next, joined.length - AHEAD_BYTES);
    this.lookAt(joined, this.next, reach, position);
    if (kept.length === 0 || bytes.length <= KEPT_BYTES) {
      this.keep(joined, reach);
    } else {
      const end = bytes.length - AHEAD_BYTES;
      this.lookAt(bytes, BEFORE_BYTES, end, position + kept.length);
      this.keep(bytes, end);
    }
  }

  /** The stream ends: what is left is looked at. */
  end(): void {
    this.lookAt(this.kept, this.next, this.kept.length, this.position - this.kept.length);
    this.kept = new Uint8Array(0);
    this.next = 0;
  }

  private keep(bytes: Uint8Array, next: number): void {
    const from = Math.max(0, bytes.length - KEPT_BYTES);
    this.kept = Uint8Array.prototype.slice.call(bytes, from); // a copy: pieces may share their memory
    this.next = next - from;
  }
}
