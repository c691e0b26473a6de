import { formatTag, type Tag } from "../dictionary/tag";
import {
  BURNED_IN_ANNOTATION,
  DOUBLE_FLOAT_PIXEL_DATA,
  FLOAT_PIXEL_DATA,
  PIXEL_DATA,
} from "../dictionary/tags";
import { DicomUnsupportedError } from "../errors";
import { isEmpty } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import { asciiOf } from "../text/asciiText";
import { trimPadding } from "../text/padding";

/** Values that do not speak of burned-in text. */
const DENIALS: ReadonlySet<string> = new Set(["", "NO"]);

const PIXELS: readonly Tag[] = [FLOAT_PIXEL_DATA, DOUBLE_FLOAT_PIXEL_DATA, PIXEL_DATA];

/**
 * True where the object does not deny that text is part of its pixels (PS3.3 C.7.6.1.1.4) and it has pixels:
 * anything but NO, or nothing at all, counts as YES.
 */
function hasBurnedInAnnotation(dataSet: DataSet): boolean {
  const annotation = dataSet.get(BURNED_IN_ANNOTATION);
  const values = (annotation && asciiOf(annotation)?.split("\\")) ?? [];
  if (values.every((value) => DENIALS.has(trimPadding(value).toUpperCase()))) return false;
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
