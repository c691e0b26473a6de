import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../settings";
import type { StackConfig } from "../config/stackConfig";
import { lambdaFunctionName } from "../names";
import type { Network } from "../network/network";
import type { Storage } from "../storage/storage";
import { resourceTags } from "../tags";
import { studyStatements } from "./permissions";
import { PipelineFunction } from "./pipelineFunction";

/** Most of a batch is one small question each; the last message of a large study lists it. */
export const STUDY_TIMEOUT_SECONDS = 60;

const BATCH_SIZE = 10;
const MAXIMUM_CONCURRENCY = 2;

export interface StudyArgs {
  readonly config: StackConfig;
  readonly settings: pulumi.Output<Settings>;
  readonly storage: Storage;
  readonly queueArn: pulumi.Output<string>;
  readonly eventBus: aws.cloudwatch.EventBus;
  /** Of the log group; CloudWatch Logs' own key where absent. */
  readonly logsKeyArn: pulumi.Output<string> | undefined;
  /** Where the function runs; in none of the account's networks where absent. */
  readonly network: Network | undefined;
}

/** The function that tells of studies which have come to rest. */
export class Study extends pulumi.ComponentResource {
  readonly fn: PipelineFunction;

  constructor(args: StudyArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, storage, queueArn, eventBus, logsKeyArn, network } = args;
    const name = lambdaFunctionName(config, "study");
    super("medical-imaging-pipeline:functions:Study", name, {}, opts);

    this.fn = new PipelineFunction(
      "study",
      {
        config,
        settings: pulumi
          .all([args.settings, eventBus.name])
          .apply(([settings, eventBusName]) => ({ ...settings, eventBusName })),
        timeoutSeconds: STUDY_TIMEOUT_SECONDS,
        description: "Publishes an event for every study that has come to rest",
        logsKeyArn,
        network,
        statements: studyStatements({
          queue: queueArn,
          processedBucket: storage.processed.arn,
          logsBucket: storage.logs.arn,
          eventBus: eventBus.arn,
        }),
      },
      { parent: this },
    );
    new aws.lambda.EventSourceMapping(
      name,
      {
        eventSourceArn: queueArn,
        functionName: this.fn.live.arn,
        batchSize: BATCH_SIZE,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: MAXIMUM_CONCURRENCY },
        tags: resourceTags(config, "operational"),
      },
      { parent: this, dependsOn: [this.fn.rolePolicy] },
    );
    this.registerOutputs();
  }
}
