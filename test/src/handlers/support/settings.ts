import type { Settings } from "../../../../src/settings";

/** Settings with everything in them that any function needs. */
export const SETTINGS: Settings = {
  environment: "test",
  rawBucketName: "raw",
  processedBucketName: "processed",
  logsBucketName: "logs",
  metricsNamespace: "MedicalImaging/Pipeline",
  stateMachineArn: "arn:aws:states:us-east-1:000000000000:stateMachine:dicom-processing-workflow-test",
  hmacKeyArn: "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-0000-0000-000000000000",
  eventBusName: "bus",
  deidPolicy: { profile: "basic", options: [], rules: [] },
  validationPolicy: { preset: "lenient", codes: {} },
};
