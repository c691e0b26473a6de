import * as v from "valibot";
import { codeSchema, countsSchema, findingEntries } from "../../findingSchema";
import type { FileReport, ReportedFinding } from "./fileReport";

const reportedFindingSchema = v.strictObject({
  ...findingEntries,
  sentence: v.string(),
  /** The values at fault, with `--show-values` alone. */
  value: v.optional(v.string()),
});

/** A line of `validate --json`. */
export const fileReportSchema = v.strictObject({
  input: v.string(),
  outcome: v.picklist(["passes", "held", "rejected"]),
  /** Codes of what it is rejected for, or of what it is held for. */
  because: v.array(codeSchema),
  counts: countsSchema,
  omitted: v.pipe(v.number(), v.integer(), v.minValue(0)),
  findings: v.array(reportedFindingSchema),
});

// The schema and the type are one contract; this fails to compile when they part.
type Lists = "because" | "findings";
type Agrees<Report extends Omit<v.InferInput<typeof fileReportSchema>, Lists>> = Report;
type AgreesEach<Finding extends v.InferInput<typeof reportedFindingSchema>> = Finding;
export type WrittenReport = Agrees<FileReport> & {
  readonly because: readonly v.InferInput<typeof codeSchema>[];
  readonly findings: readonly AgreesEach<ReportedFinding>[];
};
