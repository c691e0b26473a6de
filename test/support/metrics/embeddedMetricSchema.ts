import * as v from "valibot";

const name = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,255}$/));
const UNITS = ["Milliseconds", "Bytes", "Count"];

/**
 * The embedded metric format as the CloudWatch user's guide specifies it, "Specification: Embedded metric format", and
 * stricter: no member but the targets, no unit that the pipeline does not use.
 */
const documentSchema = v.looseObject({
  _aws: v.strictObject({
    Timestamp: v.pipe(v.number(), v.integer(), v.minValue(Date.UTC(2020, 0))),
    CloudWatchMetrics: v.pipe(
      v.array(
        v.strictObject({
          Namespace: v.pipe(v.string(), v.regex(/^(?!AWS\/)[\w./#:-]{1,255}$/)),
          Dimensions: v.pipe(v.array(v.pipe(v.array(name), v.maxLength(30))), v.minLength(1)),
          Metrics: v.pipe(
            v.array(v.strictObject({ Name: name, Unit: v.picklist(UNITS) })),
            v.minLength(1),
            v.maxLength(100),
          ),
        }),
      ),
      v.minLength(1),
    ),
  }),
});
const number = v.pipe(v.number(), v.finite());
const metricTarget = v.union([number, v.pipe(v.array(number), v.minLength(1), v.maxLength(100))]);
const dimensionTarget = v.pipe(
  v.string(),
  v.regex(/^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/),
  v.maxLength(1024),
);

export interface EmbeddedSeries {
  readonly namespace: string;
  readonly name: string;
  readonly unit: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: readonly number[];
}

/** The series of a line, which is one JSON object and nothing else; throws where it breaks the specification. */
export function readEmbeddedSeries(line: string): EmbeddedSeries[] {
  const document = v.parse(documentSchema, JSON.parse(line));
  const targets = new Set(["_aws"]);
  const target = (key: string): unknown => {
    targets.add(key);
    return document[key];
  };
  const series = document._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((keys) =>
      Metrics.map(({ Name, Unit }) => ({
        namespace: Namespace,
        name: Name,
        unit: Unit,
        dimensions: Object.fromEntries(keys.map((key) => [key, v.parse(dimensionTarget, target(key))])),
        values: [v.parse(metricTarget, target(Name))].flat(),
      })),
    ),
  );
  const others = Object.keys(document).filter((key) => !targets.has(key));
  if (others.length > 0) throw new Error(`members that are no targets: ${others.join()}`);
  return series;
}
