/**
 * What becomes of the objects of patients whom a site's table of pseudonyms does not name: `hold` ends in
 * PATIENT_NOT_IN_LOOKUP, `keyed` makes the pseudonym of the key.
 */
export const MISSING_PSEUDONYM = ["hold", "keyed"] as const;

/** One of `MISSING_PSEUDONYM`. */
export type MissingPseudonym = (typeof MISSING_PSEUDONYM)[number];
