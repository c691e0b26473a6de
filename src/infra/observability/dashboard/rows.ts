import {
  functionSeries,
  logSeries,
  pipelineSearch,
  pipelineSeries,
  queueSeries,
  stateTransitions,
  workflowSeries,
  type FunctionMetric,
  type Watched,
  type WatchedFunction,
} from "../metrics";
import type { DashboardStatistic, Line, Row } from "./panel";

const MEDIAN_AND_TAIL = ["p50", "p95"] as const;

/** From what matters most to what costs. */
export const dashboardRows = (watched: Watched): Row[] => [
  throughput(watched),
  latency(watched),
  errors(watched),
  queues(watched),
  costDrivers(watched),
];

/** A line for every function, under the name of what it does. */
const byFunction = (
  { functions }: Watched,
  metricName: FunctionMetric,
  statistic: DashboardStatistic,
): Line[] => functions.map((fn) => ({ label: fn.name, series: functionSeries(fn, metricName), statistic }));

const throughput = (watched: Watched): Row => ({
  title: "Throughput",
  question: "Does what arrives come out?",
  panels: [
    {
      title: "Objects",
      unit: "Count",
      lines: [
        {
          label: "arrived (events of S3)",
          series: queueSeries(watched.ingest.queueName, "NumberOfMessagesSent"),
          statistic: "Sum",
        },
        { label: "started", series: workflowSeries(watched, "ExecutionsStarted"), statistic: "Sum" },
        { label: "de-identified", series: pipelineSeries(watched, "PipelineSuccess"), statistic: "Sum" },
        { label: "quarantined", series: pipelineSeries(watched, "PipelineFailure"), statistic: "Sum" },
      ],
    },
    {
      title: "Quarantined by reason",
      unit: "Count",
      stacked: true,
      lines: [pipelineSearch(watched, "Quarantined", "Reason")],
    },
    {
      title: "Findings by code",
      unit: "Count",
      stacked: true,
      lines: [pipelineSearch(watched, "ValidationFindings", "Code")],
    },
    {
      title: "Attributes by action",
      unit: "Count",
      stacked: true,
      lines: [pipelineSearch(watched, "AttributeActions", "Action")],
    },
  ],
});

const latency = (watched: Watched): Row => ({
  title: "Latency",
  question: "How long does an object take, and where?",
  panels: [
    {
      title: "Objects",
      unit: "Milliseconds",
      lines: MEDIAN_AND_TAIL.flatMap((statistic) => [
        {
          label: `arrival to start ${statistic}`,
          series: pipelineSeries(watched, "ArrivalToStart"),
          statistic,
        },
        { label: `execution ${statistic}`, series: workflowSeries(watched, "ExecutionTime"), statistic },
      ]),
    },
    {
      title: "Steps",
      unit: "Milliseconds",
      lines: stepsOf(watched).flatMap(({ name }) =>
        MEDIAN_AND_TAIL.map((statistic) => ({
          label: `${name} ${statistic}`,
          series: pipelineSeries(watched, "StepDuration", { Step: name }),
          statistic,
        })),
      ),
    },
    {
      title: "Calls of functions, p95",
      unit: "Milliseconds",
      lines: byFunction(watched, "Duration", "p95"),
    },
  ],
});

const errors = (watched: Watched): Row => ({
  title: "Errors",
  question: "What fails without a fault of the object?",
  panels: [
    {
      title: "Executions",
      unit: "Count",
      lines: [
        {
          label: "quarantined, service at fault",
          series: pipelineSeries(watched, "PipelineFailure", { Fault: "service" }),
          statistic: "Sum",
        },
        {
          label: "failed (quarantined ones too)",
          series: workflowSeries(watched, "ExecutionsFailed"),
          statistic: "Sum",
        },
        { label: "timed out", series: workflowSeries(watched, "ExecutionsTimedOut"), statistic: "Sum" },
        { label: "aborted", series: workflowSeries(watched, "ExecutionsAborted"), statistic: "Sum" },
      ],
    },
    { title: "Failed calls of functions", unit: "Count", lines: byFunction(watched, "Errors", "Sum") },
    {
      title: "Throttles",
      unit: "Count",
      lines: [
        ...byFunction(watched, "Throttles", "Sum"),
        {
          label: "state transitions",
          series: workflowSeries(watched, "ExecutionThrottled"),
          statistic: "Sum",
        },
      ],
    },
  ],
});

function queues(watched: Watched): Row {
  const all = [
    { what: "objects", ...watched.ingest },
    ...(watched.studies ? [{ what: "studies", ...watched.studies }] : []),
  ];
  return {
    title: "Queues",
    question: "What waits, since when, and what was given up?",
    panels: [
      {
        title: "Events that wait",
        unit: "Count",
        lines: all.flatMap(({ what, queueName }) => [
          {
            label: what,
            series: queueSeries(queueName, "ApproximateNumberOfMessagesVisible"),
            statistic: "Maximum",
          },
          {
            label: `${what}, taken`,
            series: queueSeries(queueName, "ApproximateNumberOfMessagesNotVisible"),
            statistic: "Maximum",
          },
        ]),
      },
      {
        title: "Age of the oldest event",
        unit: "Seconds",
        lines: all.map(({ what, queueName }) => ({
          label: what,
          series: queueSeries(queueName, "ApproximateAgeOfOldestMessage"),
          statistic: "Maximum",
        })),
      },
      {
        title: "Dead letters",
        unit: "Count",
        lines: all.map(({ what, deadLetterQueueName }) => ({
          label: what,
          series: queueSeries(deadLetterQueueName, "ApproximateNumberOfMessagesVisible"),
          statistic: "Maximum",
        })),
      },
    ],
  };
}

const costDrivers = (watched: Watched): Row => ({
  title: "Cost drivers",
  question: "What is the bill made of?",
  panels: [
    {
      title: "Calls of functions",
      unit: "Count",
      stacked: true,
      lines: byFunction(watched, "Invocations", "Sum"),
    },
    {
      title: "GB-seconds of functions",
      unit: "GB-seconds",
      stacked: true,
      lines: watched.functions.map((fn) => ({
        label: fn.name,
        id: fn.name,
        expression: `${fn.name} / 1000 * ${fn.memoryMb} / 1024`,
        sumOf: functionSeries(fn, "Duration"),
      })),
    },
    {
      title: "State transitions a second, of the whole account",
      unit: "Count",
      lines: [{ label: "consumed", series: stateTransitions("ConsumedCapacity"), statistic: "Average" }],
    },
    {
      title: "Bytes moved by steps",
      unit: "Bytes",
      lines: [
        ...stepsOf(watched).map(({ name }): Line => ({
          label: name,
          series: pipelineSeries(watched, "BytesMoved", { Step: name }),
          statistic: "Sum",
        })),
        { label: "size of the objects", series: pipelineSeries(watched, "ObjectBytes"), statistic: "Sum" },
      ],
    },
    {
      title: "Bytes of log",
      unit: "Bytes",
      stacked: true,
      lines: [...watched.functions, { name: "workflow", logGroupName: watched.workflowLogGroupName }].map(
        ({ name, logGroupName }) => ({
          label: name,
          series: logSeries(logGroupName, "IncomingBytes"),
          statistic: "Sum",
        }),
      ),
    },
  ],
});

const stepsOf = ({ functions }: Watched): WatchedFunction[] => functions.filter(({ isStep }) => isStep);
