import { readStackConfig } from "./src/infra/config";
import { requireBundles } from "./src/infra/functions/bundles";
import { Pipeline } from "./src/infra/pipeline";

requireBundles();

const config = readStackConfig();
const pipeline = new Pipeline(`${config.projectName}-${config.environment}`, config);

export const {
  rawBucketName,
  processedBucketName,
  logsBucketName,
  dispatchFunctionName,
  ingestionFunctionName,
  validationFunctionName,
  deidentificationFunctionName,
  stateMachineName,
  stateMachineArn,
  lambdaExecutionRoleArns,
  stepFunctionsExecutionRoleArn,
  queueUrl,
  hmacKeyArn,
  deploymentSummary,
} = pipeline.outputs;
