import type { Keyword } from "../../dictionary/attributes";
import type { DataSet } from "../../model/dataSet";
import type { AttributeRow } from "./attributeTable";
import { joined, saying } from "./saying";

/** Where a condition is asked. */
export interface ConditionPlace {
  /** The data set, or the item, that has the attribute, or should. */
  readonly dataSet: DataSet;
  /** The data set of the object. */
  readonly root: DataSet;
  readonly sopClassUid: string;
}

/** A question to an object. */
export interface Predicate {
  /** True or false, and `undefined` where what is in the object does not decide. */
  (place: ConditionPlace): boolean | undefined;
  /**
   * What is so where it is true, or where it is false, in names and values of the tables; `undefined` where there are no
   * words for it, and empty where it adds nothing to what others say.
   */
  readonly says?: (isTrue: boolean) => string | undefined;
}

/** The condition of an attribute of type 1C or 2C, PS3.5 §7.4, or of one whose macro is conditional as a whole. */
export interface AttributeCondition extends AttributeRow {
  /** The attribute is required where this is true; of type 1 and 2, which are required by themselves, not where it is false. */
  readonly required: Predicate;
  /** It must not be there where the condition is false; else it may. */
  readonly otherwise?: "forbidden";
}

/** Required where the predicate is true, and allowed elsewhere. */
export function requiredIf(
  required: Predicate,
  ...attributes: readonly Keyword[]
): readonly AttributeCondition[] {
  return attributes.map((attribute) => ({ attribute, required }));
}

/** Required where the predicate is true, and forbidden where it is false. */
export function onlyIf(
  required: Predicate,
  ...attributes: readonly Keyword[]
): readonly AttributeCondition[] {
  return attributes.map((attribute) => ({ attribute, required, otherwise: "forbidden" }));
}

/** Forbidden where the predicate is false; where it is true, whether it is required is not for the object to say. */
export function allowedIf(
  allowed: Predicate,
  ...attributes: readonly Keyword[]
): readonly AttributeCondition[] {
  return onlyIf(all(allowed, undecided), ...attributes);
}

/** For what the object does not say. */
export const undecided: Predicate = saying(
  () => "",
  () => undefined,
);

export const not = (predicate: Predicate): Predicate =>
  saying(
    (isTrue) => predicate.says?.(!isTrue),
    (place) => {
      const holds = predicate(place);
      return holds === undefined ? undefined : !holds;
    },
  );

/** False where one is false, else not decided where one is not. */
export const all = (...predicates: readonly Predicate[]): Predicate =>
  saying(
    (isTrue) => joined(predicates, isTrue, isTrue ? "and" : "or"),
    (place) => decide(predicates, place, false),
  );

/** True where one is true, else not decided where one is not. */
export const any = (...predicates: readonly Predicate[]): Predicate =>
  saying(
    (isTrue) => joined(predicates, isTrue, isTrue ? "or" : "and"),
    (place) => decide(predicates, place, true),
  );

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
