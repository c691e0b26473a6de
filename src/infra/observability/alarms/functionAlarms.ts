import type { StackConfig } from "../../config/stackConfig";
import { functionSeries, type Watched, type WatchedFunction } from "../metrics";
import { FIVE_MINUTES, type AlarmSpec } from "./alarmSpec";

/** Three alarms a function, so that each names the one that it is about. */
export const functionAlarms = (config: StackConfig, watched: Watched): AlarmSpec[] =>
  watched.functions.flatMap((fn) => alarmsOf(fn, config));

const alarmsOf = (fn: WatchedFunction, config: StackConfig): AlarmSpec[] => [
  {
    name: `function-errors-${fn.name}`,
    meaning: `Calls of ${fn.name} ended in an error, a timeout or for want of memory.`,
    threshold: config.alarmFunctionErrors,
    periodSeconds: FIVE_MINUTES,
    watch: { series: functionSeries(fn, "Errors"), statistic: "Sum" },
  },
  {
    name: `function-throttles-${fn.name}`,
    meaning: `Calls of ${fn.name} were refused for want of concurrency.`,
    threshold: config.alarmThrottles,
    periodSeconds: FIVE_MINUTES,
    watch: { series: functionSeries(fn, "Throttles"), statistic: "Sum" },
  },
  {
    name: `function-duration-${fn.name}`,
    meaning: `A call of ${fn.name} took nearly as long as it may (${fn.timeoutSeconds} s).`,
    threshold: config.alarmDurationPercent * fn.timeoutSeconds * 10, // percent of seconds, in milliseconds
    periodSeconds: FIVE_MINUTES,
    watch: { series: functionSeries(fn, "Duration"), statistic: "Maximum" },
  },
];
