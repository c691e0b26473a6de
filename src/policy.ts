import * as v from "valibot";
import { POLICY_OPTIONS, type Policy } from "../dicom/deidentify/policy";

const ruleSchema = v.strictObject({
  attribute: v.pipe(v.string(), v.nonEmpty("is empty")),
  action: v.picklist(["D", "Z", "X", "K", "U"]),
  value: v.optional(v.string()),
});

/** The de-identification policy file, which the stack's `deidPolicy` and `--policy` both take. */
export const policySchema = v.strictObject({
  profile: v.optional(v.literal("basic"), "basic"),
  options: v.optional(v.array(v.picklist(POLICY_OPTIONS)), []),
  rules: v.optional(v.array(ruleSchema), []),
});

// The schema and the engine's type are one contract; this line fails to compile when they part.
void (null as unknown as v.InferOutput<typeof policySchema> satisfies Policy);
