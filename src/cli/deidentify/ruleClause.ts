/** Where the standard, or the policy, says what a rule does; the first that fits the beginning of the rule. */
const CLAUSES: readonly (readonly [RegExp, string])[] = [
  [/^E\.1-1 /, "PS3.15 Table E.1-1"],
  [/^E\.3\.4-1 /, "PS3.15 Table E.3.4-1"],
  [/^E\.3\.10-1 /, "PS3.15 Table E.3.10-1"],
  [/^(E\.3\.10[: ]|creator of private)/, "PS3.15 E.3.10"],
  [/^(E\.3\.1|cleanPixelData):/, "PS3.15 E.3.1"],
  [/^text of graphics/, "PS3.15 E.3.3"],
  [/^text: /, "PS3.15 E.3.5"],
  [/^date shift/, "PS3.15 E.3.6"],
  [/^retainUids/, "PS3.15 E.3.9"],
  [/^site rule/, "the policy"],
  [/^outside of the IOD/, "PS3.3 (preset strict)"],
];

/** What every other rule follows: identifying information is protected wherever it is. */
const PROTECTION = "PS3.15 E.1.1";

/** The clause behind the rule of a change. */
export function clauseOf(rule: string): string {
  return CLAUSES.find(([pattern]) => pattern.test(rule))?.[1] ?? PROTECTION;
}
