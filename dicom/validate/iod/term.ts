import type { Keyword } from "../../dictionary/attributes";
import type { AttributeRow } from "./attributeTable";
import type { Predicate } from "./condition";

/** The values that the standard lists for an attribute, PS3.3 §5.2. */
export interface AttributeTerms extends AttributeRow {
  /** The values that are listed; an empty one is never asked about. Numbers are in decimal, as short as they can be. */
  readonly values: readonly string[];
  /** `enumerated` values are all there are; to `defined` terms others may be added. */
  readonly kind: "enumerated" | "defined";
  /** Which value they are for, from 1; else for each. */
  readonly number?: number;
  /** They are for nothing where this is not true. */
  readonly when?: Predicate;
}

/** All the values that an attribute may have. */
export function enumerated(attribute: Keyword, ...values: readonly string[]): readonly AttributeTerms[] {
  return [{ attribute, kind: "enumerated", values }];
}

/** Values that mean something; others may be added. */
export function defined(attribute: Keyword, ...values: readonly string[]): readonly AttributeTerms[] {
  return [{ attribute, kind: "defined", values }];
}

/** Terms for the value of this number, from 1, alone. */
export function ofValue(number: number, terms: readonly AttributeTerms[]): readonly AttributeTerms[] {
  return terms.map((row) => ({ ...row, number }));
}

/** Terms that are asked for where the predicate is true. */
export function where(when: Predicate, terms: readonly AttributeTerms[]): readonly AttributeTerms[] {
  return terms.map((row) => ({ ...row, when }));
}

/** The same terms, enumerated or defined, of each of several attributes. */
export function each(
  terms: (attribute: Keyword, ...values: readonly string[]) => readonly AttributeTerms[],
  attributes: readonly Keyword[],
  ...values: readonly string[]
): readonly AttributeTerms[] {
  return attributes.flatMap((attribute) => terms(attribute, ...values));
}
