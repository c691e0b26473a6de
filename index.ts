import { readStackConfig } from "./src/infra/config/readStackConfig";
import { requireBundles } from "./src/infra/functions/bundles";
import { namePrefix } from "./src/infra/names";
import { attachBoundary } from "./src/infra/attachBoundary";
import { Pipeline } from "./src/infra/pipeline";
import { regionProviders } from "./src/infra/regionProviders";

requireBundles();

const config = readStackConfig();
const pipeline = new Pipeline(namePrefix(config), config, {
  providers: regionProviders(config),
  transformations: attachBoundary(config),
});

export const {
  rawBucketName,
  processedBucketName,
  logsBucketName,
  accessLogsBucketName,
  trailArn,
  dispatchFunctionName,
  ingestionFunctionName,
  validationFunctionName,
  deidentificationFunctionName,
  functionAlias,
  stateMachineName,
  stateMachineArn,
  reprocessingStateMachineArn,
  lambdaExecutionRoleArns,
  stepFunctionsExecutionRoleArn,
  queueUrl,
  deadLetterQueueUrl,
  deadLetterQueueArn,
  eventBusName,
  studyDeadLetterQueueUrl,
  studyDeadLetterQueueArn,
  studyFunctionName,
  hmacKeyArn,
  hmacKeyAliases,
  githubRoleArns,
  alarmTopicArn,
  dashboardUrl,
  deploymentSummary,
} = pipeline.outputs;
