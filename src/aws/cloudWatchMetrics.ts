import { PutMetricDataCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { Metrics } from "../pipeline/ports";

export interface MetricsDestination {
  readonly namespace: string;
  /** Of every metric, beside its own. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/**
 * Puts metrics into one namespace, all of a call at once.
 *
 * @param onLoss told when CloudWatch did not take them; nothing is thrown, and nothing is tried again
 */
export function cloudWatchMetrics(
  client: Pick<CloudWatchClient, "send">,
  { namespace, dimensions: common }: MetricsDestination,
  onLoss: (error: unknown) => void,
): Metrics {
  return {
    async record(metrics) {
      const MetricData = metrics.map(({ name, value, unit, dimensions }) => ({
        MetricName: name,
        Value: value,
        Unit: unit,
        Dimensions: Object.entries({ ...common, ...dimensions }).map(([Name, Value]) => ({ Name, Value })),
      }));
      try {
        await client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData }));
      } catch (error) {
        onLoss(error);
      }
    },
  };
}
