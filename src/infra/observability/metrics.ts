import type * as pulumi from "@pulumi/pulumi";
import { ENVIRONMENT_DIMENSION, type MetricName } from "../../metricNames";
import { METRICS_NAMESPACE } from "../names";

/** One series of CloudWatch. */
export interface MetricSeries {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

/** What alarms and dashboard look at. */
export interface Watched {
  readonly environment: string;
  readonly stateMachineArn: pulumi.Input<string>;
  readonly queueName: pulumi.Input<string>;
  readonly deadLetterQueueName: pulumi.Input<string>;
  readonly functions: readonly WatchedFunction[];
}

export interface WatchedFunction {
  /** What the function does, such as `ingestion`. */
  readonly role: string;
  readonly functionName: pulumi.Input<string>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html; one of them is in the singular. */
export type WorkflowMetric =
  | "ExecutionTime"
  | "ExecutionThrottled"
  | "ExecutionsAborted"
  | "ExecutionsFailed"
  | "ExecutionsStarted"
  | "ExecutionsSucceeded"
  | "ExecutionsTimedOut";

export const workflowSeries = ({ stateMachineArn }: Watched, metricName: WorkflowMetric): MetricSeries => ({
  namespace: "AWS/States",
  metricName,
  dimensions: { StateMachineArn: stateMachineArn },
});

/** Over all versions and aliases of the function. */
export const functionSeries = (
  { functionName }: WatchedFunction,
  metricName: "ConcurrentExecutions" | "Duration" | "Errors" | "Invocations" | "Throttles",
): MetricSeries => ({ namespace: "AWS/Lambda", metricName, dimensions: { FunctionName: functionName } });

export const queueSeries = (
  queueName: pulumi.Input<string>,
  metricName:
    | "ApproximateAgeOfOldestMessage"
    | "ApproximateNumberOfMessagesNotVisible"
    | "ApproximateNumberOfMessagesVisible"
    | "NumberOfMessagesSent",
): MetricSeries => ({ namespace: "AWS/SQS", metricName, dimensions: { QueueName: queueName } });

export const logSeries = (logGroupName: pulumi.Input<string>, metricName: "IncomingBytes"): MetricSeries => ({
  namespace: "AWS/Logs",
  metricName,
  dimensions: { LogGroupName: logGroupName },
});

/** @param own the metric's own dimensions, as `METRICS` lists them */
export const pipelineSeries = (
  { environment }: Watched,
  metricName: MetricName,
  own: Readonly<Record<string, string>> = {},
): MetricSeries => ({
  namespace: METRICS_NAMESPACE,
  metricName,
  dimensions: { [ENVIRONMENT_DIMENSION]: environment, ...own },
});
