import { tagOf, type Keyword } from "../../dictionary/attributes";
import { isEmpty } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import { readNumbers, readText } from "../../text/values";
import type { AttributeRow } from "./attributeTable";

/** Where a condition is asked. */
export interface ConditionPlace {
  /** The data set, or the item, that has the attribute, or should. */
  readonly dataSet: DataSet;
  /** The data set of the object. */
  readonly root: DataSet;
  readonly sopClassUid: string;
}

/** True or false, and `undefined` where what is in the object does not decide. */
export type Predicate = (place: ConditionPlace) => boolean | undefined;

/** The condition of an attribute of type 1C or 2C, PS3.5 §7.4. */
export interface AttributeCondition extends AttributeRow {
  /** The attribute is required where this is true; of an attribute of a macro that is itself conditional, only where. */
  readonly required: Predicate;
  /** It must not be there where the condition is false; else it may. */
  readonly otherwise?: "forbidden";
}

/** There, with or without a value. */
export const present =
  (...keywords: readonly Keyword[]): Predicate =>
  ({ dataSet }) =>
    keywords.some((keyword) => dataSet.has(keyword));

export const absent =
  (...keywords: readonly Keyword[]): Predicate =>
  ({ dataSet }) =>
    !keywords.some((keyword) => dataSet.has(keyword));

/** There with a value, or with an item. */
export const filled =
  (keyword: Keyword): Predicate =>
  ({ dataSet }) => {
    const element = dataSet.get(keyword);
    return element !== undefined && !isEmpty(element);
  };

/** Some value is one of these; not decided where there is none. */
export const anyValue =
  (keyword: Keyword, ...values: readonly string[]): Predicate =>
  (place) => {
    const texts = textsOf(place, keyword);
    return texts.length === 0 ? undefined : texts.some((text) => values.includes(text));
  };

/** The value of this number, from 1, is one of these; not decided where it is not there. */
export const valueAt =
  (keyword: Keyword, number: number, ...values: readonly string[]): Predicate =>
  (place) => {
    const text = textsOf(place, keyword)[number - 1];
    return text === undefined ? undefined : values.includes(text);
  };

export const greaterThan =
  (keyword: Keyword, bound: number): Predicate =>
  ({ dataSet }) => {
    const element = dataSet.get(keyword);
    const number = element && readNumbers(element)[0];
    return number === undefined ? undefined : number > bound;
  };

/** The same of the data set of the object, wherever the attribute is. */
export const atRoot =
  (predicate: Predicate): Predicate =>
  ({ root, sopClassUid }) =>
    predicate({ dataSet: root, root, sopClassUid });

export const sopClass =
  (...uids: readonly string[]): Predicate =>
  ({ sopClassUid }) =>
    uids.includes(sopClassUid);

export const not =
  (predicate: Predicate): Predicate =>
  (place) => {
    const holds = predicate(place);
    return holds === undefined ? undefined : !holds;
  };

/** False where one is false, else not decided where one is not. */
export const all =
  (...predicates: readonly Predicate[]): Predicate =>
  (place) =>
    decide(predicates, place, false);

/** True where one is true, else not decided where one is not. */
export const any =
  (...predicates: readonly Predicate[]): Predicate =>
  (place) =>
    decide(predicates, place, true);

function decide(
  predicates: readonly Predicate[],
  place: ConditionPlace,
  deciding: boolean,
): boolean | undefined {
  let result: boolean | undefined = !deciding;
  for (const predicate of predicates) {
    const holds = predicate(place);
    if (holds === deciding) return deciding;
    if (holds === undefined) result = undefined;
  }
  return result;
}

function textsOf({ dataSet }: ConditionPlace, keyword: Keyword): readonly string[] {
  const element = dataSet.get(tagOf(keyword));
  return element ? readText(element, dataSet) : [];
}
