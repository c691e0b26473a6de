import { elementOf, groupOf, type Tag } from "../../dictionary/tag";
import type { DataSet } from "../../model/dataSet";
import { asciiOf } from "../../text/asciiText";

const FIRST_BLOCK = 0x10;
const LAST_BLOCK = 0xff;

/** The tag of the element that reserves the block of a private attribute, PS3.5 §7.8.1. */
export function creatorTagOf(tag: Tag): Tag {
  return ((groupOf(tag) << 16) | (elementOf(tag) >>> 8)) >>> 0;
}

/**
 * Who defined a private attribute. `undefined` where its block is not reserved in this very data set, and where two
 * blocks of the group are reserved by the same creator, so that it cannot be told which is which.
 */
export function privateCreatorOf(dataSet: DataSet, tag: Tag): string | undefined {
  const creatorTag = creatorTagOf(tag);
  const creator = creatorAt(dataSet, creatorTag);
  if (creator === undefined) return undefined;
  for (let block = FIRST_BLOCK; block <= LAST_BLOCK; block++) {
    const other = ((groupOf(tag) << 16) | block) >>> 0;
    if (other !== creatorTag && creatorAt(dataSet, other) === creator) return undefined;
  }
  return creator;
}

function creatorAt(dataSet: DataSet, tag: Tag): string | undefined {
  const element = dataSet.get(tag);
  return (element && asciiOf(element)?.trim()) || undefined;
}
