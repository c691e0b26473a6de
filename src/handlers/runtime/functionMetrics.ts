import { embeddedMetrics } from "../../aws/embeddedMetrics";
import type { Metrics } from "../../pipeline/ports";
import type { Settings } from "../../settings";

/** Metrics of a function. Not by `console`: Lambda's puts time and request before a line, and a metric must be all of it. */
export const functionMetrics = ({
  metricsNamespace: namespace,
  environment,
}: Pick<Settings, "metricsNamespace" | "environment">): Metrics =>
  embeddedMetrics((line) => void process.stdout.write(`${line}\n`), { namespace, environment });
