import { ENVIRONMENT_DIMENSION, METRICS, type MetricName } from "../../metricNames";
import { METRICS_NAMESPACE } from "../names";

/** One state of the Amazon States Language, as it stands in the definition. */
export type State = Readonly<Record<string, unknown>> & { readonly Type: string };

/** Where the states of the error path find what went wrong: `{ reason: { code, fault, … } }`. */
export const FAILURE = "$.failure";

/** The transient failures of calling a function. Errors of the input are answers, and never retried. */
const LAMBDA_RETRY = [
  {
    ErrorEquals: [
      "Lambda.ServiceException",
      "Lambda.AWSLambdaException",
      "Lambda.SdkClientException",
      "Lambda.TooManyRequestsException",
    ],
    IntervalSeconds: 2,
    MaxAttempts: 3,
    BackoffRate: 2,
    JitterStrategy: "FULL",
  },
];

/** A call of a service itself has nothing of the input in it that could be at fault. */
const SERVICE_RETRY = [{ ...LAMBDA_RETRY[0], ErrorEquals: ["States.TaskFailed"] }];

/** The state that calls a function; what it answers is under `$.result`. */
export const functionTask = (
  functionArn: string,
  payload: Readonly<Record<string, string>>,
  next: string,
  onError: string,
): State => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: {
    FunctionName: functionArn,
    Payload: {
      object: {
        "bucketName.$": "$.bucketName",
        "objectKey.$": "$.objectKey",
        "versionId.$": "$.versionId",
      },
      "executionName.$": "$$.Execution.Name",
      ...payload,
    },
  },
  ResultSelector: { "statusCode.$": "$.Payload.statusCode", "body.$": "$.Payload.body" },
  ResultPath: "$.result",
  Retry: LAMBDA_RETRY,
  Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: onError }],
  Next: next,
});

/** Goes on where the function answered 200. */
export const statusChoice = (next: string, otherwise: string): State => ({
  Type: "Choice",
  Choices: [{ Variable: "$.result.statusCode", NumericEquals: 200, Next: next }],
  Default: otherwise,
});

/** Keeps what a function found under `$.<name>.facts`. */
export const parsedResult = (name: string, next: string): State => ({
  Type: "Pass",
  Parameters: { "facts.$": "States.StringToJson($.result.body)" },
  ResultPath: `$.${name}`,
  Next: next,
});

/**
 * The state that calls a service's API.
 *
 * @param resource such as `s3:putObject`
 * @param next also where a failure goes: a record that cannot be written must not hide the outcome
 */
export const serviceTask = (
  resource: string,
  parameters: Readonly<Record<string, unknown>>,
  next: string,
): State => ({
  Type: "Task",
  Resource: `arn:aws:states:::aws-sdk:${resource}`,
  Parameters: parameters,
  ResultPath: null,
  Retry: SERVICE_RETRY,
  Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.recordError", Next: next }],
  Next: next,
});

/** A metric of the pipeline's namespace, and its dimensions as the state language has them: `Value` or `Value.$`. */
export type CountedMetric = readonly [name: MetricName, ...dimensions: Readonly<Record<string, string>>[]];

/** Counts one object of an environment under each of the metrics, by one request. */
export const metricTask = (metrics: readonly CountedMetric[], environment: string, next: string): State =>
  serviceTask(
    "cloudwatch:putMetricData",
    {
      Namespace: METRICS_NAMESPACE,
      MetricData: metrics.map(([MetricName, ...dimensions]) => ({
        MetricName,
        Value: 1,
        Unit: METRICS[MetricName].unit,
        Dimensions: [{ Name: ENVIRONMENT_DIMENSION, Value: environment }, ...dimensions],
      })),
    },
    next,
  );
