import { endianness } from "node:os";
import type { OwnIdentifier } from "../clean/ownIdentifiers";
import { characterAt, FOLDED, gramAt, isDigit, isLetter, looseGram } from "./bytes";
import { datesAround } from "./dateSpelling";
import type { DatesAndUids, SearchTerm } from "./searchTerms";
import type { EncodedTerm } from "./termEncodings";

/** Something that was looked for and found. */
export interface Hit {
  readonly of: OwnIdentifier;
  /** A part of a name. */
  readonly isPart: boolean;
  readonly text: string;
  /** Bytes that it takes. */
  readonly lengthBytes: number;
  /** See `EncodedTerm`. */
  readonly isBare: boolean;
}

/** Told of a hit and the index at which it starts. */
export type OnHit = (hit: Hit, start: number) => void;

/** What may begin with four given bytes. */
interface Probe {
  /** @returns what begins at `start` */
  readonly matchAt: (bytes: Uint8Array, start: number) => Hit | undefined;
}

/** Hashes of four bytes that something begins with; two to the power of 14. */
const FILTER_BITS = 14;
const SHORTEST_BYTES = 4;
const GOLDEN_RATIO = 0x9e3779b1;
/** Every fourth position of long ranges is looked at, so a term of 7 bytes has four of them in a row at one. */
const STRIDE = 4;
export const SHORTEST_IN_SAMPLES_BYTES = 7;
const LITTLE_ENDIAN = endianness() === "LE";
/** Longest that is a UID, PS3.5 §9.1. */
const LONGEST_UID = 64;

/**
 * Finds many terms in one pass, in time that is linear in the bytes: a look at a table for each of them, and a
 * comparison where four of them begin like a term. Memory is that of the terms.
 */
export class TermIndex {
  private constructor(
    private readonly everywhere: ProbeTable,
    private readonly sampled: ProbeTable,
  ) {}

  static of(terms: Iterable<readonly [SearchTerm, readonly EncodedTerm[]]>): TermIndex {
    const index = new TermIndex(new ProbeTable(), new ProbeTable());
    for (const [term, encoded] of terms) index.addTerm(term, encoded);
    return index;
  }

  /** What this index has, and besides it dates and UIDs; this one stays as it is. */
  with({ dates, uids }: DatesAndUids): TermIndex {
    const index = new TermIndex(new ProbeTable(this.everywhere), this.sampled);
    index.addUids(uids);
    index.addDates(dates);
    return index;
  }

  private addTerm(term: SearchTerm, encoded: readonly EncodedTerm[]): void {
    for (const spelt of encoded) {
      const { bytes } = spelt;
      if (bytes.length < SHORTEST_BYTES) continue;
      const probe = termProbe(term, spelt);
      this.everywhere.add(gramAt(bytes, 0), probe);
      if (bytes.length < SHORTEST_IN_SAMPLES_BYTES) continue;
      for (let shift = 0; shift < STRIDE; shift++) {
        const matchAt: Probe["matchAt"] = (text, at) => probe.matchAt(text, at - shift);
        this.sampled.add(gramAt(bytes, shift), shift === 0 ? probe : { matchAt });
      }
    }
  }

  /** Finds UIDs of any number by their first four characters, and whole. */
  private addUids(uids: ReadonlyMap<string, OwnIdentifier>): void {
    const probe: Probe = { matchAt: (bytes, start) => uidAt(bytes, start, uids) };
    const starts = new Set(Array.from(uids.keys(), (uid) => uid.slice(0, SHORTEST_BYTES)));
    for (const start of starts) this.everywhere.add(gramAt(Buffer.from(start, "latin1"), 0), probe);
  }

  /** Finds dates in any spelling, by their years. */
  private addDates(dates: ReadonlyMap<string, OwnIdentifier>): void {
    const years = new Set(Array.from(dates.keys(), (date) => date.slice(0, 4)));
    for (const unitBytes of [1, 2] as const) {
      const matchAt: Probe["matchAt"] = (bytes, start) => dateAt(bytes, start, unitBytes, dates);
      const starts = new Set<number>();
      for (const year of years) {
        const utf16 = Buffer.from(year, "utf16le");
        if (unitBytes === 1) starts.add(gramAt(Buffer.from(year, "latin1"), 0));
        else starts.add(gramAt(utf16, 0)).add(gramAt(Buffer.from(utf16).swap16(), 0));
      }
      for (const start of starts) this.everywhere.add(start, { matchAt });
    }
  }

  /** Finds everything that starts at `from` up to (not at) `to`. */
  search(bytes: Uint8Array, from: number, to: number, onHit: OnHit): void {
    const { filter } = this.everywhere;
    const end = Math.min(to, bytes.length - SHORTEST_BYTES + 1);
    for (let at = from; (at = nextGram(bytes, at, end, filter)) < end; at++)
      this.everywhere.probe(gramAt(bytes, at), bytes, at, onHit);
  }

  /** Finds terms of `SHORTEST_IN_SAMPLES_BYTES` and more, no UIDs and dates, at a fraction of the cost. */
  searchSamples(bytes: Uint8Array, from: number, to: number, onHit: OnHit): void {
    if (!LITTLE_ENDIAN) {
      this.search(bytes, from, to, onHit);
      return;
    }
    const { filter } = this.sampled;
    const unaligned = bytes.byteOffset % STRIDE;
    const start = Math.min(unaligned === 0 ? 0 : STRIDE - unaligned, bytes.length);
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + start, (bytes.length - start) >> 2);
    const end = Math.min(words.length, Math.ceil((to + STRIDE - 1 - start) / STRIDE));
    let at = Math.max(0, Math.ceil((from - start) / STRIDE));
    for (; (at = nextWord(words, at, end, filter)) < end; at++)
      this.sampled.probe(looseGram(words[at] ?? 0), bytes, start + at * STRIDE, onHit);
  }
}

