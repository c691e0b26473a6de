import * as v from "valibot";
import type { JsonService } from "./jsonService";
import { ServiceError } from "./serviceError";

const datum = v.object({
  MetricName: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  Dimensions: v.optional(v.array(v.object({ Name: v.string(), Value: v.string() }))),
  Timestamp: v.optional(v.number()),
  Value: v.optional(v.number()),
  Values: v.optional(v.array(v.number())),
  Counts: v.optional(v.array(v.number())),
  StatisticValues: v.optional(v.record(v.string(), v.number())),
  Unit: v.optional(v.string()),
  StorageResolution: v.optional(v.number()),
});
const putMetricData = v.object({
  Namespace: v.pipe(v.string(), v.minLength(1)),
  MetricData: v.optional(v.array(datum), []),
});

type MetricDatum = v.InferOutput<typeof datum>;

export interface RecordedMetric extends MetricDatum {
  readonly namespace: string;
  readonly receivedAt: Date;
}

/** `PutMetricData`: each datum goes to `onMetric`. */
export function createCloudWatchService(onMetric: (metric: RecordedMetric) => void): JsonService {
  return {
    signingName: "monitoring",
    targetPrefix: "GraniteServiceVersion20100801",
    contentType: "application/x-amz-json-1.0",
    errorNamespace: "com.amazonaws.cloudwatch",
    accessDeniedCode: "AccessDenied",
    operations: {
      PutMetricData: {
        requiredAccess: ({ Namespace }) => ({
          action: "cloudwatch:PutMetricData",
          resource: "*",
          context: { "cloudwatch:namespace": String(Namespace) },
        }),
        run(input) {
          const parsed = v.safeParse(putMetricData, input);
          if (!parsed.success)
            throw new ServiceError("InvalidParameterValue", "MetricData is not what PutMetricData takes");
          const { Namespace, MetricData } = parsed.output;
          for (const metric of MetricData)
            onMetric({ namespace: Namespace, receivedAt: new Date(), ...metric });
          return undefined;
        },
      },
    },
  };
}
