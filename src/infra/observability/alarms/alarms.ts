import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../../config/stackConfig";
import { namePrefix } from "../../names";
import { resourceTags } from "../../tags";
import type { Watched } from "../metrics";
import type { AlarmSpec } from "./alarmSpec";
import { functionAlarms } from "./functionAlarms";
import { queueAlarms } from "./queueAlarms";
import { workflowAlarms } from "./workflowAlarms";

export interface AlarmsArgs {
  readonly config: StackConfig;
  readonly watched: Watched;
  /** Told of every alarm when it goes off, and when it is over. */
  readonly topicArn: pulumi.Input<string>;
}

/** An alarm for each way in which an object can get stuck, and for what comes before. */
export class Alarms extends pulumi.ComponentResource {
  readonly arns: readonly pulumi.Output<string>[];

  constructor({ config, watched, topicArn }: AlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    const prefix = namePrefix(config);
    super("medical-imaging-pipeline:observability:Alarms", prefix, {}, opts);
    const specs = [workflowAlarms, queueAlarms, functionAlarms].flatMap((alarms) => alarms(config, watched));
    this.arns = specs
      .filter(({ threshold }) => threshold > 0)
      .map((spec) => {
        const name = `${prefix}-${spec.name}`;
        const alarm = new aws.cloudwatch.MetricAlarm(
          name,
          {
            name,
            alarmDescription: describe(spec),
            ...watchArgs(spec),
            threshold: spec.threshold,
            comparisonOperator: "GreaterThanOrEqualToThreshold",
            evaluationPeriods: spec.periods ?? 1,
            datapointsToAlarm: spec.periods ?? 1,
            treatMissingData: "notBreaching",
            alarmActions: [topicArn],
            okActions: [topicArn],
            tags: resourceTags(config, "operational"),
          },
          { parent: this },
        );
        return alarm.arn;
      });
    this.registerOutputs();
  }
}

const describe = ({ name, meaning }: AlarmSpec): string =>
  `${meaning} What to do: docs/operations.md, Alarms, ${sectionOf(name)}.`;

/** The alarms of all functions share three sections. */
const sectionOf = (name: string): string => /^function-[a-z]+/.exec(name)?.[0] ?? name;

function watchArgs({
  watch,
  periodSeconds: period,
  meaning,
}: AlarmSpec): Partial<aws.cloudwatch.MetricAlarmArgs> {
  if ("series" in watch) {
    const { namespace, metricName, dimensions } = watch.series;
    return { namespace, metricName, dimensions, statistic: watch.statistic, period };
  }
  const sums = Object.entries(watch.sums).map(([id, series]) => ({
    id,
    metric: { ...series, period, stat: "Sum" },
  }));
  return {
    metricQueries: [
      { id: "result", expression: watch.expression, label: meaning, returnData: true },
      ...sums,
    ],
  };
}
