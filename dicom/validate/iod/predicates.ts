import { tagOf, type Keyword } from "../../dictionary/attributes";
import { formatTag } from "../../dictionary/tag";
import { REFERENCED_SOP_CLASS_UID } from "../../dictionary/tags";
import { registeredUidOf } from "../../dictionary/uids";
import { mayHaveFrames } from "../../iod/frames";
import type { DataElement } from "../../model/dataElement";
import { iodOf } from "../../iod/iod";
import type { DataSet } from "../../model/dataSet";
import { uidIn } from "../../text/asciiText";
import { isBlank, readText } from "../../text/values";
import { numberIn } from "../consistency/numbers";
import { all, not, type ConditionPlace, type Predicate } from "./condition";
import { moduleNameOf } from "./moduleName";
import { listed, saying } from "./saying";

/** There, with or without a value. */
export const present = (...keywords: readonly Keyword[]): Predicate =>
  saying(
    (isTrue) => (isTrue ? `${listed(keywords, "or")} is present` : areAbsent(keywords)),
    ({ dataSet }) => keywords.some((keyword) => dataSet.has(keyword)),
  );

/** None of them is there, with or without a value. */
export const absent = (...keywords: readonly Keyword[]): Predicate => not(present(...keywords));

/** There with a value, or with an item. */
export const filled = (keyword: Keyword): Predicate =>
  saying(
    (isTrue) => `${keyword} has ${isTrue ? "a" : "no"} value`,
    ({ dataSet }) => {
      const element = dataSet.get(keyword);
      return element !== undefined && !isBlank(element, dataSet);
    },
  );

/** Some value is one of these; not decided where there is none. */
export const anyValue = (keyword: Keyword, ...values: readonly string[]): Predicate =>
  saying(
    (isTrue) => isOneOf(keyword, values, isTrue),
    (place) => {
      const texts = textsOf(place, keyword);
      return texts.length === 0 ? undefined : texts.some((text) => values.includes(text));
    },
  );

/** Some value is one of these; false where there is none: for what is not meant where nobody says it. */
export const saysOne = (keyword: Keyword, ...values: readonly string[]): Predicate =>
  saying(
    (isTrue) => isOneOf(keyword, values, isTrue),
    (place) => textsOf(place, keyword).some((text) => values.includes(text)),
  );

/** The value of this number, from 1, is one of these; not decided where it is not there. */
export const valueAt = (keyword: Keyword, number: number, ...values: readonly string[]): Predicate =>
  saying(
    (isTrue) => isOneOf(`value ${number} of ${keyword}`, values, isTrue),
    (place) => {
      const text = textsOf(place, keyword)[number - 1];
      return text === undefined ? undefined : values.includes(text);
    },
  );

/** The item is this code of one of these schemes; not decided where it has no Code Value. */
export const isCoded = (value: string, ...schemes: readonly string[]): Predicate =>
  all(anyValue("CodeValue", value), anyValue("CodingSchemeDesignator", ...schemes));

/** The first value is more than the bound; not decided where there is no number. */
export const greaterThan = (keyword: Keyword, bound: number): Predicate =>
  saying(
    (isTrue) => `${keyword} ${isTrue ? ">" : "≤"} ${bound}`,
    ({ dataSet }) => {
      const element = dataSet.get(keyword);
      const number = element && decides(element) ? numberIn(dataSet, keyword) : undefined;
      return number === undefined ? undefined : number > bound;
    },
  );

/** A value of an attribute of tags (AT) is that of the other attribute; not decided where there is none. */
export const pointsTo = (pointer: Keyword, target: Keyword): Predicate =>
  saying(
    (isTrue) => `${pointer} ${isTrue ? "points" : "does not point"} to ${target}`,
    (place) => anyValue(pointer, formatTag(tagOf(target)))(place),
  );

/** True in an item of the sequence; false where it is in none, not decided where some do not say. */
export const someItem = (sequence: Keyword, predicate: Predicate): Predicate =>
  saying(
    (isTrue) => {
      const text = predicate.says?.(true);
      return text && `${text} in ${isTrue ? "an" : "no"} item of ${sequence}`;
    },
    (place) => {
      const answers = place.dataSet.items(sequence).map((item) => predicate({ ...place, dataSet: item }));
      return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
    },
  );

