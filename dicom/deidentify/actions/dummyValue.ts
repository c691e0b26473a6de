import { attributeOf } from "../../dictionary/attributes";
import type { Tag } from "../../dictionary/tag";
import { VR_TRAITS, type Vr } from "../../dictionary/vr";
import { padded } from "../../text/asciiText";

/** Dummies of text, and what to take where the original is just that. */
const TEXT_DUMMIES: Partial<Record<Vr, readonly [string, string]>> = {
  AS: ["001Y", "002Y"],
  DA: ["19000101", "19000102"],
  DS: ["0", "1"],
  DT: ["19000101000000", "19000102000000"],
  IS: ["0", "1"],
  TM: ["000000", "000001"],
  UR: ["urn:dummy", "urn:removed"],
};

/** Numbers of frames, segments, channels and the like, which are counted from one. */
const COUNTED: ReadonlySet<Tag> = new Set([
  0x00081160, // ReferencedFrameNumber
  0x0040a0b0, // ReferencedWaveformChannels
  0x0040a132, // ReferencedSamplePositions
  0x0040db73, // ReferencedContentItemIdentifier
  0x0062000b, // ReferencedSegmentNumber
]);
const ONE_OR_TWO: readonly [string, string] = ["1", "2"];

const WORDS: readonly [string, string] = ["DUMMY", "REMOVED"];

/**
 * A value field that is valid for the VR, not empty, and always the same; of as many values as the attribute has to
 * have (PS3.6). UI and SQ have no dummy of their own here.
 *
 * @param other asks for the second dummy, for an original that equals the first
 */
export function dummyBytes(tag: Tag, vr: Vr, other = false): Uint8Array {
  const count = fewestValues(tag);
  const counted = COUNTED.has(tag);
  const key = `${vr}${count}${other}${counted}`;
  let bytes = made.get(key);
  if (!bytes) made.set(key, (bytes = makeDummy(vr, count, other, counted)));
  return bytes;
}

/** Dummies are few, and nobody changes the bytes of an element. */
const made = new Map<string, Uint8Array>();

function makeDummy(vr: Vr, count: number, other: boolean, counted: boolean): Uint8Array {
  const { form, unitBytes } = VR_TRAITS[vr];
  if (form === "number") {
    const bytes = new Uint8Array(unitBytes * (vr === "AT" ? 2 : 1) * count);
    // Least significant byte first.
    if (counted) return bytes.map((_, index) => (index % unitBytes === 0 ? (other ? 2 : 1) : 0));
    return other ? bytes.fill(1) : bytes;
  }
  if (form === "binary") return new Uint8Array(Math.max(2, unitBytes)).fill(other ? 1 : 0);
  const value = (counted ? ONE_OR_TWO : (TEXT_DUMMIES[vr] ?? WORDS))[other ? 1 : 0];
  return padded(Buffer.from(new Array<string>(count).fill(value).join("\\"), "latin1"), vr);
}

/** 2 for `2-2n`, 3 for `3`, 1 where nothing is known. */
function fewestValues(tag: Tag): number {
  const fewest = parseInt(attributeOf(tag)?.vm ?? "1", 10);
  return fewest > 1 ? fewest : 1;
}
