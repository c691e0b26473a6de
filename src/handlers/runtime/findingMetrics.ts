import { severityOf } from "../../../dicom/validate/findingCodes";
import type { Metric } from "../../pipeline/ports";

/**
 * Errors and warnings of an object, whether it passes or is refused. Of the steps that look for findings each object is
 * counted by one: the step that refuses it, or the validation that lets it pass.
 *
 * @param counts by code
 */
export const findingMetrics = (counts: Readonly<Record<string, number>> = {}): Metric[] =>
  Object.entries(counts)
    .filter(([code]) => severityOf(code) !== "note")
    .map(([Code, value]) => ({ name: "ValidationFindings", value, dimensions: { Code } }));
