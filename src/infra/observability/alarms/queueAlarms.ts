import type { StackConfig } from "../../config/stackConfig";
import { queueSeries, type Watched } from "../metrics";
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
  {
    name: "dead-letters",
    meaning:
      "Events could not be dispatched and wait in the dead-letter queue: their objects are not processed.",
    threshold: config.alarmDeadLetters,
    periodSeconds: FIVE_MINUTES,
    watch: {
      series: queueSeries(watched.ingest.deadLetterQueueName, "ApproximateNumberOfMessagesVisible"),
      statistic: "Maximum",
    },
  },
];
