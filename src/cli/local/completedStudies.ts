import * as v from "valibot";
import { DETAIL_TYPES } from "../../completionEvents";
import type { LocalStack } from "../../local/localStack";

const detailSchema = v.object({
  prefix: v.string(),
  instanceCount: v.number(),
  seriesCount: v.number(),
  sizeBytes: v.number(),
});

export type CompletedStudy = v.InferOutput<typeof detailSchema>;

/** The studies that the stack told of as complete, in that order. */
export const completedStudies = (events: LocalStack["events"]): CompletedStudy[] =>
  events
    .filter(({ detailType }) => detailType === DETAIL_TYPES.studyCompleted)
    .map(({ detail }) => v.parse(detailSchema, detail));
