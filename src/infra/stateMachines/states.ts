import type { TRANSIENT_SERVICE_ERROR } from "../../handlers/runtime/transientError";
import { ENVIRONMENT_DIMENSION, METRICS, type MetricName } from "../../metricNames";
import { METRICS_NAMESPACE } from "../names";

/** One state of the Amazon States Language, as it stands in the definition. */
export type State = Readonly<Record<string, unknown>> & { readonly Type: string };

/** Where the states of the error path find what went wrong: `{ reason: { code, fault, … } }`. */
export const FAILURE = "$.failure";

const TRANSIENT: typeof TRANSIENT_SERVICE_ERROR = "TransientServiceError";

const BACKOFF = { IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2, JitterStrategy: "FULL" } as const;

/**
 * Functions that are busy are no failure: a burst waits for its turn, an hour on average (full jitter halves each wait) and two at most,
 * instead of going to quarantine.
 */
const BUSY_RETRY = {
  ...BACKOFF,
  ErrorEquals: ["Lambda.TooManyRequestsException"],
  MaxAttempts: 120,
  MaxDelaySeconds: 60,
} as const;

/** The transient failures of a step. Errors of the input are answers, and never retried. */
const STEP_RETRY = [
  BUSY_RETRY,
  {
    ...BACKOFF,
    ErrorEquals: [
      "Lambda.ServiceException",
      "Lambda.AWSLambdaException",
      "Lambda.SdkClientException",
      "Lambda.ClientExecutionTimeoutException",
      // The function's process ended: what it was at is taken up by the next attempt.
      "Lambda.Unknown",
      "Runtime.ExitError",
      // No answer came within the time of the task, which is longer than the function's own.
      "States.Timeout",
      // What a step throws where a service that it called failed through all of the SDK's own attempts.
      TRANSIENT,
    ],
  },
];

/** `States.TaskFailed` is every failure of a call but that it took too long. */
const CALL_FAILED = ["States.TaskFailed", "States.Timeout"];

/**
 * A call of a service itself has nothing of the input in it that could be at fault. Throttling has no name of its own in
 * every version of the SDK behind Step Functions, so that every failure of the call counts, but no error of the definition.
 */
export const SERVICE_RETRY = [{ ...BACKOFF, ErrorEquals: CALL_FAILED }];

/**
 * Seconds that a call may take before it counts as lost; without a bound it could take all of the execution's time, and leave none for
 * quarantine. A function's has its own timeout, and this much for the way there and a cold start.
 */
export const CALL_SECONDS = 60;

/** The same state, which tries again for minutes: for what nothing else makes good later. */
export const patient = (state: State): State => ({
  ...state,
  Retry: [{ ...BACKOFF, ErrorEquals: CALL_FAILED, MaxAttempts: 15, MaxDelaySeconds: 60 }],
});

/** The state that calls a function; what it answers is under `$.result`. */
export const functionTask = (
  { arn, timeoutSeconds }: { readonly arn: string; readonly timeoutSeconds: number },
  payload: Readonly<Record<string, string>>,
  next: string,
  onError: string,
): State => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: {
    FunctionName: arn,
    Payload: {
      // As a whole, since who starts an execution without an event has no sequencer to name; the step takes what it knows.
      "object.$": "$",
      "executionName.$": "$$.Execution.Name",
      ...payload,
    },
  },
  ResultSelector: { "statusCode.$": "$.Payload.statusCode", "body.$": "$.Payload.body" },
  ResultPath: "$.result",
  TimeoutSeconds: timeoutSeconds + CALL_SECONDS,
  Retry: STEP_RETRY,
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
 * The state that calls a service.
 *
 * @param resource such as `sqs:sendMessage`, one of those that Step Functions itself knows, or `aws-sdk:s3:putObject`
 * @param onError where a failure goes, `next` where absent: a record that cannot be written must not hide the outcome
 */
export const integrationTask = (
  resource: string,
  parameters: Readonly<Record<string, unknown>>,
  { next, onError = next }: { readonly next: string; readonly onError?: string },
): State => ({
  Type: "Task",
  Resource: `arn:aws:states:::${resource}`,
  Parameters: parameters,
  ResultPath: null,
  TimeoutSeconds: CALL_SECONDS,
  Retry: SERVICE_RETRY,
  Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.recordError", Next: onError }],
  Next: next,
});

/**
 * The state that calls a service's API by its SDK.
 *
 * @param resource such as `s3:putObject`
 */
export const serviceTask = (
  resource: string,
  parameters: Readonly<Record<string, unknown>>,
  next: string,
): State => integrationTask(`aws-sdk:${resource}`, parameters, { next });

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
