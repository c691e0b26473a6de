import type * as pulumi from "@pulumi/pulumi";
import type { MetricSeries } from "../metrics";

/** What CloudWatch is asked for of a series; percentiles come from single values. */
export type DashboardStatistic = "Average" | "Maximum" | "Sum" | "p50" | "p95";

/** Panels under one heading, which is also that of a section in docs/operations.md, Dashboard. */
export interface Row {
  readonly title: string;
  /** What the row answers, in a sentence. */
  readonly question: string;
  readonly panels: readonly Panel[];
}

/** One graph. */
export interface Panel {
  readonly title: string;
  /** Of the axis. */
  readonly unit: string;
  readonly stacked?: boolean;
  readonly lines: readonly Line[];
}

export type Line = SeriesLine | CalculatedLine | SearchedLines;

interface SeriesLine {
  readonly label: string;
  readonly series: MetricSeries;
  readonly statistic: DashboardStatistic;
}

/** Metric math over the sum of one series, which is itself not drawn. */
interface CalculatedLine {
  readonly label: string;
  readonly expression: string;
  /** What the expression calls the sum; no other line of the panel has the name. */
  readonly id: string;
  readonly sumOf: MetricSeries;
}

/** Every series that has the metric and the dimensions; the values of one dimension are their labels. */
interface SearchedLines {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** The dimension that has any value. */
  readonly by: string;
}

/** As an item of `metrics` of a metric widget. */
export type MetricItem = readonly (pulumi.Input<string> | Readonly<Record<string, string | boolean>>)[];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export function formatLine(line: Line): MetricItem[] {
  if ("series" in line) {
    const { series, label, statistic: stat } = line;
    return [[...formatSeries(series), { label, stat }]];
  }
  if ("sumOf" in line) {
    const { sumOf, id, expression, label } = line;
    return [[...formatSeries(sumOf), { id, stat: "Sum", visible: false }], [{ expression, label }]];
  }
  return [[{ expression: formatSearch(line), label: `\${PROP('Dim.${line.by}')}` }]];
}

const formatSeries = ({ namespace, metricName, dimensions }: MetricSeries): pulumi.Input<string>[] => [
  namespace,
  metricName,
  ...Object.entries(dimensions).flat(),
];

function formatSearch({ namespace, metricName, dimensions, by }: SearchedLines): string {
  const schema = [`"${namespace}"`, ...Object.keys(dimensions), by].join(",");
  const values = Object.entries({ MetricName: metricName, ...dimensions });
  return `SEARCH('{${schema}} ${values.map(([key, value]) => `${key}="${value}"`).join(" ")}', 'Sum')`;
}
