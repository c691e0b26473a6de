import * as v from "valibot";
import { InvalidStepEventError } from "../../pipeline/errors";

const filled = v.pipe(v.string(), v.nonEmpty());

const stepEventSchema = v.object({
  object: v.object({
    bucketName: filled,
    objectKey: filled,
    versionId: filled,
    /** Absent where no event announced the object. */
    sequencer: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Fa-f]+$/))),
  }),
  /** Names that Step Functions accepts without trouble in CloudWatch; ours are 64 hex characters. */
  executionName: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,80}$/)),
  startedAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
});

/** What the workflow sends to a step. */
export type StepEvent = v.InferOutput<typeof stepEventSchema>;

/** @throws InvalidStepEventError naming the fields at fault, without their values */
export function parseStepEvent(event: unknown): StepEvent {
  const result = v.safeParse(stepEventSchema, event);
  if (result.success) return result.output;
  const fields = result.issues.map((issue) => v.getDotPath(issue) ?? "event");
  throw new InvalidStepEventError(`wrong or missing in the event: ${[...new Set(fields)].join(", ")}`);
}
