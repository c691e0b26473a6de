import type { StackConfig } from "../../config/stackConfig";
import type { AlarmName } from "../../names";
import { pipelineSeries, queueSeries, workflowSeries, type Watched, type WorkflowMetric } from "../metrics";
import { FIVE_MINUTES, HOUR, type AlarmSpec } from "./alarmSpec";

/** Objects in an hour below which a share of them says nothing: one object at fault is not the sender's. */
const FEWEST_OBJECTS = 20;

/**
 * What goes wrong with executions. An object at fault is no fault of the service and wakes nobody, unless many of an hour are.
 */
export const workflowAlarms = (config: StackConfig, watched: Watched): AlarmSpec[] => [
  {
    name: "service-failures",
    meaning: "Objects are in quarantine that are not at fault: a function or a service failed.",
    threshold: config.alarmServiceFailures,
    periodSeconds: FIVE_MINUTES,
    watch: { series: pipelineSeries(watched, "PipelineFailure", { Fault: "service" }), statistic: "Sum" },
  },
  {
    name: "unrecorded-failures",
    meaning: "Executions failed that were not counted as failures: they may have left no quarantine entry.",
    threshold: config.alarmUnrecordedFailures,
    // Both ends of an execution's last second have to be in one period, almost always.
    periodSeconds: HOUR,
    watch: {
      expression: "failed - FILL(counted, 0)",
      sums: {
        failed: workflowSeries(watched, "ExecutionsFailed"),
        counted: pipelineSeries(watched, "PipelineFailure"),
      },
    },
  },
  quarantinedShare(config, watched),
  stalled(config, watched),
  ...executionAlarms(config, watched),
];

const quarantinedShare = (config: StackConfig, watched: Watched): AlarmSpec => ({
  name: "quarantined-share",
  meaning: `Many objects of an hour were refused as inputs at fault, of ${FEWEST_OBJECTS} or more.`,
  threshold: config.alarmQuarantinedPercent,
  periodSeconds: HOUR,
  watch: {
    expression:
      `IF(refused + FILL(done, 0) >= ${FEWEST_OBJECTS}, ` + "100 * refused / (refused + FILL(done, 0)), 0)",
    sums: {
      refused: pipelineSeries(watched, "PipelineFailure", { Fault: "input" }),
      done: pipelineSeries(watched, "PipelineSuccess"),
    },
  },
});

const stalled = (config: StackConfig, watched: Watched): AlarmSpec => ({
  name: "stalled",
  meaning: "Objects arrive, and no execution comes to an end.",
  threshold: config.alarmStalledMinutes === 0 ? 0 : 1,
  periodSeconds: config.alarmStalledMinutes * 60,
  periods: 2, // an object that arrives at the end of a period is done in the next
  watch: {
    expression: "IF(arrived > 0 AND FILL(succeeded, 0) + FILL(failed, 0) == 0, 1, 0)",
    sums: {
      arrived: queueSeries(watched.ingest.queueName, "NumberOfMessagesSent"),
      succeeded: workflowSeries(watched, "ExecutionsSucceeded"),
      failed: workflowSeries(watched, "ExecutionsFailed"),
    },
  },
});

/** What Step Functions counts of executions that were not to end so, or did not go on. */
const executionAlarms = (config: StackConfig, watched: Watched): AlarmSpec[] =>
  (
    [
      ["timed-out", "ExecutionsTimedOut", config.alarmTimedOutExecutions, "Executions ran out of time."],
      ["aborted", "ExecutionsAborted", config.alarmAbortedExecutions, "Somebody stopped executions."],
      [
        "throttled-transitions",
        "ExecutionThrottled",
        config.alarmThrottledTransitions,
        "Executions wait since the account has used up its state transitions.",
      ],
    ] as const
  ).map(([name, metric, threshold, meaning]) => executionCount(watched, name, metric, threshold, meaning));

const executionCount = (
  watched: Watched,
  name: AlarmName,
  metric: WorkflowMetric,
  threshold: number,
  meaning: string,
): AlarmSpec => ({
  name,
  meaning,
  threshold,
  periodSeconds: FIVE_MINUTES,
  watch: { series: workflowSeries(watched, metric), statistic: "Sum" },
});
