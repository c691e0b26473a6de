import { s3ObjectReader } from "../aws/s3ByteSource";
import { ingestObject } from "../pipeline/ingestObject";
import type { RawObjectReader } from "../pipeline/ports";
import { parseSettings, type Settings } from "../settings";
import { awsStepRuntime } from "./runtime/awsStepRuntime";
import { findingMetrics } from "./runtime/findingMetrics";
import { functionLimits } from "./runtime/functionLimits";
import { createS3Client } from "./runtime/s3Client";
import { createStepHandler, type StepHandler, type StepRuntime } from "./runtime/stepHandler";

export interface IngestionPorts {
  readonly runtime: StepRuntime;
  readonly reader: RawObjectReader;
}

/**
 * The IngestionStep: looks from the header alone whether an object can be processed; answers `IngestionFacts`.
 *
 * @param ports made for AWS, once, where absent
 * @throws InvalidSettingsError when the function starts
 */
export function createHandler(settings: Settings, ports: IngestionPorts = awsPorts(settings)): StepHandler {
  return createStepHandler(
    "ingestion",
    ports.runtime,
    ({ object }) => ingestObject(ports.reader, object),
    ({ sizeBytes, bytesMoved }) => [
      { name: "ObjectBytes", value: sizeBytes, dimensions: {} },
      { name: "BytesMoved", value: bytesMoved, dimensions: { Step: "ingestion" } },
    ],
    ({ findingCounts }) => findingMetrics(findingCounts),
  );
}

function awsPorts(settings: Settings): IngestionPorts {
  const checked = parseSettings(settings);
  return {
    runtime: awsStepRuntime(checked),
    reader: s3ObjectReader(createS3Client(), functionLimits()),
  };
}
