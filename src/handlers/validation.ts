import { s3ObjectReader } from "../aws/s3ByteSource";
import type { RawObjectReader } from "../pipeline/ports";
import { validateRawObject } from "../pipeline/validateRawObject";
import { parseSettings, type Settings } from "../settings";
import { awsStepRuntime } from "./runtime/awsStepRuntime";
import { findingMetrics } from "./runtime/findingMetrics";
import { functionLimits } from "./runtime/functionLimits";
import { createS3Client } from "./runtime/s3Client";
import { createStepHandler, type StepHandler, type StepRuntime } from "./runtime/stepHandler";

export interface ValidationPorts {
  readonly runtime: StepRuntime;
  readonly reader: RawObjectReader;
}

/**
 * The ValidationStep: holds an object to the standard; answers `ValidationFacts`.
 *
 * @param ports made for AWS, once, where absent
 * @throws InvalidSettingsError when the function starts
 */
export function createHandler(settings: Settings, ports: ValidationPorts = awsPorts(settings)): StepHandler {
  const { validationPolicy } = parseSettings(settings);
  return createStepHandler(
    "validation",
    ports.runtime,
    ({ object }) => validateRawObject(ports.reader, object, validationPolicy),
    ({ bytesMoved, findings }) => [
      { name: "BytesMoved", value: bytesMoved, dimensions: { Step: "validation" } },
      ...findingMetrics(findings),
    ],
    ({ findingCounts }) => findingMetrics(findingCounts),
  );
}

function awsPorts(settings: Settings): ValidationPorts {
  const checked = parseSettings(settings);
  return {
    runtime: awsStepRuntime(checked),
    reader: s3ObjectReader(createS3Client(), functionLimits()),
  };
}
