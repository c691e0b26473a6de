import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../settings";
import { plainDeidPolicy } from "./config/plainDeidPolicy";
import type { StackConfig } from "./config/stackConfig";
import { ContinuousDeployment } from "./continuousDeployment/continuousDeployment";
import { Events } from "./events/events";
import { Dispatch, DISPATCH_TIMEOUT_SECONDS } from "./functions/dispatch";
import { ProcessingFunctions } from "./functions/processingFunctions";
import { IngestQueue } from "./ingest/ingestQueue";
import { DataKey } from "./keys/dataKey";
import { HmacKey } from "./keys/hmacKey";
import { LogsKey } from "./keys/logsKey";
import { METRICS_NAMESPACE } from "./names";
import { Network } from "./network/network";
import { Observability } from "./observability/observability";
import { Reprocessing } from "./reprocessing/reprocessing";
import { Storage } from "./storage/storage";
import { Workflow } from "./workflow/workflow";

export type PipelineParts = ReturnType<typeof declareParts>;

/** Declares the parts of the pipeline, each from those before it. */
export function declareParts(config: StackConfig, parent: pulumi.Resource) {
  const child = { parent };
  const { accountId } = aws.getCallerIdentityOutput({}, child);
  const stack = { config, accountId };

  const dataKeyArn = config.encryption === "kms" ? new DataKey(stack, child).arn : undefined;
  const logsKeyArn = config.encryptLogs ? new LogsKey(stack, child).arn : undefined;
  const keys = { dataKeyArn, logsKeyArn };
  const storage = new Storage({ ...stack, dataKeyArn }, child);
  const hmacKey = new HmacKey(stack, child);
  const network = config.enableLambdaVpc
    ? new Network({ ...stack, storage, hmacKey, logsKeyArn }, child)
    : undefined;

  const surroundings = { config, settings: settingsOf(config, storage), logsKeyArn, network };
  const { steps } = new ProcessingFunctions({ ...surroundings, storage, hmacKey, dataKeyArn }, child);
  const events = new Events({ ...surroundings, storage, dataKeyArn }, child);
  const workflow = new Workflow({ ...stack, ...keys, steps, storage, events }, child);
  const stateMachineArn = workflow.stateMachine.arn;

  const ingest = new IngestQueue(
    { ...stack, rawBucket: storage.raw, dataKeyArn, consumerTimeoutSeconds: DISPATCH_TIMEOUT_SECONDS },
    child,
  );
  const dispatch = new Dispatch(
    { ...surroundings, queueArn: ingest.queue.arn, stateMachineArn, dataKeyArn },
    child,
  );
  const reprocessing = new Reprocessing({ ...stack, ...keys, storage, workflowArn: stateMachineArn }, child);
  const observed = { ingest, dispatch, steps, workflow, events };
  const observability = new Observability({ ...stack, ...observed }, child);
  const repository = config.githubRepository;
  const deployment = repository && new ContinuousDeployment({ ...stack, repository }, child);
  return { ...observed, storage, hmacKey, reprocessing, observability, deployment };
}

const settingsOf = (config: StackConfig, { raw, processed, logs }: Storage): pulumi.Output<Settings> =>
  pulumi
    .all([raw.bucketName, processed.bucketName, logs.bucketName])
    .apply(([rawBucketName, processedBucketName, logsBucketName]) => ({
      environment: config.environment,
      rawBucketName,
      processedBucketName,
      logsBucketName,
      metricsNamespace: METRICS_NAMESPACE,
      deidPolicy: plainDeidPolicy(config.deidPolicy),
      validationPolicy: { preset: config.validation.preset, codes: { ...config.validation.codes } },
    }));