/** Asked of the data set of the object, wherever the attribute is. */
export const atRoot = (predicate: Predicate): Predicate =>
  saying(
    (isTrue) => predicate.says?.(isTrue),
    ({ root, sopClassUid }) => predicate({ dataSet: root, root, sopClassUid }),
  );

/** Asked of the data set or item around the item. */
export const around = (predicate: Predicate): Predicate =>
  saying(
    (isTrue) => predicate.says?.(isTrue),
    (place) => {
      const { parent } = place.dataSet;
      return parent && predicate({ ...place, dataSet: parent });
    },
  );

export const sopClass = (...uids: readonly string[]): Predicate =>
  saying(
    (isTrue) => {
      const names = uids.map((uid) => registeredUidOf(uid)?.name ?? uid);
      return isOneOf("the SOP class", names, isTrue);
    },
    ({ sopClassUid }) => uids.includes(sopClassUid),
  );

/** The IOD has the module, and every object of it. */
export const requiresModule = (module: string): Predicate =>
  saying(
    (isTrue) => `the IOD ${isTrue ? "requires" : "does not require"} ${moduleNameOf(module)}`,
    ({ sopClassUid }) =>
      iodOf(sopClassUid)?.modules.some(({ id, usage }) => id === module && usage === "M") ?? false,
  );

/** The instance that the item refers to may have several frames; not decided where the tables do not know its SOP class. */
export const refersToFrames: Predicate = saying(
  (isTrue) => `the instance referred to ${isTrue ? "may" : "does not"} have several frames`,
  ({ dataSet }) => mayHaveFrames(uidIn(dataSet, REFERENCED_SOP_CLASS_UID) ?? ""),
);

/** Some frame, or all of them together, have the functional group. */
export const inFunctionalGroups = (...sequences: readonly Keyword[]): Predicate => {
  // It may be asked for every frame of thousands.
  const known = new WeakMap<DataSet, boolean>();
  const isIn = (groups: DataSet) => sequences.some((sequence) => groups.items(sequence).length > 0);
  return saying(
    (isTrue) => `${isTrue ? "a" : "no"} frame has ${listed(sequences, "or")}`,
    ({ root }) => {
      let answer = known.get(root);
      if (answer === undefined) {
        answer =
          root.items("SharedFunctionalGroupsSequence").some(isIn) ||
          root.items("PerFrameFunctionalGroupsSequence").some(isIn);
        known.set(root, answer);
      }
      return answer;
    },
  );
};

/**
 * Asked of another functional group of the frame, or of that shared by all, where the attribute is in an item of one.
 * Not decided where neither has one: what all frames share may differ in it.
 */
export const inGroup = (sequences: readonly Keyword[], predicate: Predicate): Predicate =>
  saying(
    (isTrue) => predicate.says?.(isTrue),
    (place) => {
      const groups = groupsAround(place);
      if (!groups) return undefined;
      for (const holder of [groups, place.root.items("SharedFunctionalGroupsSequence")[0]]) {
        for (const sequence of sequences) {
          const item = holder?.items(sequence)[0];
          if (item) return predicate({ ...place, dataSet: item });
        }
      }
      return undefined;
    },
  );

/** The item of Shared or Per-Frame Functional Groups Sequence that the place is in. */
function groupsAround({ dataSet, root }: ConditionPlace): DataSet | undefined {
  let groups = dataSet;
  while (groups.parent && groups.parent !== root) groups = groups.parent;
  return groups.parent && groups;
}

/** Longer values decide nothing: no condition is about one, and what all frames share is read for each of them. */
const LONGEST_DECIDING_BYTES = 1024;

function textsOf({ dataSet }: ConditionPlace, keyword: Keyword): readonly string[] {
  const element = dataSet.get(tagOf(keyword));
  return element && decides(element) ? readText(element, dataSet) : [];
}

const decides = ({ value }: DataElement): boolean =>
  value.kind === "bytes" && value.lengthBytes <= LONGEST_DECIDING_BYTES;

const areAbsent = (keywords: readonly Keyword[]): string =>
  `${listed(keywords, "and")} ${keywords.length === 1 ? "is" : "are"} absent`;

const isOneOf = (subject: string, values: readonly string[], isTrue: boolean): string =>
  `${subject} is ${isTrue ? "" : "not "}${listed(values, "or")}`;
