import { runBounded } from "./runBounded";

/** Places that are fetched before the walk goes on; what is held at a time. */
const PLACES_AT_A_TIME = 256;

/** Requests on their way at the same time; the SDK opens 50 connections at most. */
const CONCURRENT_REQUESTS = 32;

/**
 * A few bytes each at places where a reader is likely to come by, in order. They are fetched side by side, some at a
 * time, and only once the reader has come to the first of them: a guess that is wrong costs no more than one
 * request, and none while the reader goes elsewhere.
 */
export class ExpectedReads {
  private next = 0;
  private held = new Map<number, Uint8Array>();

  /**
   * @param offsets ascending
   * @param fetch one request
   */
  constructor(
    private readonly offsets: Float64Array,
    private readonly lengthBytes: number,
    private readonly fetch: (offset: number, lengthBytes: number) => Promise<Uint8Array>,
  ) {}

  /** The bytes at `offset`; `undefined` where nobody expected them, or not as many. */
  async take(offset: number, leastBytes: number): Promise<Uint8Array | undefined> {
    if (leastBytes > this.lengthBytes) return undefined;
    if (!this.held.has(offset)) await this.fetchFrom(offset);
    return this.held.get(offset);
  }

  private async fetchFrom(offset: number): Promise<void> {
    const { offsets } = this;
    while (this.next < offsets.length && (offsets[this.next] as number) < offset) this.next++;
    if (offsets[this.next] !== offset) return;
    const places = [...new Set(offsets.subarray(this.next, this.next + PLACES_AT_A_TIME))];
    this.next += PLACES_AT_A_TIME;
    const answers = await runBounded(places, CONCURRENT_REQUESTS, (place) =>
      this.fetch(place, this.lengthBytes),
    );
    this.held = new Map(places.map((place, index) => [place, answers[index] as Uint8Array]));
  }
}
