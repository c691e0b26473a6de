import { formatTag } from "../dictionary/tag";
import { DicomUnsupportedError } from "../errors";
import { bytesOf, DataElement } from "../model/dataElement";
import { joinMasks, type ByteMask } from "../bytes/byteMask";
import type { DataSet } from "../model/dataSet";
import { paddedLength } from "../write/elementSize";
import { describePixels, nativePixelBytes } from "./pixelDescription";
import { regionMask, type PixelRegion } from "./regionMask";

/**
 * The pixel data of the object with regions blanked, which nothing has read.
 *
 * @throws DicomUnsupportedError PIXELS_CANNOT_BE_CLEANED where they are compressed, or not as the object describes them
 */
export function blankRegions(dataSet: DataSet, regions: readonly PixelRegion[]): DataElement | undefined {
  const pixels = describePixels(dataSet);
  if (!pixels) return undefined;
  const { pixelData, rows = 0, columns = 0 } = pixels;
  if (pixelData.value.kind === "fragments") throw uncleanable(pixelData, "they are compressed");
  if (regions.some(({ x, y }) => x >= columns || y >= rows))
    throw uncleanable(pixelData, "a region of the policy lies outside of the image");
  const mask = regionMask(pixels, regions, dataSet);
  if (!mask)
    throw uncleanable(pixelData, "the object does not describe them in a way that tells where a region is");
  return maskedElement(pixelData, mask);
}

/**
 * Native pixel data without the bytes behind the last frame, which no reader shows and nobody has judged; `undefined`
 * where there are none, or the object does not say how many bytes its frames have. Where a frame or more is left over it
 * is the description that is wrong, and cutting would destroy an image; samples that share chrominance are often stored
 * as if they did not.
 */
export function withoutExcess(dataSet: DataSet): DataElement | undefined {
  const pixels = describePixels(dataSet);
  if (!pixels || pixels.photometricInterpretation?.endsWith("_422")) return undefined;
  const { tag, vr, value } = pixels.pixelData;
  const described = nativePixelBytes(pixels);
  if (!described || (value.kind !== "bytes" && value.kind !== "range")) return undefined;
  const lengthBytes = paddedLength(described);
  const excessBytes = value.lengthBytes - lengthBytes;
  if (excessBytes <= 0 || excessBytes >= described / pixels.numberOfFrames) return undefined;
  return new DataElement(tag, vr, { ...value, lengthBytes });
}

/** An element whose value is written through `mask`. */
export function maskedElement(element: DataElement, mask: ByteMask): DataElement {
  const { tag, vr, value } = element;
  if (value.kind === "range")
    return new DataElement(tag, vr, { ...value, mask: value.mask ? joinMasks(value.mask, mask) : mask });
  if (value.kind !== "bytes") return element;
  const chunk = Uint8Array.from(bytesOf(value));
  mask.apply(chunk, 0);
  return new DataElement(tag, vr, { ...value, chunk, start: 0 });
}

export function uncleanable({ tag }: DataElement, why: string): DicomUnsupportedError {
  return new DicomUnsupportedError(
    "PIXELS_CANNOT_BE_CLEANED",
    `the pixels have to be cleaned and cannot be: ${why}`,
    {
      tag: formatTag(tag),
    },
  );
}
