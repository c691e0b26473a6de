import { readExactly } from "../../bytes/readExactly";
import type { ByteSource } from "../../bytes/byteSource";
import { PIXEL_DATA } from "../../dictionary/tags";
import type { FragmentsValue, Patch } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { DicomObject } from "../../model/dicomObject";
import { isVideo } from "../../syntax/transferSyntax";
import { ITEM_HEADER_BYTES } from "../../syntax/offsetTable";
import { cleanBoxes } from "./boxes";
import {
  BudgetSpent,
  FrameBytes,
  Patches,
  UnreadableFragment,
  type Fragment,
  type ReadBudget,
} from "./frameBytes";
import { cleanJpeg } from "./jpegHeader";
import { cleanJpeg2000 } from "./jpeg2000Header";
import { cleanOffsetTable, extendedTableAgrees } from "./offsetTables";
import { cleanRle, rleLayoutOf, type RleLayout } from "./rleSegments";

/** What is around the compressed samples of one object. */
export interface FragmentInspection {
  /** What was looked through. */
  readonly value: FragmentsValue;
  /** Ascending; what takes the place of text that no decoder needs. */
  readonly patches: readonly Patch[];
  /** Whether the Extended Offset Table, where there is one, says where the fragments are. */
  readonly extendedTableAgrees: boolean;
  /** Why it could not be looked through; a sentence without a value. */
  readonly problem?: string;
}

/** Enough for the header of nearly every image, and of most that are without loss. */
const HEAD_BYTES = 1024;
const DEAR_HEAD_BYTES = 96;

/** What may be read bit by bit of a source to which reads are dear (ADR 10): the headers of 12,000 images. */
const DEAR_BYTES = 8 * 1024 * 1024;

/** Of what has more fragments all is read, as walking through it does (ADR 7). */
const LONE_FRAGMENTS = 10 * 1024;
const WINDOW_BYTES = 4 * 1024 * 1024;

const READS_AT_A_TIME = 32;

const RLE_LOSSLESS = "1.2.840.10008.1.2.5";

/** What is not compressed has no place for anything but samples. */
const ENCAPSULATED_UNCOMPRESSED = "1.2.840.10008.1.2.1.98";

type Cleaner = (frame: FrameBytes) => Promise<void>;

interface Frame {
  readonly clean: Cleaner;
  readonly head: Uint8Array;
  readonly fragments: Fragment[];
}

/** By the first bytes of a codestream or file, in hex. */
const FORMATS: readonly (readonly [start: string, Cleaner])[] = [
  ["ffd8ff", cleanJpeg],
  ["ff4fff51", (frame) => cleanJpeg2000(frame, 0, frame.lengthBytes)],
  ["0000000c6a502020", (frame) => cleanBoxes(frame)],
  ["0000000c4a584c20", (frame) => cleanBoxes(frame)],
  ["ff0a", () => Promise.resolve()], // a bare JPEG XL codestream has no place for remarks
];

/**
 * Looks through what stands around the samples of encapsulated pixel data: markers and boxes of JPEG, JPEG-LS, JPEG 2000 and
 * JPEG XL, what belongs to no segment of RLE, and offset tables. `deidentify` reads nothing, so that this comes before it. Some hundred
 * bytes are read of each fragment; of RLE all, as nothing else says where a segment ends.
 *
 * @returns undefined for an object without fragments
 */
export async function inspectFragments({
  dataSet,
  transferSyntax,
}: Pick<DicomObject, "dataSet" | "transferSyntax">): Promise<FragmentInspection | undefined> {
  const value = dataSet.get(PIXEL_DATA)?.value;
  if (value?.kind !== "fragments") return undefined;
  const { uid } = transferSyntax;
  try {
    const fragments = await fragmentsOf(value);
    const tables = new Patches();
    await cleanOffsetTable(value, fragments, tables);
    const frames = await inspectFrames(value, fragments, uid, dataSet);
    return {
      value,
      patches: [...tables.all, ...frames.all].sort((one, other) => one.offset - other.offset),
      extendedTableAgrees: await extendedTableAgrees(dataSet, fragments),
    };
  } catch (error) {
    if (error instanceof UnreadableFragment)
      return { value, patches: [], extendedTableAgrees: false, problem: error.message };
    throw error;
  }
}

async function inspectFrames(
  { source }: FragmentsValue,
  fragments: readonly Fragment[],
  uid: string,
  dataSet: DataSet,
): Promise<Patches> {
  // Streams of hours are held, or let through, as what they are.
  if (uid === ENCAPSULATED_UNCOMPRESSED || isVideo(uid)) return new Patches();
  if (uid === RLE_LOSSLESS) return inspectRle(source, fragments, rleLayoutOf(dataSet));
  if (!source.expectReads) return inspect(source, fragments, { leftBytes: Infinity }, HEAD_BYTES);
  try {
    if (fragments.length <= LONE_FRAGMENTS)
      return await inspect(source, fragments, { leftBytes: DEAR_BYTES }, DEAR_HEAD_BYTES);
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
  }
  return inspect(new WindowedSource(source), fragments, { leftBytes: Infinity }, DEAR_HEAD_BYTES, 1);
}

