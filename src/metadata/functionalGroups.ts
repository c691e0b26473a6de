import { isDeepStrictEqual } from "node:util";
import { isPrivate } from "../../dicom/dictionary/tag";
import type { DataSet } from "../../dicom/model/dataSet";

/**
 * What functional groups say of all frames, PS3.3 §C.7.6.16: what is shared, or the same in every frame. `undefined` where
 * frames differ, and where a group has several items, of which none is that of the image.
 *
 * @param valueIn reads a value in the item of a functional group
 */
export function valueOfAllFrames<Value>(
  dataSet: DataSet,
  valueIn: (item: DataSet) => Value | undefined,
): Value | undefined {
  const [shared] = dataSet.items("SharedFunctionalGroupsSequence");
  const sharedValue = shared && valueInGroups(shared, valueIn);
  if (sharedValue !== undefined) return sharedValue;
  const [first, ...others] = dataSet.items("PerFrameFunctionalGroupsSequence");
  const value = first && valueInGroups(first, valueIn);
  const isOfAll = (frame: DataSet) => isDeepStrictEqual(valueInGroups(frame, valueIn), value);
  return value !== undefined && others.every(isOfAll) ? value : undefined;
}

/** Private sequences are not looked into: makers copy attributes of other objects there. */
function valueInGroups<Value>(
  groups: DataSet,
  valueIn: (item: DataSet) => Value | undefined,
): Value | undefined {
  for (const { tag, value } of groups.elements) {
    if (isPrivate(tag) || value.kind !== "sequence" || value.items.length !== 1) continue;
    const found = value.items[0] && valueIn(value.items[0]);
    if (found !== undefined) return found;
  }
  return undefined;
}
