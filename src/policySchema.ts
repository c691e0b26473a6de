import * as v from "valibot";
import { POLICY_OPTIONS, type Policy } from "../dicom/deidentify/policy";

const ACTIONS = ["D", "Z", "X", "K", "U"] as const;

/** What a rule may name. */
export const ATTRIBUTE_FORMS = "a keyword of PS3.6, a tag ggggeeee, or a private attribute gggg,CREATOR,ee";

const EXCLUDING_OPTIONS = [
  "retainLongitudinalTemporalInformationFullDates",
  "retainLongitudinalTemporalInformationModifiedDates",
] as const;

const isAttribute = (text: string) =>
  /^[A-Za-z][A-Za-z0-9]*$/.test(text) ||
  /^[0-9A-Fa-f]{8}$/.test(text) ||
  /^\(?[0-9A-Fa-f]{4},[0-9A-Fa-f]{4}\)?$/.test(text) ||
  /^[0-9A-Fa-f]{3}[13579BDFbdf],[^,\\]+,[0-9A-Fa-f]{2}$/.test(text);

const ruleSchema = v.pipe(
  v.strictObject({
    attribute: v.pipe(v.string("a text; quote it"), v.check(isAttribute, ATTRIBUTE_FORMS)),
    action: v.picklist(ACTIONS, `one of ${ACTIONS.join(", ")}`),
    value: v.optional(v.string("a text; quote it")),
  }),
  v.forward(
    v.check(({ action, value }) => value === undefined || action === "D", "there with action D only"),
    ["value"],
  ),
);

/** The de-identification policy file, which the stack's `deidPolicy` and `--policy` both take. Issues say what may be. */
export const policySchema = v.strictObject({
  profile: v.optional(v.literal("basic", "basic"), "basic"),
  options: v.optional(
    v.pipe(
      v.array(v.picklist(POLICY_OPTIONS, `one of ${POLICY_OPTIONS.join(", ")}`), "a list"),
      v.check(
        (options) => !EXCLUDING_OPTIONS.every((option) => options.includes(option)),
        `only one of ${EXCLUDING_OPTIONS.join(" and ")}`,
      ),
    ),
    [],
  ),
  rules: v.optional(v.array(ruleSchema, "a list"), []),
});

// The schema and the engine's type are one contract; this fails to compile when they part.
type Agrees<Parsed extends Policy> = Parsed;
export type ParsedPolicy = Agrees<v.InferOutput<typeof policySchema>>;
