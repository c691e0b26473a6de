import { KMSClient } from "@aws-sdk/client-kms";
import type { ActionLetter } from "../../dicom/deidentify/rules/decision";
import { kmsKeyProvider } from "../aws/kmsKeyProvider";
import { s3AuditWriter } from "../aws/s3AuditWriter";
import { s3ObjectReader } from "../aws/s3ByteSource";
import { s3OutputWriter } from "../aws/s3OutputWriter";
import { deidentifyObject, type DeidentificationPorts } from "../pipeline/deidentifyObject";
import { InvalidStepEventError } from "../pipeline/errors";
import type { Metric } from "../pipeline/ports";
import { parseSettings, requireSetting, type Settings } from "../settings";
import { awsStepRuntime } from "./runtime/awsStepRuntime";
import { functionLimits } from "./runtime/functionLimits";
import { createS3Client } from "./runtime/s3Client";
import { createStepHandler, type StepHandler, type StepRuntime } from "./runtime/stepHandler";

const ACTION_LETTERS: readonly ActionLetter[] = ["D", "Z", "X", "K", "U", "C"];

export interface DeidentificationStepPorts extends DeidentificationPorts {
  readonly runtime: StepRuntime;
}

/**
 * The DeidentificationStep: writes the de-identified copy and its audit record; answers `DeidentificationFacts`.
 *
 * @param ports made for AWS, once, where absent
 * @throws InvalidSettingsError when the function starts
 */
export function createHandler(
  settings: Settings,
  ports: DeidentificationStepPorts = awsPorts(settings),
): StepHandler {
  const checked = parseSettings(settings);
  const { deidPolicy: policy, validationPolicy: validation, processedBucketName: outputBucketName } = checked;
  return createStepHandler(
    "deidentification",
    ports.runtime,
    (event, deadline) => {
      const { object: version, executionName, startedAt } = event;
      if (startedAt === undefined) throw new InvalidStepEventError("missing in the event: startedAt");
      const of = { version, executionName, startedAt: new Date(startedAt) };
      return deidentifyObject(ports, { ...of, policy, validation, outputBucketName, deadline });
    },
    ({ bytesMoved, attributeActions }) => [
      { name: "BytesMoved", value: bytesMoved, dimensions: { Step: "deidentification" } },
      ...ACTION_LETTERS.filter((Action) => attributeActions[Action] > 0).map((Action): Metric => ({
        name: "AttributeActions",
        value: attributeActions[Action],
        dimensions: { Action },
      })),
    ],
  );
}

function awsPorts(settings: Settings): DeidentificationStepPorts {
  const checked = parseSettings(settings);
  const s3 = createS3Client();
  return {
    runtime: awsStepRuntime(checked),
    reader: s3ObjectReader(s3, functionLimits()),
    keys: kmsKeyProvider(new KMSClient({}), requireSetting(checked, "hmacKeyArn"), checked.hmacKeyVersion),
    output: s3OutputWriter(s3, checked.processedBucketName),
    audit: s3AuditWriter(s3, checked.logsBucketName, checked.auditRetention),
  };
}
