import * as v from "valibot";
import type { RecordedMetric } from "./cloudWatchService";

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const LIMIT = 100; // of metrics in a directive, and of values in a member

/** The embedded metric format, as CloudWatch Logs specifies it. */
const documentSchema = v.looseObject({
  _aws: v.object({
    Timestamp: v.pipe(v.number(), v.integer()),
    CloudWatchMetrics: v.array(
      v.object({
        Namespace: name,
        Dimensions: v.pipe(v.array(v.pipe(v.array(name), v.maxLength(30))), v.minLength(1)),
        Metrics: v.pipe(v.array(v.object({ Name: name, Unit: v.optional(v.string()) })), v.maxLength(LIMIT)),
      }),
    ),
  }),
});
const valuesSchema = v.union([
  v.pipe(
    v.number(),
    v.transform((value) => [value]),
  ),
  v.pipe(v.array(v.number()), v.maxLength(LIMIT)),
]);
const dimensionSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));

/** A line that calls itself a metric and is none: CloudWatch would keep it as a log line, and count it among its errors. */
export class InvalidEmbeddedMetricError extends Error {
  override readonly name = "InvalidEmbeddedMetricError";
}

/**
 * The metrics that CloudWatch would make of one line of a log; none of most.
 * @throws InvalidEmbeddedMetricError
 */
export function readEmbeddedMetrics(line: string): RecordedMetric[] {
  if (!line.startsWith("{") || !line.includes('"_aws"')) return [];
  try {
    const document = v.parse(documentSchema, JSON.parse(line));
    const { Timestamp, CloudWatchMetrics } = document._aws;
    const common = { Timestamp: Timestamp / 1000, receivedAt: new Date() };
    return CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
      Dimensions.flatMap((keys) => {
        const dimensions = keys.map((Name) => ({ Name, Value: v.parse(dimensionSchema, document[Name]) }));
        return Metrics.flatMap(({ Name: MetricName, Unit = "None" }) =>
          v
            .parse(valuesSchema, document[MetricName])
            .map((Value) => ({ namespace, MetricName, Value, Unit, Dimensions: dimensions, ...common })),
        );
      }),
    );
  } catch {
    throw new InvalidEmbeddedMetricError("a line of a log is not in the embedded metric format");
  }
}
