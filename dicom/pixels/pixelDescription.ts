import type { Tag } from "../dictionary/tag";
import {
  BITS_ALLOCATED,
  BITS_STORED,
  COLUMNS,
  DOUBLE_FLOAT_PIXEL_DATA,
  FLOAT_PIXEL_DATA,
  HIGH_BIT,
  NUMBER_OF_FRAMES,
  PHOTOMETRIC_INTERPRETATION,
  PIXEL_DATA,
  PIXEL_REPRESENTATION,
  PLANAR_CONFIGURATION,
  ROWS,
  SAMPLES_PER_PIXEL,
} from "../dictionary/tags";
import type { DataElement } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import { firstNumber, firstText } from "../text/values";

/** Tags of the Image Pixel module, PS3.3 §C.7.6.3, and of the number of frames, §C.7.6.6. */
export const PIXEL_TAGS = {
  samplesPerPixel: SAMPLES_PER_PIXEL,
  photometricInterpretation: PHOTOMETRIC_INTERPRETATION,
  planarConfiguration: PLANAR_CONFIGURATION,
  numberOfFrames: NUMBER_OF_FRAMES,
  rows: ROWS,
  columns: COLUMNS,
  bitsAllocated: BITS_ALLOCATED,
  bitsStored: BITS_STORED,
  highBit: HIGH_BIT,
  pixelRepresentation: PIXEL_REPRESENTATION,
} as const satisfies Record<string, Tag>;

/** Pixel data and what the object says of it; a number is `undefined` where it is absent or unreadable. */
export interface PixelDescription {
  readonly pixelData: DataElement;
  /** Floating point samples have no bits stored and no sign, PS3.3 §C.7.6.24. */
  readonly integerSamples: boolean;
  readonly samplesPerPixel: number | undefined;
  readonly photometricInterpretation: string | undefined;
  readonly planarConfiguration: number | undefined;
  readonly numberOfFrames: number;
  readonly rows: number | undefined;
  readonly columns: number | undefined;
  readonly bitsAllocated: number | undefined;
  readonly bitsStored: number | undefined;
  readonly highBit: number | undefined;
  readonly pixelRepresentation: number | undefined;
}

/** `undefined` for an object without pixel data. */
export function describePixels(dataSet: DataSet): PixelDescription | undefined {
  const integers = dataSet.get(PIXEL_DATA);
  const pixelData = integers ?? dataSet.get(FLOAT_PIXEL_DATA) ?? dataSet.get(DOUBLE_FLOAT_PIXEL_DATA);
  if (!pixelData) return undefined;
  const number = (tag: Tag) => {
    const value = firstNumber(dataSet, tag);
    return value !== undefined && Number.isInteger(value) && value >= 0 ? value : undefined;
  };
  return {
    pixelData,
    integerSamples: integers !== undefined,
    samplesPerPixel: number(PIXEL_TAGS.samplesPerPixel),
    photometricInterpretation: firstText(dataSet, PIXEL_TAGS.photometricInterpretation),
    planarConfiguration: number(PIXEL_TAGS.planarConfiguration),
    numberOfFrames: number(PIXEL_TAGS.numberOfFrames) ?? 1,
    rows: number(PIXEL_TAGS.rows),
    columns: number(PIXEL_TAGS.columns),
    bitsAllocated: number(PIXEL_TAGS.bitsAllocated),
    bitsStored: number(PIXEL_TAGS.bitsStored),
    highBit: number(PIXEL_TAGS.highBit),
    pixelRepresentation: number(PIXEL_TAGS.pixelRepresentation),
  };
}

/**
 * Bytes that native pixel data of this description has, without padding; `undefined` where the description
 * leaves it open. Bits of one-bit frames follow one another without a gap, PS3.5 §8.1.1.
 */
export function nativePixelBytes(pixels: PixelDescription): number | undefined {
  const { rows, columns, bitsAllocated, numberOfFrames } = pixels;
  const samples = samplesInNativePixel(pixels);
  if (rows === undefined || columns === undefined || bitsAllocated === undefined || samples === undefined) {
    return undefined;
  }
  return Math.ceil((rows * columns * samples * bitsAllocated * numberOfFrames) / 8);
}

/** Two pixels of YBR_FULL_422 share their chrominance: two samples per pixel on average, PS3.3 §C.7.6.3.1.2. */
function samplesInNativePixel({
  samplesPerPixel,
  photometricInterpretation,
}: PixelDescription): number | undefined {
  const halved = ["YBR_FULL_422", "YBR_PARTIAL_422"].includes(photometricInterpretation ?? "");
  return samplesPerPixel === 3 && halved ? 2 : samplesPerPixel;
}
