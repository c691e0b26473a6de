import { ClearedBits, TurnedMask } from "../bytes/byteMask";
import { OVERLAY_BIT_POSITION, OVERLAY_BITS_ALLOCATED, OVERLAY_DATA } from "../dictionary/tags";
import { VR_TRAITS } from "../dictionary/vr";
import { isEmpty, type DataElement } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import { firstNumber } from "../text/values";
import { maskedElement, uncleanable } from "./cleanPixels";
import { describePixels } from "./pixelDescription";

/** Overlay planes are in groups 6000 to 601E, PS3.5 §7.6. */
const PLANES = 16;
const PLANE = 0x00020000;

/**
 * The pixel data without the overlay planes that stand in unused bits of its samples (retired; PS3.3 §C.9.2 of 2004):
 * the attributes that describe them go with the overlays, and the bits would stay. `undefined` where there are none.
 *
 * @throws DicomUnsupportedError PIXELS_CANNOT_BE_CLEANED where the bits are among those of the image, or compressed
 */
export function clearOverlayBits(dataSet: DataSet): DataElement | undefined {
  const positions = overlayPositions(dataSet);
  if (positions.length === 0) return undefined;
  const pixels = describePixels(dataSet);
  if (!pixels || isEmpty(pixels.pixelData)) return undefined;
  const { pixelData, bitsAllocated = 0, bitsStored = bitsAllocated, highBit = bitsStored - 1 } = pixels;
  const { value, vr } = pixelData;
  if (value.kind !== "range" && value.kind !== "bytes")
    throw uncleanable(pixelData, "an overlay is in their unused bits, and they are compressed");
  if (!UNITS.has(bitsAllocated) || !pixels.integerSamples)
    throw uncleanable(
      pixelData,
      "an overlay is in their unused bits, and they have no samples of whole bytes",
    );
  const keep = new Uint8Array(bitsAllocated / 8).fill(0xff);
  for (const position of positions) {
    if (position > highBit - bitsStored && position <= highBit)
      throw uncleanable(pixelData, "an overlay is said to be in bits of the image itself");
    // Beyond the samples there is nothing.
    if (position < bitsAllocated)
      keep[position >> 3] = (keep[position >> 3] as number) & ~(1 << (position & 7));
  }
  const offset = value.kind === "range" ? value.offset : 0;
  const mask = new ClearedBits(keep, offset);
  const { unitBytes } = VR_TRAITS[vr];
  return maskedElement(
    pixelData,
    value.bigEndian && unitBytes !== 1 ? new TurnedMask(mask, unitBytes, offset) : mask,
  );
}

const UNITS: ReadonlySet<number> = new Set([8, 16, 32]);

/** Bits of overlays that have no data of their own, though they are said to be somewhere. */
function overlayPositions(dataSet: DataSet): number[] {
  return Array.from({ length: PLANES }, (_, plane) => plane * PLANE).flatMap((group) => {
    const data = dataSet.get(OVERLAY_DATA + group);
    if (data && !isEmpty(data)) return [];
    const position = firstNumber(dataSet, OVERLAY_BIT_POSITION + group);
    const allocated = firstNumber(dataSet, OVERLAY_BITS_ALLOCATED + group);
    // 1 and 0 are what every overlay with data of its own has to say.
    return position === undefined || (position === 0 && (allocated ?? 1) === 1) ? [] : [position];
  });
}
