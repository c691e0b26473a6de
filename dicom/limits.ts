/** Bounds on what a single object may cost. Every bound ends in a `DicomLimitError`. */
export interface Limits {
  /** Values longer than this stay in the source as a range and are never held in memory. */
  readonly inlineValueBytes: number;
  /** Bytes of headers and short values held in memory for one object (`HEADER_TOO_LARGE`). */
  readonly headerBytes: number;
  /** Data elements at all levels, items included (`TOO_MANY_ELEMENTS`). */
  readonly elements: number;
  /** Sequences inside sequences (`NESTING_TOO_DEEP`). */
  readonly depth: number;
  /** Fragments of encapsulated pixel data (`TOO_MANY_FRAGMENTS`). */
  readonly fragments: number;
  /** Size of a deflated data set once inflated (`INFLATED_SIZE_TOO_LARGE`). */
  readonly inflatedBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  inlineValueBytes: 64 * 1024,
  headerBytes: 64 * 1024 * 1024,
  elements: 1_000_000,
  depth: 64,
  fragments: 1_000_000,
  inflatedBytes: 256 * 1024 * 1024,
};
