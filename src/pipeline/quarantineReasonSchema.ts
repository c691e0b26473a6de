import * as v from "valibot";
import { codeSchema, countsSchema, placeEntries, toldFindingSchema } from "../findingSchema";
import { VALIDATION_PRESETS } from "../validationPolicy";
import type { StepName } from "./ports";
import type { Rejection, ToldFinding } from "./rejection";

const STEPS = ["ingestion", "validation", "deidentification"] as const satisfies readonly StepName[];

const inputReasonSchema = v.strictObject({
  fault: v.literal("input"),
  step: v.picklist(STEPS),
  code: codeSchema,
  message: v.string(),
  ...placeEntries,
  /** The sender need not mend it: a person looks at it first. */
  held: v.optional(v.boolean()),
  /** What is wrong: the first of what validation's policy does not let pass, or why the engine went no further. */
  findings: v.optional(v.array(toldFindingSchema)),
  /** Of all findings, whatever follows from them. */
  findingCounts: v.optional(countsSchema),
  /** By which policy validation refused the input; absent where the engine went no further. */
  validation: v.optional(
    v.strictObject({
      preset: v.picklist(VALIDATION_PRESETS),
      policyDigest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    }),
  ),
});

/** What `quarantine/<execution name>/reason.json` holds. No value of the file is in it. */
export const quarantineReasonSchema = v.strictObject({
  executionName: v.string(),
  reason: v.variant("fault", [
    inputReasonSchema,
    /** Nothing is known of the file. */
    v.strictObject({ fault: v.literal("service"), code: v.literal("PROCESSING_FAILED") }),
  ]),
});

// The schema and the types are one contract; this fails to compile when they part.
type Agrees<Reason extends Omit<v.InferInput<typeof inputReasonSchema>, "step" | "fault" | "findings">> =
  Reason;
type AgreesEach<Finding extends v.InferInput<typeof toldFindingSchema>> = Finding;
export type WrittenRejection = Agrees<Omit<Rejection, "findings">> & {
  readonly findings?: readonly AgreesEach<ToldFinding>[];
};
