import { ENVIRONMENT_DIMENSION, METRICS } from "../metricNames";
import type { Metric, Metrics } from "../pipeline/ports";

export interface MetricsDestination {
  readonly namespace: string;
  readonly environment: string;
}

/** Numbers that one member of a document may hold. */
const VALUES_LIMIT = 100;

/**
 * Writes metrics as lines of the embedded metric format, which CloudWatch Logs makes metrics of: no request, no permission
 * (docs/decisions/0014-metrics-in-the-log.md).
 *
 * @param write takes one line without its end; nothing may be put before it
 */
export function embeddedMetrics(
  write: (line: string) => void,
  { namespace, environment }: MetricsDestination,
  now: () => number = Date.now,
): Metrics {
  return {
    record(metrics) {
      const documents: EmbeddedDocument[] = [];
      for (const metric of metrics) {
        const taken = documents.some((document) => document.add(metric));
        if (!taken) documents.push(new EmbeddedDocument(environment, metric));
      }
      for (const document of documents) write(JSON.stringify(document.toJson(namespace, now())));
    },
  };
}

/** One line: a dimension has one value in it, and a metric one set of dimensions. */
class EmbeddedDocument {
  private readonly dimensions: Record<string, string>;
  private readonly values = new Map<Metric["name"], number[]>();
  private readonly dimensionSets = new Map<Metric["name"], string[]>();

  constructor(environment: string, first: Metric) {
    this.dimensions = { [ENVIRONMENT_DIMENSION]: environment };
    this.add(first);
  }

  /** False where the metric would contradict what the line says already. */
  add({ name, value, dimensions }: Metric): boolean {
    const own: Readonly<Record<string, string>> = dimensions;
    const values = this.values.get(name) ?? [];
    if (values.length === VALUES_LIMIT) return false;
    if (Object.entries(own).some(([key, text]) => (this.dimensions[key] ?? text) !== text)) return false;
    Object.assign(this.dimensions, own);
    this.values.set(name, [...values, value]);
    this.dimensionSets.set(name, [ENVIRONMENT_DIMENSION, ...Object.keys(own)]);
    return true;
  }

  toJson(Namespace: string, Timestamp: number): object {
    const directives = new Map<string, { Namespace: string; Dimensions: string[][]; Metrics: object[] }>();
    for (const [Name, keys] of this.dimensionSets) {
      const id = keys.join();
      const directive = directives.get(id) ?? { Namespace, Dimensions: [keys], Metrics: [] };
      directive.Metrics.push({ Name, Unit: METRICS[Name].unit });
      directives.set(id, directive);
    }
    const values = [...this.values].map(([name, all]) => [name, all.length === 1 ? all[0] : all] as const);
    return {
      _aws: { Timestamp, CloudWatchMetrics: [...directives.values()] },
      ...this.dimensions,
      ...Object.fromEntries(values),
    };
  }
}
