import { FrameMask, TurnedMask, type BitRun, type ByteMask } from "../bytes/byteMask";
import { VR_TRAITS } from "../dictionary/vr";
import type { DataSet } from "../model/dataSet";
import { paddedLength } from "../write/elementSize";
import { blackPixel, type BlackPixel } from "./blackSample";
import { nativePixelBytes, type PixelDescription } from "./pixelDescription";

/** A rectangle in pixels, from the upper left corner of the image, the same in every frame. */
export interface PixelRegion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Bits of one sample, and the size of the frame. */
interface Layout {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  readonly bitsAllocated: number;
}

/**
 * The mask that blanks `regions` in every frame of native pixel data (PS3.5 §8.1.1, PS3.3 §C.7.6.3.1), as far as they are
 * inside the image; `undefined` where what is said of the pixels does not tell where each of them is.
 */
export function regionMask(
  pixels: PixelDescription,
  regions: readonly PixelRegion[],
  dataSet: DataSet,
): ByteMask | undefined {
  const { pixelData, rows, columns, samplesPerPixel, bitsAllocated, numberOfFrames } = pixels;
  const { value, vr } = pixelData;
  if (value.kind !== "bytes" && value.kind !== "range") return undefined;
  if (!rows || !columns || !samplesPerPixel || !bitsAllocated || numberOfFrames < 1) return undefined;
  if (!ALLOCATED.has(bitsAllocated) || (bitsAllocated === 1 && samplesPerPixel !== 1)) return undefined;
  const describedBytes = nativePixelBytes(pixels) ?? NaN;
  // More than that would be frames that nobody described, and nobody would blank.
  const isDescribed =
    value.lengthBytes === describedBytes || value.lengthBytes === paddedLength(describedBytes);
  if (!isDescribed) return undefined;
  const black = blackPixel(pixels, dataSet);
  if (!black) return undefined;
  const clipped = regions.flatMap((region) => clip(region, rows, columns));
  const layout = { rows, columns, samples: samplesPerPixel, bitsAllocated };
  const runs = runsOf(pixels, layout, clipped, black);
  if (!runs) return undefined;
  const offset = value.kind === "range" ? value.offset : 0;
  const frameBits = (describedBytes * 8) / numberOfFrames;
  const mask = new FrameMask(
    { offset, count: numberOfFrames, frameBits: bitsAllocated === 1 ? rows * columns : frameBits },
    runs,
  );
  const { unitBytes } = VR_TRAITS[vr];
  return value.bigEndian && unitBytes !== 1 ? new TurnedMask(mask, unitBytes, offset) : mask;
}

const ALLOCATED: ReadonlySet<number> = new Set([1, 8, 16, 32, 64]);

/** The part of a region that is inside of the image, if any. */
function clip({ x, y, width, height }: PixelRegion, rows: number, columns: number): PixelRegion[] {
  const clipped = { x, y, width: Math.min(width, columns - x), height: Math.min(height, rows - y) };
  return clipped.width > 0 && clipped.height > 0 ? [clipped] : [];
}

/** Runs of the first frame. */
function runsOf(
  pixels: PixelDescription,
  layout: Layout,
  regions: readonly PixelRegion[],
  black: BlackPixel,
): BitRun[] | undefined {
  const { rows, columns, samples, bitsAllocated } = layout;
  const allBlack = patternOf(black, pixels, bitsAllocated);
  const isShared = pixels.photometricInterpretation?.endsWith("_422") === true;
  if (isShared) {
    // Two pixels are one unit: neither is blank as long as the other keeps their colour.
    if (columns % 2 !== 0 || (pixels.planarConfiguration ?? 0) !== 0) return undefined;
    const widened = regions.map(({ x, width, ...rest }) => {
      const from = x - (x % 2);
      return { ...rest, x: from / 2, width: Math.ceil((x + width - from) / 2) };
    });
    return rowRuns(widened, columns / 2, 4 * bitsAllocated, 0, allBlack);
  }
  if (samples === 1) return rowRuns(regions, columns, bitsAllocated, 0, allBlack);
  if (pixels.planarConfiguration === 0)
    return rowRuns(regions, columns, samples * bitsAllocated, 0, allBlack);
  if (pixels.planarConfiguration !== 1) return undefined;
  return black.flatMap((sample, plane) => {
    const pattern = patternOf([sample], pixels, bitsAllocated);
    return rowRuns(regions, columns, bitsAllocated, plane * rows * columns * bitsAllocated, pattern);
  });
}

function rowRuns(
  regions: readonly PixelRegion[],
  unitsPerRow: number,
  unitBits: number,
  base: number,
  pattern: Uint8Array,
): BitRun[] {
  return regions.flatMap(({ x, y, width, height }) =>
    Array.from({ length: height }, (_, row) => {
      const start = base + ((y + row) * unitsPerRow + x) * unitBits;
      return { start, end: start + width * unitBits, pattern };
    }),
  );
}

/** Stored values as they stand in little endian, at their place between unused bits. */
function patternOf(
  black: BlackPixel,
  { integerSamples, highBit, bitsStored = 0 }: PixelDescription,
  bitsAllocated: number,
): Uint8Array {
  if (bitsAllocated === 1) return Uint8Array.of(black[0] === 0n ? 0x00 : 0xff);
  const sampleBytes = bitsAllocated / 8;
  const shift = integerSamples ? Math.max(0, (highBit ?? bitsStored - 1) - bitsStored + 1) : 0;
  const bytes = black.flatMap((sample) => {
    const stored = BigInt.asUintN(bitsAllocated, sample << BigInt(shift));
    return Array.from({ length: sampleBytes }, (_, index) => Number((stored >> BigInt(8 * index)) & 0xffn));
  });
  return Uint8Array.from(bytes.every((byte) => byte === bytes[0]) ? bytes.slice(0, 1) : bytes);
}
