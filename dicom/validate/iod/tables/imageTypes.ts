import { valueAt } from "../predicates";

/** Value 1 of Image Type, PS3.3 §C.7.6.1.1.2 and §C.8.16.1; asked of the data set. */
export const isOriginal = valueAt("ImageType", 1, "ORIGINAL");

/** Mixed where frames are of both kinds: each frame says for itself in the attributes that it has. */
export const isOriginalOrMixed = valueAt("ImageType", 1, "ORIGINAL", "MIXED");

export const isDerived = valueAt("ImageType", 1, "DERIVED");
