import type { AlarmName } from "../../names";
import type { MetricSeries } from "../metrics";

/** Of the alarms that count what should not happen at all. */
export const FIVE_MINUTES = 5 * 60;
export const HOUR = 60 * 60;

export type Statistic = "Sum" | "Maximum";

/** One alarm, before it has a name in the account and somebody to tell. */
export interface AlarmSpec {
  /** Ends the alarm's name, and is the title of its section in docs/operations.md. */
  readonly name: AlarmName;
  /** What it means, in a sentence. */
  readonly meaning: string;
  /** The alarm goes off at this value; 0 means that there is no alarm. */
  readonly threshold: number;
  readonly periodSeconds: number;
  /** Periods in a row; one unless told. */
  readonly periods?: number;
  readonly watch: WatchedSeries | WatchedExpression;
}

interface WatchedSeries {
  readonly series: MetricSeries;
  readonly statistic: Statistic;
}

/** Metric math over sums; a metric that has no data in a period takes no part in it unless FILL says otherwise. */
interface WatchedExpression {
  readonly expression: string;
  /** By the name that the expression calls each by. */
  readonly sums: Readonly<Record<string, MetricSeries>>;
}
