import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "./config/stackConfig";
import type { PipelineParts } from "./pipelineParts";

export type PipelineOutputs = ReturnType<typeof pipelineOutputs>;

/** The stack's outputs: names that other people's scripts read. */
export function pipelineOutputs(config: StackConfig, parts: PipelineParts) {
  const { storage, steps, dispatch, workflow, ingest, events, hmacKey, observability } = parts;
  const { ingestion, validation, deidentification } = steps;
  return {
    rawBucketName: storage.raw.bucketName,
    processedBucketName: storage.processed.bucketName,
    logsBucketName: storage.logs.bucketName,
    accessLogsBucketName: storage.accessLogs.bucketName,
    /** Absent unless `enableCloudTrail`. */
    trailArn: storage.trail?.arn,
    dispatchFunctionName: dispatch.fn.lambda.name,
    ingestionFunctionName: ingestion.lambda.name,
    validationFunctionName: validation.lambda.name,
    deidentificationFunctionName: deidentification.lambda.name,
    functionAlias: ingestion.live.name,
    stateMachineName: workflow.stateMachine.name,
    stateMachineArn: workflow.stateMachine.arn,
    /** The role ARNs by function. */
    lambdaExecutionRoleArns: pulumi.output({
      dispatch: dispatch.fn.role.arn,
      ingestion: ingestion.role.arn,
      validation: validation.role.arn,
      deidentification: deidentification.role.arn,
      ...(events.studies && { study: events.studies.function.fn.role.arn }),
    }),
    reprocessingStateMachineArn: parts.reprocessing.stateMachine.arn,
    stepFunctionsExecutionRoleArn: workflow.role.arn,
    queueUrl: ingest.queue.url,
    deadLetterQueueUrl: ingest.deadLetterQueue.url,
    deadLetterQueueArn: ingest.deadLetterQueue.arn,
    eventBusName: events.bus.name,
    /** Absent, as the next two, where `studyQuietMinutes` is 0. */
    studyDeadLetterQueueUrl: events.studies?.deadLetterQueue.url,
    studyDeadLetterQueueArn: events.studies?.deadLetterQueue.arn,
    studyFunctionName: events.studies?.function.fn.lambda.name,
    hmacKeyArn: hmacKey.arn,
    /** Of every version of the key, oldest first. */
    hmacKeyAliases: hmacKey.aliases,
    /** Absent where the stack is not deployed from GitHub. */
    githubRoleArns: parts.deployment ? parts.deployment.roleArns : undefined,
    alarmTopicArn: observability.alarmTopicArn,
    dashboardUrl: observability.dashboardUrl,
    deploymentSummary: deploymentSummary(config, parts),
  };
}

/** What was deployed, in one place to look at. */
const deploymentSummary = (config: StackConfig, { storage, workflow }: PipelineParts) =>
  pulumi.output({
    projectName: config.projectName,
    environment: config.environment,
    region: config.region,
    rawBucketName: storage.raw.bucketName,
    processedBucketName: storage.processed.bucketName,
    logsBucketName: storage.logs.bucketName,
    stateMachineName: workflow.stateMachine.name,
    lambdaRuntime: config.lambdaRuntime,
    lambdaMemoryMb: config.lambdaMemoryMb,
    lambdaTimeoutSeconds: config.lambdaTimeoutSeconds,
    lifecycleDays: config.lifecycleDays,
    logRetentionDays: config.logRetentionDays,
    deidentification: {
      profile: config.deidPolicy.profile,
      ...(config.deidPolicy.preset !== undefined && { preset: config.deidPolicy.preset }),
      options: config.deidPolicy.options,
    },
  });
