import { attributeOf, formatTag, type DataSet, type Tag } from "../../dicom";
import { isPrivate } from "../../dicom/dictionary/tag";
import { privateCreatorOf } from "../../dicom/deidentify/rules/privateBlocks";

const FIRST_OF_BLOCKS = 0x1000;

/**
 * `ggggeeee` of a tag that PS3.6 knows, or whose private block is reserved in the data set; else `unknown`: where a length
 * is wrong, what stands in the place of a tag is part of somebody's value.
 */
export function shownTag(tag: Tag, dataSet: DataSet): string {
  const isKnown = isPrivate(tag)
    ? (tag & 0xffff) < FIRST_OF_BLOCKS
      ? dataSet.get(tag)?.vr === "LO"
      : privateCreatorOf(dataSet, tag) !== undefined
    : attributeOf(tag) !== undefined;
  return isKnown ? formatTag(tag) : "unknown";
}
