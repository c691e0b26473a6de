import * as v from "valibot";

/*
 * The part of the documented structure that the program uses, and nothing beside it:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const place = { x: whole(0, 23), y: whole(0, 10_000), width: whole(1, 24), height: whole(1, 1000) };
const label = v.pipe(v.string(), v.minLength(1));

/** Periods below a minute are for metrics of high resolution. */
const period = v.pipe(v.number(), v.integer(), v.multipleOf(60));

const statistic = v.union([
  v.picklist(["SampleCount", "Average", "Sum", "Minimum", "Maximum"]),
  v.pipe(v.string(), v.regex(/^p\d{1,2}(\.\d+)?$/)),
]);

const rendering = v.strictObject({
  label: v.optional(label),
  stat: v.optional(statistic),
  id: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9_]*$/))),
  visible: v.optional(v.boolean()),
});

const expression = v.strictObject({ expression: v.pipe(v.string(), v.maxLength(2048)), label });

/** Namespace, metric, name and value of each dimension, and how it is drawn. */
const series = v.pipe(
  v.array(v.union([label, rendering])),
  v.minLength(5),
  v.check((items) => items.length % 2 === 1, "names and values of dimensions in pairs, and a rendering"),
  v.check(
    (items) => items.every((item, index) => (typeof item === "string") === index < items.length - 1),
    "the rendering stands last",
  ),
);

const metricWidget = v.strictObject({
  type: v.literal("metric"),
  ...place,
  properties: v.strictObject({
    title: label,
    view: v.picklist(["timeSeries", "singleValue", "gauge", "bar", "pie", "table"]),
    stacked: v.boolean(),
    region: label,
    period,
    yAxis: v.strictObject({
      left: v.strictObject({ min: v.number(), label, showUnits: v.boolean() }),
    }),
    metrics: v.pipe(
      v.array(v.union([series, v.strictTuple([expression])])),
      v.minLength(1),
      v.maxLength(500),
    ),
  }),
});

const textWidget = v.strictObject({
  type: v.literal("text"),
  ...place,
  properties: v.strictObject({ markdown: label }),
});

const alarmWidget = v.strictObject({
  type: v.literal("alarm"),
  ...place,
  properties: v.strictObject({
    title: label,
    alarms: v.pipe(v.array(label), v.minLength(1), v.maxLength(100)),
  }),
});

export const dashboardBodySchema = v.strictObject({
  start: v.pipe(v.string(), v.regex(/^-P(\d+[DWM]|T\d+[HM])$/)),
  widgets: v.pipe(v.array(v.variant("type", [metricWidget, textWidget, alarmWidget])), v.maxLength(500)),
});

export type DashboardBody = v.InferOutput<typeof dashboardBodySchema>;
export type MetricWidget = v.InferOutput<typeof metricWidget>;
