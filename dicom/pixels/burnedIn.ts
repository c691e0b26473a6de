import { formatTag, type Tag } from "../dictionary/tag";
import { DicomUnsupportedError } from "../errors";
import { bytesOf, isEmpty } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";

const BURNED_IN_ANNOTATION: Tag = 0x00280301;
/** FloatPixelData, DoubleFloatPixelData, PixelData */
const PIXELS: readonly Tag[] = [0x7fe00008, 0x7fe00009, 0x7fe00010];

/** True where the object itself says that text is part of its pixels (PS3.3 C.7.6.1.1.4) and it has pixels. */
export function hasBurnedInAnnotation(dataSet: DataSet): boolean {
  const value = dataSet.get(BURNED_IN_ANNOTATION)?.value;
  if (value?.kind !== "bytes") return false;
  const text = Buffer.from(bytesOf(value)).toString("latin1").replace(/\0/g, "").trim().toUpperCase();
  if (text !== "YES") return false;
  return PIXELS.some((tag) => {
    const pixels = dataSet.get(tag);
    return pixels !== undefined && !isEmpty(pixels);
  });
}

/**
 * Holds back objects whose pixels say who the patient is; an annotation that is not declared is not seen here.
 *
 * @throws DicomUnsupportedError BURNED_IN_ANNOTATION
 */
export function refuseBurnedInAnnotation(dataSet: DataSet): void {
  if (!hasBurnedInAnnotation(dataSet)) return;
  throw new DicomUnsupportedError(
    "BURNED_IN_ANNOTATION",
    "the pixels hold text (Burned In Annotation is YES) and no option that cleans them is chosen",
    { tag: formatTag(BURNED_IN_ANNOTATION) },
  );
}
