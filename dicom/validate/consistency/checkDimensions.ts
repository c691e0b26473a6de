import { tagOf } from "../../dictionary/attributes";
import { formatTag, type Tag } from "../../dictionary/tag";
import { bytesOf, type DataElement } from "../../model/dataElement";
import type { DataSet, Item } from "../../model/dataSet";
import { uidIn } from "../../text/asciiText";
import { readTags } from "../../text/numbers";
import type { ValidationContext } from "../context";
import { counted } from "../facts";
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
    const count = values && valueCountOf(values);
    if (count === undefined || count === dimensions.length) return;
    const parent = { parent: undefined, tag: tagOf("PerFrameFunctionalGroupsSequence"), index };
    const place = { parent, tag: tagOf("FrameContentSequence"), index: 0 };
    const expected = `${counted(dimensions.length, "value")}, as DimensionIndexSequence has items`;
    const found = () => counted(count, "value");
    log.add("COUNT_MISMATCH", tagOf("DimensionIndexValues"), place, { clause, expected, found });
  });
  const groups = [...root.items("SharedFunctionalGroupsSequence"), ...frames];
  const organizations = new Set(
    root.items("DimensionOrganizationSequence").map((item) => uidIn(item, tagOf("DimensionOrganizationUID"))),
  );
  const unmet = frames.length > 0 ? unmetPointers(dimensions, groups, root) : NONE;
  dimensions.forEach((dimension, index) => {
    const { group, pointer } = pointerOf(dimension);
    const place = { parent: undefined, tag: tagOf("DimensionIndexSequence"), index };
    if (pointer !== undefined && unmet.get(group)?.has(pointer))
      log.add("POINTER_TO_NOTHING", tagOf("DimensionIndexPointer"), place, {
        clause,
        value: () => formatTag(pointer),
      });
    const organization = uidIn(dimension, tagOf("DimensionOrganizationUID"));
    if (organization !== undefined && !organizations.has(organization))
      log.add("REFERENCE_TO_NOTHING", tagOf("DimensionOrganizationUID"), place, {
        clause,
        expected: "an item of DimensionOrganizationSequence",
        value: () => organization,
      });
  });
}

/** Attributes that dimensions point to, by the functional group that they name; `undefined` for those that name none. */
type Pointers = Map<Tag | undefined, Set<Tag>>;

const NONE: Pointers = new Map();

/** Those that no item of functional groups has, nor the data set where they name no group: one walk, however many there are. */
function unmetPointers(dimensions: readonly Item[], groups: readonly Item[], root: DataSet): Pointers {
  const unmet: Pointers = new Map();
  for (const dimension of dimensions) {
    const { group, pointer } = pointerOf(dimension);
    if (pointer === undefined || group === pointer || (group === undefined && root.has(pointer))) continue;
    const pointers = unmet.get(group);
    if (pointers) pointers.add(pointer);
    else unmet.set(group, new Set([pointer]));
  }
  for (const item of groups) {
    if (unmet.size === 0) break;
    for (const element of item.elements) {
      meet(unmet, undefined, element.tag);
      meetInside(unmet, element.tag, element);
    }
  }
  return unmet;
}

/** A group has what its items have, at any depth. */
function meetInside(unmet: Pointers, group: Tag, { value }: DataElement): void {
  if (value.kind !== "sequence" || !unmet.has(group)) return;
  for (const item of value.items) {
    for (const element of item.elements) {
      meet(unmet, group, element.tag);
      meetInside(unmet, group, element);
    }
  }
}

function meet(unmet: Pointers, group: Tag | undefined, tag: Tag): void {
  const pointers = unmet.get(group);
  if (pointers?.delete(tag) && pointers.size === 0) unmet.delete(group);
}

function pointerOf(dimension: Item) {
  return {
    pointer: tagIn(dimension, tagOf("DimensionIndexPointer")),
    group: tagIn(dimension, tagOf("FunctionalGroupPointer")),
  };
}

function tagIn(dataSet: DataSet, tag: Tag): Tag | undefined {
  const element = dataSet.get(tag);
  if (element?.value.kind !== "bytes" || bytesOf(element.value).length === 0) return undefined;
  return readTags(element)[0];
}
