import * as v from "valibot";
import { codeSchema, countsSchema, findingSchema, placeEntries } from "../findingSchema";
import type { StepName } from "./ports";
import type { InputRejectedError } from "./rejection";

const STEPS = ["ingestion", "validation", "deidentification"] as const satisfies readonly StepName[];

const inputReasonSchema = v.strictObject({
  fault: v.literal("input"),
  step: v.picklist(STEPS),
  code: codeSchema,
  message: v.string(),
  ...placeEntries,
  /** The sender need not mend it: a person looks at it first. */
  held: v.optional(v.boolean()),
  /** The first of what validation found that its policy does not let pass. */
  findings: v.optional(v.array(findingSchema)),
  /** Of all findings, whatever follows from them. */
  findingCounts: v.optional(countsSchema),
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

// The schema and the type are one contract; this fails to compile when they part.
type Agrees<Reason extends Omit<v.InferInput<typeof inputReasonSchema>, "step" | "fault" | "findings">> =
  Reason;
export type WrittenRejection = Agrees<Omit<InputRejectedError["rejection"], "findings">>;
