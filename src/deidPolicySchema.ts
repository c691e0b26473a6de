import * as v from "valibot";
import { POLICY_OPTIONS, POLICY_PRESETS, RULE_ACTIONS, type Policy } from "../dicom/deidentify/policy/policy";

const ruleSchema = v.strictObject({
  attribute: v.string("a text; quote it"),
  action: v.picklist(RULE_ACTIONS, `one of ${RULE_ACTIONS.join(", ")}`),
  value: v.optional(v.string("a text; quote it")),
});

const wholeNumber = (least: number) => {
  const message = `a whole number from ${least}`;
  return v.pipe(v.number(message), v.safeInteger(message), v.minValue(least, message));
};

const regionSchema = v.strictObject({
  x: wholeNumber(0),
  y: wholeNumber(0),
  width: wholeNumber(1),
  height: wholeNumber(1),
});

const pixelRuleSchema = v.strictObject({
  manufacturer: v.optional(v.string("a text; quote it")),
  model: v.optional(v.string("a text; quote it")),
  rows: v.optional(wholeNumber(1)),
  columns: v.optional(wholeNumber(1)),
  sopClass: v.optional(v.string("a SOP Class UID; quote it")),
  regions: v.array(regionSchema, "a list"),
});

const pixelsSchema = v.strictObject({
  rules: v.optional(v.array(pixelRuleSchema, "a list"), []),
  letThrough: v.optional(v.array(v.string("a text; quote it"), "a list"), []),
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
  pixels: v.optional(pixelsSchema),
});

// The schema and the engine's type are one contract; this fails to compile when they part.
type Agrees<Parsed extends Policy> = Parsed;
export type ParsedPolicy = Agrees<v.InferOutput<typeof policySchema>>;
