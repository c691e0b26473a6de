import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { cloudWatchMetrics } from "../../aws/cloudWatchMetrics";
import { errorNameOf } from "../../pipeline/errors";
import type { Settings } from "../../settings";
import { createLog } from "./log";
import { monotonicClock, type StepName, type StepRuntime } from "./stepHandler";

/** CloudWatch is not worth a step's time: one attempt, given up soon. */
const METRICS_TIMEOUT_MS = 2000;

/** The runtime of a step on AWS; makes its clients, so call it once per process. */
export function awsStepRuntime(step: StepName, settings: Settings): StepRuntime {
  const log = createLog();
  const client = new CloudWatchClient({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: METRICS_TIMEOUT_MS,
      requestTimeout: METRICS_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });
  const { metricsNamespace: namespace, environment } = settings;
  const destination = { namespace, dimensions: { Environment: environment } };
  const metrics = cloudWatchMetrics(client, destination, (error) =>
    log.warn("metrics lost", { step, code: errorNameOf(error) }),
  );
  return { log, metrics, clock: monotonicClock };
}
