import type { Random } from "./random";

const UNDEFINED = Uint8Array.of(0xff, 0xff, 0xff, 0xff);
const EXTREMES = [0, 1, 7, 0xfffe, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const TAGS = [
  0xfffee000, 0xfffee00d, 0xfffee0dd, 0x00020010, 0x00080005, 0x00280103, 0x7fe00010, 0x7fe00001, 0x00081140,
  0x00091001, 0xfffcfffc, 0,
];
const VRS = ["SQ", "UN", "OB", "OW", "AT", "UT", "PN", "FD", "SV", "DS", "ZZ", "\0\0"];

type Mutation = (bytes: Buffer, random: Random, other: Uint8Array) => Buffer;

/** Where headers are: most bytes of an image are pixels, which nobody looks at. */
function place(bytes: Buffer, random: Random): number {
  return random.chance(0.8) ? random.below(Math.min(bytes.length, 2048)) : random.below(bytes.length);
}

function overwrite(bytes: Buffer, at: number, by: Uint8Array): Buffer {
  const copy = Buffer.from(bytes);
  if (at < copy.length) copy.set(by.subarray(0, Math.max(0, copy.length - at)), at);
  return copy;
}

function number(value: number, lengthBytes: 2 | 4, bigEndian: boolean): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  const cut = bytes.subarray(0, lengthBytes);
  return bigEndian ? Buffer.from(cut).reverse() : cut;
}

function tag(value: number, bigEndian: boolean): Buffer {
  return Buffer.concat([number(value >>> 16, 2, bigEndian), number(value & 0xffff, 2, bigEndian)]);
}

/** Offset of a delimiter or item, where a length field is; undefined where there is none. */
function itemOffset(bytes: Buffer, random: Random): number | undefined {
  const offsets: number[] = [];
  for (
    let at = bytes.indexOf("feff", 0, "hex");
    at >= 0 && offsets.length < 64;
    at = bytes.indexOf("feff", at + 1, "hex")
  )
    offsets.push(at);
  return offsets.length > 0 ? random.pick(offsets) : undefined;
}

const MUTATIONS: readonly Mutation[] = [
  function flipBits(bytes, random) {
    const copy = Buffer.from(bytes);
    for (let left = 1 + random.below(8); left > 0; left--) {
      const at = place(copy, random);
      copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    }
    return copy;
  },
  function truncate(bytes, random) {
    return bytes.subarray(0, random.below(bytes.length));
  },
  function overwriteLength(bytes, random) {
    const length = number(random.pick(EXTREMES), random.pick([2, 4]), random.chance(0.2));
    return overwrite(bytes, place(bytes, random), length);
  },
  function overwriteItemLength(bytes, random) {
    const at = itemOffset(bytes, random);
    const length = random.chance(0.3)
      ? UNDEFINED
      : number(random.pick([...EXTREMES, random.below(512)]), 4, false);
    return at === undefined ? bytes : overwrite(bytes, at + 4, length);
  },
  function overwriteTag(bytes, random) {
    return overwrite(bytes, place(bytes, random), tag(random.pick(TAGS), random.chance(0.2)));
  },
  function overwriteVr(bytes, random) {
    return overwrite(bytes, place(bytes, random), Buffer.from(random.pick(VRS), "latin1"));
  },
  function insert(bytes, random) {
    const at = place(bytes, random);
    const inserted = random.chance(0.5)
      ? Buffer.concat([tag(random.pick(TAGS), false), random.pick([UNDEFINED, Buffer.alloc(4)])])
      : Buffer.alloc(1 + random.below(16), random.below(256));
    return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
  },
  function remove(bytes, random) {
    const at = place(bytes, random);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(64))]);
  },
  function repeat(bytes, random) {
    const at = itemOffset(bytes, random) ?? place(bytes, random);
    const piece = bytes.subarray(at, at + 8 + random.below(256));
    const times = random.chance(0.1) ? 200 : 1 + random.below(4);
    return Buffer.concat([bytes.subarray(0, at), ...Array<Buffer>(times).fill(piece), bytes.subarray(at)]);
  },
  function splice(bytes, random, other) {
    const start = random.below(other.length);
    const piece = other.subarray(start, start + 1 + random.below(512));
    const at = place(bytes, random);
    return Buffer.concat([
      bytes.subarray(0, at),
      piece,
      bytes.subarray(at + (random.chance(0.5) ? piece.length : 0)),
    ]);
  },
];

/** One to four mutations of `bytes`; `other` gives pieces to splice. The same state of `random` gives the same bytes. */
export function mutate(bytes: Uint8Array, random: Random, other: Uint8Array): Buffer {
  let mutated: Buffer = Buffer.from(bytes);
  for (let left = 1 + random.below(4); left > 0 && mutated.length > 0; left--)
    mutated = random.pick(MUTATIONS)(mutated, random, other);
  return mutated;
}
