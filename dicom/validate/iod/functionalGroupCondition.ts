import type { Keyword } from "../../dictionary/attributes";
import type { Predicate } from "./condition";
import { inGroup } from "./predicates";

/** When a conditional functional group macro is required, PS3.3 Annex A, where the object decides. */
export interface FunctionalGroupCondition {
  /** By the names of IODs and macros that `Iod` gives. */
  readonly macros: readonly string[];
  /** IODs that ask it; all that have the macro where none is named. */
  readonly iods?: readonly string[];
  /** Asked of the data set, once. */
  readonly ofObject: Predicate;
  /** Asked of the item of each frame that lacks the group, where it is not the same for all. */
  readonly ofFrame?: Predicate;
}

/** For conditions that the frames alone decide. */
export const always: Predicate = () => true;

/** The frame has the functional group, or all together have it. */
export const hasGroup = (group: Keyword): Predicate => {
  const isThere = inGroup([group], always);
  return (place) => isThere(place) === true;
};
