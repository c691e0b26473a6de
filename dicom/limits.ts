import { DicomUsageError } from "./errors";

/** Bounds on what a single object may cost. Every bound ends in a `DicomLimitError`. */
export interface Limits {
  /** Values longer than this stay in the source as a range and are never held in memory. */
  readonly inlineValueBytes: number;
  /** Bytes of headers and short values held in memory for one object, and of padding behind it (`HEADER_TOO_LARGE`). */
  readonly headerBytes: number;
  /** Data elements at all levels, items included (`TOO_MANY_ELEMENTS`). */
  readonly elements: number;
  /** Sequences inside sequences (`NESTING_TOO_DEEP`); at most `HIGHEST_DEPTH`. */
  readonly depth: number;
  /** Fragments of encapsulated pixel data (`TOO_MANY_FRAGMENTS`). */
  readonly fragments: number;
  /** Size of a deflated data set once inflated (`INFLATED_SIZE_TOO_LARGE`). */
  readonly inflatedBytes: number;
}

/** For a process with memory to spare; `limitsForMemory` gives those of a small one. */
export const DEFAULT_LIMITS: Limits = {
  inlineValueBytes: 64 * 1024,
  headerBytes: 64 * 1024 * 1024,
  elements: 1_000_000,
  depth: 64,
  fragments: 1_000_000,
  inflatedBytes: 256 * 1024 * 1024,
};

/** Reading is no recursion, but whatever goes through a data set afterwards is: deeper, the call stack would end first. */
export const HIGHEST_DEPTH = 256;

/**
 * The defaults with what a caller wants otherwise.
 *
 * @throws DicomUsageError `INVALID_ARGUMENT` for what is no bound, and for a depth over `HIGHEST_DEPTH`
 */
export function resolveLimits(wanted: Partial<Limits> = {}): Limits {
  const limits = { ...DEFAULT_LIMITS, ...wanted };
  for (const [name, limit] of Object.entries(limits)) {
    if (!(limit >= 0)) throw new DicomUsageError("INVALID_ARGUMENT", `limits.${name} is no bound`);
  }
  if (limits.depth > HIGHEST_DEPTH)
    throw new DicomUsageError("INVALID_ARGUMENT", `limits.depth is at most ${HIGHEST_DEPTH}`);
  return limits;
}

/** Measured: what a function takes besides, with its reads, requests and parts on their way. */
const BASE_BYTES = 140 * 1024 * 1024;

/** Measured: what an element costs from reading to the plan of its de-identification. */
const BYTES_PER_ELEMENT = 800;

/**
 * Limits under which one object at a time fits into a process of `memoryBytes`, so that a large one ends in a
 * `DicomLimitError` with its name rather than in the process being killed; never above the defaults. An object may
 * reach all limits at once: elements have half of what is left, bytes of headers, which are held up to twice over, and
 * an inflated data set a quarter each.
 */
export function limitsForMemory(memoryBytes: number): Limits {
  const available = Math.max(0, memoryBytes - BASE_BYTES);
  const share = (parts: number) => Math.floor(available / parts);
  return {
    ...DEFAULT_LIMITS,
    elements: Math.min(DEFAULT_LIMITS.elements, share(2 * BYTES_PER_ELEMENT)),
    headerBytes: Math.min(DEFAULT_LIMITS.headerBytes, share(8)),
    inflatedBytes: Math.min(DEFAULT_LIMITS.inflatedBytes, share(4)),
  };
}
