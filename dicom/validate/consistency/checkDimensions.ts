import { tagOf } from "../../dictionary/attributes";
import { bytesOf } from "../../model/dataElement";
import type { DataSet, Item } from "../../model/dataSet";
import { uidIn } from "../../text/asciiText";
import { readTags } from "../../text/numbers";
import type { ValidationContext } from "../context";
import { valueCountOf } from "./numbers";

const clause = "PS3.3 §C.7.6.17";

/** Dimensions point to attributes of frames, and each frame has a value for each, PS3.3 §C.7.6.17. */
export function checkDimensions(context: ValidationContext): void {
  const { root, log } = context;
  const dimensions = root.items("DimensionIndexSequence");
  if (dimensions.length === 0) return;
  const frames = root.items("PerFrameFunctionalGroupsSequence");
  frames.forEach((frame, index) => {
    const [content] = frame.items("FrameContentSequence");
    const values = content?.get("DimensionIndexValues");
    if (!values || (valueCountOf(values) ?? dimensions.length) === dimensions.length) return;
    const parent = { parent: undefined, tag: tagOf("PerFrameFunctionalGroupsSequence"), index };
    const place = { parent, tag: tagOf("FrameContentSequence"), index: 0 };
    const expected = "as many values as DimensionIndexSequence has items";
    log.add("COUNT_MISMATCH", tagOf("DimensionIndexValues"), place, { clause, expected });
  });
  const groups = [...root.items("SharedFunctionalGroupsSequence"), ...frames];
  const organizations = new Set(
    root.items("DimensionOrganizationSequence").map((item) => uidIn(item, tagOf("DimensionOrganizationUID"))),
  );
  dimensions.forEach((dimension, index) => {
    const place = { parent: undefined, tag: tagOf("DimensionIndexSequence"), index };
    if (frames.length > 0 && !isPointerMet(dimension, groups, root))
      log.add("POINTER_TO_NOTHING", tagOf("DimensionIndexPointer"), place, { clause });
    const organization = uidIn(dimension, tagOf("DimensionOrganizationUID"));
    if (organization !== undefined && !organizations.has(organization))
      log.add("REFERENCE_TO_NOTHING", tagOf("DimensionOrganizationUID"), place, { clause });
  });
}

/** True where an item of functional groups, or the data set where no group is named, has the attribute. */
function isPointerMet(dimension: Item, groups: readonly Item[], root: DataSet): boolean {
  const pointer = tagIn(dimension, tagOf("DimensionIndexPointer"));
  const group = tagIn(dimension, tagOf("FunctionalGroupPointer"));
  if (pointer === undefined) return true;
  if (group === undefined) return root.has(pointer) || groups.some((item) => item.has(pointer));
  return groups.some((item) => group === pointer || item.items(group).some((inner) => inner.has(pointer)));
}

function tagIn(dataSet: DataSet, tag: number): number | undefined {
  const element = dataSet.get(tag);
  if (element?.value.kind !== "bytes" || bytesOf(element.value).length === 0) return undefined;
  return readTags(element)[0];
}
