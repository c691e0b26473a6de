import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../settings";
import { plainPolicy } from "./config/plainPolicy";
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
import { pipelineOutputs, type PipelineOutputs } from "./pipelineOutputs";
import { Reprocessing } from "./reprocessing/reprocessing";
import { Storage } from "./storage/storage";
import { Workflow } from "./workflow/workflow";

/** Everything between a client's upload and the de-identified copy. */
export class Pipeline extends pulumi.ComponentResource {
  readonly outputs: PipelineOutputs & {
    readonly githubRoleArns: ContinuousDeployment["roleArns"] | undefined;
  };

  constructor(name: string, config: StackConfig, opts?: pulumi.ComponentResourceOptions) {
    super("medical-imaging-pipeline:index:Pipeline", name, {}, opts);
    const child = { parent: this };
    const { accountId } = aws.getCallerIdentityOutput({}, child);

    const dataKeyArn = config.encryption === "kms" ? new DataKey(config, accountId, child).arn : undefined;
    const logsKeyArn = config.encryptLogs ? new LogsKey(config, accountId, child).arn : undefined;
    const storage = new Storage({ config, accountId, dataKeyArn }, child);
    const key = new HmacKey(config, accountId, child);
    const settings: pulumi.Output<Settings> = pulumi
      .all([storage.raw.bucketName, storage.processed.bucketName, storage.logs.bucketName])
      .apply(([rawBucketName, processedBucketName, logsBucketName]) => ({
        environment: config.environment,
        rawBucketName,
        processedBucketName,
        logsBucketName,
        metricsNamespace: METRICS_NAMESPACE,
        deidPolicy: plainPolicy(config.deidPolicy),
      }));

    const network = config.enableLambdaVpc
      ? new Network({ config, accountId, storage, hmacKey: key, logsKeyArn }, child)
      : undefined;
    const functions = new ProcessingFunctions(
      { config, settings, storage, hmacKey: key, dataKeyArn, logsKeyArn, network },
      child,
    );
    const events = new Events({ config, settings, storage, logsKeyArn, network }, child);
    const workflow = new Workflow(
      { config, functions, storage, events, accountId, dataKeyArn, logsKeyArn },
      child,
    );
    const ingest = new IngestQueue(
      {
        config,
        rawBucket: storage.raw,
        accountId,
        dataKeyArn,
        consumerTimeoutSeconds: DISPATCH_TIMEOUT_SECONDS,
      },
      child,
    );
    const stateMachineArn = workflow.stateMachine.arn;
    const dispatch = new Dispatch(
      { config, settings, queueArn: ingest.queue.arn, stateMachineArn, dataKeyArn, logsKeyArn, network },
      child,
    );
    const reprocessing = new Reprocessing(
      { config, storage, workflowArn: stateMachineArn, accountId, dataKeyArn, logsKeyArn },
      child,
    );
    const observability = new Observability(
      { config, accountId, ingest, dispatch, functions, workflow, events },
      child,
    );
    const repository = config.githubRepository;
    const delivery = repository && new ContinuousDeployment({ config, repository, accountId }, child);

    this.outputs = {
      ...pipelineOutputs({
        config,
        storage,
        functions,
        dispatch,
        workflow,
        reprocessing,
        ingest,
        events,
        key,
        observability,
      }),
      githubRoleArns: delivery ? delivery.roleArns : undefined,
    };
    this.registerOutputs({ ...this.outputs });
  }
}
