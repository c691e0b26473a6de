import * as v from "valibot";
import { VALIDATION_ACTIONS, VALIDATION_PRESETS, type ValidationPolicy } from "./validationPolicy";

/**
 * The form of a validation policy. Issues say what may be. Whether there is such a code is asked in
 * `parseValidationPolicy`: this schema travels into functions that know nothing of validation, and checks their settings.
 */
export const validationPolicySchema = v.strictObject({
  preset: v.optional(v.picklist(VALIDATION_PRESETS, `one of ${VALIDATION_PRESETS.join(", ")}`), "lenient"),
  codes: v.optional(
    v.record(
      v.string(),
      v.picklist(VALIDATION_ACTIONS, `one of ${VALIDATION_ACTIONS.join(", ")}`),
      "a mapping of codes to actions",
    ),
    {},
  ),
});

// The schema and the type are one contract; this fails to compile when they part.
type Agrees<Parsed extends ValidationPolicy> = Parsed;
export type ParsedValidationPolicy = Agrees<v.InferOutput<typeof validationPolicySchema>>;
