import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { namePrefix } from "../names";
import { resourceTags } from "../tags";

const PERIOD_SECONDS = 5 * 60;

export interface AlarmsArgs {
  readonly config: StackConfig;
  readonly stateMachineArn: pulumi.Output<string>;
  readonly deadLetterQueueName: pulumi.Output<string>;
}

/** An alarm for each way in which an object can get stuck. */
export class Alarms extends pulumi.ComponentResource {
  constructor(args: AlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config } = args;
    const prefix = namePrefix(config);
    super("medical-imaging-pipeline:alarms:Alarms", prefix, {}, opts);

    const workflow = { namespace: "AWS/States", dimensions: { StateMachineArn: args.stateMachineArn } };
    const watched = {
      "executions-failed": {
        ...workflow,
        metricName: "ExecutionsFailed",
        statistic: "Sum",
        alarmDescription: "An object was quarantined or a step failed: see quarantine/ in the raw bucket",
      },
      "executions-timed-out": {
        ...workflow,
        metricName: "ExecutionsTimedOut",
        statistic: "Sum",
        alarmDescription: "An execution did not come to an end in time",
      },
      "dead-letters": {
        namespace: "AWS/SQS",
        dimensions: { QueueName: args.deadLetterQueueName },
        metricName: "ApproximateNumberOfMessagesVisible",
        statistic: "Maximum",
        alarmDescription: "An event could not be dispatched and waits in the dead-letter queue",
      },
    };
    for (const [name, metric] of Object.entries(watched))
      new aws.cloudwatch.MetricAlarm(
        `${prefix}-${name}`,
        {
          ...metric,
          name: `${prefix}-${name}`,
          period: PERIOD_SECONDS,
          evaluationPeriods: 1,
          threshold: 1,
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          treatMissingData: "notBreaching",
          tags: resourceTags(config, "operational"),
        },
        { parent: this },
      );
    this.registerOutputs();
  }
}