/** Each frame is one fragment, PS3.5 §A.4.2. */
async function inspectRle(
  own: ByteSource,
  all: readonly Fragment[],
  layout: RleLayout | undefined,
): Promise<Patches> {
  if (!layout) throw new UnreadableFragment("its description says not how long a segment is");
  const patches = new Patches();
  const isDear = own.expectReads !== undefined;
  const source = isDear ? new WindowedSource(own) : own;
  const atATime = isDear ? 1 : READS_AT_A_TIME;
  const budget = { leftBytes: Infinity };
  const fragments = all.filter(({ lengthBytes }) => lengthBytes > 0);
  for (let index = 0; index < fragments.length; index += atATime) {
    const frames = fragments.slice(index, index + atATime);
    await Promise.all(
      frames.map((frame) =>
        cleanRle(new FrameBytes(source, [frame], new Uint8Array(), budget, patches), layout),
      ),
    );
  }
  return patches;
}

/** Reads on, a window at a time, for somebody who goes from start to end. */
class WindowedSource implements ByteSource {
  readonly sizeBytes: number;
  private window = { offset: 0, bytes: new Uint8Array() as Uint8Array };

  constructor(private readonly source: ByteSource) {
    this.sizeBytes = source.sizeBytes;
  }

  async read(offset: number, lengthBytes: number): Promise<Uint8Array> {
    const { window } = this;
    const isHeld = offset >= window.offset && offset + lengthBytes <= window.offset + window.bytes.length;
    if (!isHeld)
      this.window = { offset, bytes: await this.source.read(offset, Math.max(WINDOW_BYTES, lengthBytes)) };
    const start = offset - this.window.offset;
    return this.window.bytes.subarray(start, start + lengthBytes);
  }
}

/** @param atATime fragments that are looked into side by side */
async function inspect(
  source: ByteSource,
  fragments: readonly Fragment[],
  budget: ReadBudget,
  headBytes: number,
  atATime = READS_AT_A_TIME,
): Promise<Patches> {
  const patches = new Patches();
  let open: Frame | undefined;
  let closed: Frame[] = [];
  const cleanClosed = async () => {
    const frames = closed.map(
      ({ fragments: parts, head }) => new FrameBytes(source, parts, head, budget, patches),
    );
    await Promise.all(closed.map(({ clean }, index) => clean(frames[index] as FrameBytes)));
    closed = [];
  };
  for (let index = 0; index < fragments.length; index += atATime) {
    const batch = fragments.slice(index, index + atATime);
    const heads = await Promise.all(batch.map((fragment) => readHead(source, fragment, headBytes, budget)));
    for (const [position, fragment] of batch.entries()) {
      const head = heads[position] as Uint8Array;
      const clean = cleanerOf(head);
      if (clean) {
        if (open) closed.push(open);
        open = { clean, head, fragments: [fragment] };
      } else if (open) {
        open.fragments.push(fragment); // compressed samples that go on
      } else if (fragment.lengthBytes > 0) {
        throw new UnreadableFragment("they begin like no image");
      }
    }
    await cleanClosed();
  }
  if (open) closed.push(open);
  await cleanClosed();
  return patches;
}

async function readHead(
  source: ByteSource,
  { offset, lengthBytes }: Fragment,
  headBytes: number,
  budget: ReadBudget,
): Promise<Uint8Array> {
  const length = Math.min(lengthBytes, headBytes);
  if ((budget.leftBytes -= length) < 0) throw new BudgetSpent();
  return length === 0 ? new Uint8Array() : readExactly(source, offset, length);
}

function cleanerOf(head: Uint8Array): Cleaner | undefined {
  const start = Buffer.from(head.subarray(0, 8)).toString("hex");
  return FORMATS.find(([signature]) => start.startsWith(signature))?.[1];
}

/** Where the fragments are; where reading did not note it, the item headers are gone over again. */
async function fragmentsOf(value: FragmentsValue): Promise<Fragment[]> {
  const { source, offset, lengthBytes, offsetTableBytes, fragmentOffsets } = value;
  const end = offset + lengthBytes;
  if (fragmentOffsets)
    return fragmentOffsets.map((start, index) => ({
      offset: start,
      lengthBytes: (fragmentOffsets[index + 1] ?? end + ITEM_HEADER_BYTES) - ITEM_HEADER_BYTES - start,
    }));
  const fragments: Fragment[] = [];
  for (let at = offset + ITEM_HEADER_BYTES + offsetTableBytes; at < end;) {
    const header = Buffer.from(await readExactly(source, at, ITEM_HEADER_BYTES));
    const fragment = { offset: at + ITEM_HEADER_BYTES, lengthBytes: header.readUInt32LE(4) };
    fragments.push(fragment);
    at = fragment.offset + fragment.lengthBytes;
  }
  return fragments;
}
