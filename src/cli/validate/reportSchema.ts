import * as v from "valibot";
import { countsSchema, findingEntries } from "../../findingSchema";
import type { FileReport, ReportedFinding } from "./fileReport";

const reportedFindingSchema = v.strictObject({
  ...findingEntries,
  /** Absent where the file cannot be read: then this is the only finding. */
  level: v.optional(findingEntries.level),
  sentence: v.string(),
  /** The values at fault, with `--show-values` alone. */
  value: v.optional(v.string()),
});

/** A line of `validate --json`. */
export const fileReportSchema = v.strictObject({
  input: v.string(),
  outcome: v.picklist(["passes", "held", "rejected"]),
  counts: countsSchema,
  omitted: v.pipe(v.number(), v.integer(), v.minValue(0)),
  findings: v.array(reportedFindingSchema),
});

// The schema and the type are one contract; this fails to compile when they part.
type Agrees<Report extends Omit<v.InferInput<typeof fileReportSchema>, "findings">> = Report;
type AgreesEach<Finding extends v.InferInput<typeof reportedFindingSchema>> = Finding;
export type WrittenReport = Agrees<FileReport> & {
  readonly findings: readonly AgreesEach<ReportedFinding>[];
};
