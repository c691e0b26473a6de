import * as v from "valibot";
import { POLICY_OPTIONS, POLICY_PRESETS, RULE_ACTIONS, type Policy } from "../dicom/deidentify/policy/policy";

const ruleSchema = v.strictObject({
  attribute: v.string("a text; quote it"),
  action: v.picklist(RULE_ACTIONS, `one of ${RULE_ACTIONS.join(", ")}`),
  value: v.optional(v.string("a text; quote it")),
});

/**
 * The form of a de-identification policy. Issues say what may be. Whether the engine can carry a policy out is asked in
 * `parsePolicy`: this schema travels into functions that carry neither a YAML parser nor, in part, the data
 * dictionary, and checks their settings.
 */
export const policySchema = v.strictObject({
  profile: v.optional(v.literal("basic", "basic"), "basic"),
  preset: v.optional(v.picklist(POLICY_PRESETS, `one of ${POLICY_PRESETS.join(", ")}`)),
  options: v.optional(
    v.array(v.picklist(POLICY_OPTIONS, `one of ${POLICY_OPTIONS.join(", ")}`), "a list"),
    [],
  ),
  rules: v.optional(v.array(ruleSchema, "a list"), []),
});

// The schema and the engine's type are one contract; this fails to compile when they part.
type Agrees<Parsed extends Policy> = Parsed;
export type ParsedPolicy = Agrees<v.InferOutput<typeof policySchema>>;
