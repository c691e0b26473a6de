import { creatorTagOf, groupOf, isPrivateCreator, type Tag } from "../../dictionary/tag";
import type { DataSet } from "../../model/dataSet";
import { asciiOf } from "../../text/asciiText";

/** Creators by the tags of the elements that reserve their blocks, ascending. */
type PrivateCreators = ReadonlyMap<Tag, string>;

/** Data sets do not change, and have many attributes of a few creators. */
const known = new WeakMap<DataSet, PrivateCreators>();

/** The blocks that are reserved in this very data set: those around it do not count (PS3.5 §7.8.1). */
export function privateCreatorsIn(dataSet: DataSet): PrivateCreators {
  let creators = known.get(dataSet);
  if (!creators) known.set(dataSet, (creators = readCreators(dataSet)));
  return creators;
}

function readCreators(dataSet: DataSet): PrivateCreators {
  const creators = new Map<Tag, string>();
  for (const element of dataSet.elements) {
    if (!isPrivateCreator(element.tag)) continue;
    const creator = asciiOf(element)?.trim();
    if (creator) creators.set(element.tag, creator);
  }
  return creators;
}

/**
 * Who defined a private attribute. `undefined` where its block is not reserved in this very data set, and where two
 * blocks of the group are reserved by the same creator, so that it cannot be told which is which.
 */
export function privateCreatorOf(dataSet: DataSet, tag: Tag): string | undefined {
  const creators = privateCreatorsIn(dataSet);
  const creatorTag = creatorTagOf(tag);
  const creator = creators.get(creatorTag);
  if (creator === undefined) return undefined;
  for (const [other, name] of creators)
    if (name === creator && other !== creatorTag && groupOf(other) === groupOf(tag)) return undefined;
  return creator;
}
