import { PIXEL_REPRESENTATION } from "../dictionary/tags";
import type { DataSet } from "../model/dataSet";

/** Whether Pixel Representation, here or in the nearest enclosing data set that has it, says two's complement. */
export function hasSignedPixels(dataSet: DataSet): boolean {
  for (let set: DataSet | undefined = dataSet; set; set = set.parent) {
    const value = set.get(PIXEL_REPRESENTATION)?.value;
    if (value?.kind === "bytes" && value.lengthBytes >= 2) {
      return value.chunk[value.start + (value.bigEndian ? 1 : 0)] === 1;
    }
  }
  return false;
}
