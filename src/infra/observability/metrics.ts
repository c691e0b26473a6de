import type * as pulumi from "@pulumi/pulumi";
import { ENVIRONMENT_DIMENSION, type MetricName } from "../../metricNames";
import { METRICS_NAMESPACE, type FunctionName } from "../names";

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
  readonly workflowLogGroupName: pulumi.Input<string>;
  /** Of S3's events. */
  readonly ingest: WatchedQueue;
  /** Of studies that are waited for, where they are told of. */
  readonly studies: WatchedQueue | undefined;
  readonly functions: readonly WatchedFunction[];
}

export interface WatchedQueue {
  readonly queueName: pulumi.Input<string>;
  readonly deadLetterQueueName: pulumi.Input<string>;
}

export interface WatchedFunction {
  /** What the function does, such as `ingestion`. */
  readonly name: FunctionName;
  /** Whether the workflow calls it, and it counts as a step under its name. */
  readonly isStep: boolean;
  readonly functionName: pulumi.Input<string>;
  readonly logGroupName: pulumi.Input<string>;
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

/** Of all state machines of the account and region together, which share a quota; AWS counts no single one's. */
export const stateTransitions = (metricName: "ConsumedCapacity"): MetricSeries => ({
  namespace: "AWS/States",
  metricName,
  dimensions: { ServiceMetric: "StateTransition" },
});

export type FunctionMetric = "Duration" | "Errors" | "Invocations" | "Throttles";

/** Over all versions and aliases of the function. */
export const functionSeries = (
  { functionName }: WatchedFunction,
  metricName: FunctionMetric,
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

/** Every series of a metric of the pipeline, whatever the value of one of its own dimensions. */
export const pipelineSearch = ({ environment }: Watched, metricName: MetricName, by: string) => ({
  namespace: METRICS_NAMESPACE,
  metricName,
  dimensions: { [ENVIRONMENT_DIMENSION]: environment },
  by,
});