// The loops over all bytes of an output, alone so that they are compiled as such and early.

/** The first position from `at` on whose four bytes something may begin with; `end` where there is none. */
function nextGram(bytes: Uint8Array, at: number, end: number, filter: Uint8Array): number {
  let gram = gramAt(bytes, at - 1);
  for (; at < end; at++) {
    gram = (gram >>> 8) | (((bytes[at + SHORTEST_BYTES - 1] ?? 0) | 0x20) << 24);
    if (filter[filterIndexOf(gram)] === 1) return at;
  }
  return end;
}

/** The same of words of four bytes, by their index. */
function nextWord(words: Int32Array, at: number, end: number, filter: Uint8Array): number {
  for (; at < end; at++) {
    if (filter[filterIndexOf(looseGram(words[at] ?? 0))] === 1) return at;
  }
  return end;
}

function filterIndexOf(gram: number): number {
  return Math.imul(gram, GOLDEN_RATIO) >>> (32 - FILTER_BITS);
}

class ProbeTable {
  readonly filter: Uint8Array;
  private readonly probes = new Map<number, Probe[]>();

  /** @param base another table, whose probes this one has too */
  constructor(private readonly base?: ProbeTable) {
    this.filter = base ? base.filter.slice() : new Uint8Array(1 << FILTER_BITS);
  }

  add(gram: number, probe: Probe): void {
    this.filter[filterIndexOf(gram)] = 1;
    const known = this.probes.get(gram);
    if (known) known.push(probe);
    else this.probes.set(gram, [probe]);
  }

  probe(gram: number, bytes: Uint8Array, start: number, onHit: OnHit): void {
    this.base?.probe(gram, bytes, start, onHit);
    for (const { matchAt } of this.probes.get(gram) ?? []) {
      const hit = matchAt(bytes, start);
      if (hit) onHit(hit, start);
    }
  }
}

function termProbe(term: SearchTerm, { bytes: spelt, unitBytes, isBare = false }: EncodedTerm): Probe {
  const { text, of, isPart } = term;
  const isWord = term.isWord && !isBare;
  const folded = spelt.map((byte) => FOLDED[byte] ?? 0);
  const { length } = folded;
  const hit: Hit = { of, isPart, text, lengthBytes: length, isBare };
  const matchAt = (bytes: Uint8Array, start: number) => {
    if (start < 0 || start + length > bytes.length) return undefined;
    for (let index = 0; index < length; index++) {
      if (FOLDED[bytes[start + index] ?? 0] !== folded[index]) return undefined;
    }
    return isWord && isInsideWord(bytes, start, start + length, unitBytes) ? undefined : hit;
  };
  return { matchAt };
}

/** True where the letters, or the digits, at either end go on beyond it. */
function isInsideWord(bytes: Uint8Array, start: number, end: number, unitBytes: 1 | 2): boolean {
  const before = (distance: number) => characterAt(bytes, start - distance * unitBytes, unitBytes);
  const after = (distance: number) => characterAt(bytes, end + (distance - 1) * unitBytes, unitBytes);
  return (
    goesOn(before(0), before(1), before(2), unitBytes) || goesOn(after(0), after(1), after(2), unitBytes)
  );
}

/**
 * Whether a word whose last character is `edge` goes on in `next`. A single character before a zero byte does not
 * count: it is part of a length or a tag.
 */
function goesOn(edge: number, next: number, beyond: number, unitBytes: 1 | 2): boolean {
  if (edge >= 0x80) return false;
  const isAlike = isDigit(edge) ? isDigit : isLetter(edge) ? isLetter : () => false;
  if (!isAlike(next)) return false;
  return unitBytes === 1 ? beyond > 0 : isAlike(beyond);
}

function uidAt(bytes: Uint8Array, start: number, uids: ReadonlyMap<string, OwnIdentifier>): Hit | undefined {
  const isPartOfUid = (character: number) => isDigit(character) || character === 0x2e;
  if (isPartOfUid(bytes[start - 1] ?? -1) && (bytes[start - 2] ?? 0) !== 0) return undefined;
  let end = start;
  while (end - start <= LONGEST_UID && isPartOfUid(bytes[end] ?? -1)) end++;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
  // What looks like one more character may be the start of the next tag.
  for (const uid of [text, text.slice(0, -1)]) {
    const of = uids.get(uid);
    if (of) return { of, isPart: false, text: uid, lengthBytes: uid.length, isBare: false };
    if (bytes[end] !== 0) break;
  }
  return undefined;
}

function dateAt(
  bytes: Uint8Array,
  start: number,
  unitBytes: 1 | 2,
  dates: ReadonlyMap<string, OwnIdentifier>,
): Hit | undefined {
  for (const date of datesAround(bytes, start, unitBytes)) {
    const of = dates.get(date);
    if (of) return { of, isPart: false, text: date, lengthBytes: 4 * unitBytes, isBare: false };
  }
  return undefined;
}
