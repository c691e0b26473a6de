import type { StackConfig } from "../../config/stackConfig";
import type { AlarmName } from "../../names";
import { queueSeries, type Watched, type WatchedQueue } from "../metrics";
import { FIVE_MINUTES, type AlarmSpec } from "./alarmSpec";

/** Events that wait too long, and those that nobody could take. */
export const queueAlarms = (config: StackConfig, watched: Watched): AlarmSpec[] => [
  {
    name: "queue-age",
    meaning: "Objects have arrived and their executions are not started.",
    threshold: config.alarmQueueAgeSeconds,
    periodSeconds: FIVE_MINUTES,
    watch: {
      series: queueSeries(watched.ingest.queueName, "ApproximateAgeOfOldestMessage"),
      statistic: "Maximum",
    },
  },
  deadLetters(
    "dead-letters",
    "Events could not be dispatched and wait in the dead-letter queue: their objects are not processed.",
    watched.ingest,
    config,
  ),
  ...(watched.studies === undefined
    ? []
    : [
        deadLetters(
          "study-dead-letters",
          "Studies could not be told of and wait in their dead-letter queue: their objects are done.",
          watched.studies,
          config,
        ),
      ]),
];

const deadLetters = (
  name: AlarmName,
  meaning: string,
  { deadLetterQueueName }: WatchedQueue,
  { alarmDeadLetters: threshold }: StackConfig,
): AlarmSpec => ({
  name,
  meaning,
  threshold,
  periodSeconds: FIVE_MINUTES,
  watch: {
    series: queueSeries(deadLetterQueueName, "ApproximateNumberOfMessagesVisible"),
    statistic: "Maximum",
  },
});
