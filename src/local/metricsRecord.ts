import { join } from "node:path";
import type { RecordedMetric } from "./endpoint/cloudWatchService";
import { InvalidEmbeddedMetricError, readEmbeddedMetrics } from "./endpoint/embeddedMetrics";
import { createJsonLinesFile } from "./jsonLinesFile";

export interface MetricsRecord {
  readonly metrics: readonly RecordedMetric[];
  readonly onMetric: (metric: RecordedMetric) => void;
  /** Takes up the metrics that a line of a function's log holds, as CloudWatch Logs does. */
  readonly onLogLine: (line: string) => void;
}

/** All metrics, whichever way they came, in memory and in `metrics.jsonl`. */
export function createMetricsRecord(directory: string, onProblem: (problem: string) => void): MetricsRecord {
  const metrics: RecordedMetric[] = [];
  const append = createJsonLinesFile(join(directory, "metrics.jsonl"));
  const onMetric = (metric: RecordedMetric) => {
    metrics.push(metric);
    append(metric);
  };
  return {
    metrics,
    onMetric,
    onLogLine(line) {
      try {
        readEmbeddedMetrics(line).forEach(onMetric);
      } catch (error) {
        if (!(error instanceof InvalidEmbeddedMetricError)) throw error;
        onProblem(error.message);
      }
    },
  };
}
