import {
  RED_PALETTE_COLOR_LOOKUP_TABLE_DATA,
  RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
} from "../dictionary/tags";
import { bytesOf } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import { readNumbers } from "../text/values";
import type { PixelDescription } from "./pixelDescription";

/** What a black pixel is made of: a stored value for each sample; two luminances first where pixels share chrominance. */
export type BlackPixel = readonly bigint[];

/**
 * The stored values of black, by photometric interpretation (PS3.3 §C.7.6.3.1.2); `undefined` where the interpretation is
 * none that native pixel data has.
 */
export function blackPixel(pixels: PixelDescription, dataSet: DataSet): BlackPixel | undefined {
  if (!pixels.integerSamples) return [0n];
  const { bitsStored, samplesPerPixel, photometricInterpretation = "" } = pixels;
  if (bitsStored === undefined) return undefined;
  const signed = pixels.pixelRepresentation === 1;
  const highest = (1n << BigInt(signed ? bitsStored - 1 : bitsStored)) - 1n;
  const lowest = signed ? -(1n << BigInt(bitsStored - 1)) : 0n;
  const middle = bitsStored > 1 ? 1n << BigInt(bitsStored - 1) : 0n;
  const black = ((): BlackPixel | undefined => {
    switch (photometricInterpretation) {
      case "MONOCHROME2":
        return [lowest];
      case "MONOCHROME1":
        return [highest];
      case "PALETTE COLOR":
        return [BigInt(darkestEntry(dataSet))];
      case "RGB":
      case "HSV":
        return [0n, 0n, 0n];
      case "ARGB":
        return [0n, 0n, 0n, 0n];
      case "CMYK":
        return [highest, highest, highest, highest];
      case "YBR_FULL":
        return [0n, middle, middle];
      case "YBR_FULL_422":
        return [0n, 0n, middle, middle];
      case "YBR_PARTIAL_422":
        return [16n, 16n, 128n, 128n];
      default:
        return undefined;
    }
  })();
  const isShared = photometricInterpretation.endsWith("_422");
  return black?.length === (isShared ? 4 : samplesPerPixel) ? black : undefined;
}

const PALETTES = [0, 1, 2] as const;

/** The stored value whose colour has the least of red, green and blue; the first one where the palettes cannot be read. */
function darkestEntry(dataSet: DataSet): number {
  const descriptor = dataSet.get(RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR);
  const [entries = 0, first = 0] = descriptor ? readNumbers(descriptor) : [];
  const count = entries === 0 ? 65_536 : entries;
  const palettes = PALETTES.map((index) => {
    const value = dataSet.get(RED_PALETTE_COLOR_LOOKUP_TABLE_DATA + index)?.value;
    if (value?.kind !== "bytes" || value.lengthBytes < count) return undefined;
    const bytes = bytesOf(value);
    // Entries of 8 bits stand one in each byte, or, as older objects have them, one in each word.
    if (value.lengthBytes < 2 * count) return (at: number) => bytes[at] ?? 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return (at: number) => view.getUint16(2 * at, !value.bigEndian);
  });
  let darkest = 0;
  let least = Infinity;
  for (let at = 0; at < count; at++) {
    let sum = 0;
    for (const palette of palettes) sum += palette?.(at) ?? 0;
    if (sum >= least) continue;
    least = sum;
    darkest = at;
  }
  return first + darkest;
}
