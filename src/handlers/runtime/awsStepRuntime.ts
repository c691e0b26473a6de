import type { Settings } from "../../settings";
import { functionMetrics } from "./functionMetrics";
import { createLog } from "./log";
import { monotonicClock, type StepRuntime } from "./stepHandler";

/** The runtime of a step on AWS. */
export const awsStepRuntime = (settings: Settings): StepRuntime => ({
  log: createLog(),
  metrics: functionMetrics(settings),
  clock: monotonicClock,
});
