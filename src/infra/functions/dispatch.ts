import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../settings";
import type { StackConfig } from "../config/stackConfig";
import { executeWithDataKey, receiveWithDataKey } from "../keys/useDataKey";
import { lambdaFunctionName } from "../names";
import type { Network } from "../network/network";
import { resourceTags } from "../tags";
import { dispatchStatements } from "./permissions";
import { PipelineFunction } from "./pipelineFunction";

/** It only starts executions; the queue hides a message for six times as long (ingest/ingestQueue.ts). */
export const DISPATCH_TIMEOUT_SECONDS = 60;

/** Events that one call takes, and calls at a time: a burst waits in the queue, not at Step Functions' quota. */
const BATCH_SIZE = 10;
const MAXIMUM_CONCURRENCY = 10;

export interface DispatchArgs {
  readonly config: StackConfig;
  readonly settings: pulumi.Output<Settings>;
  readonly queueArn: pulumi.Output<string>;
  readonly stateMachineArn: pulumi.Output<string>;
  /** Of the queue and the state machine, where they have a key in KMS. */
  readonly dataKeyArn: pulumi.Output<string> | undefined;
  /** Of the log group; CloudWatch Logs' own key where absent. */
  readonly logsKeyArn: pulumi.Output<string> | undefined;
  /** Where the function runs; in none of the account's networks where absent. */
  readonly network: Network | undefined;
}

/** The function that starts one execution for every event of the queue. */
export class Dispatch extends pulumi.ComponentResource {
  readonly fn: PipelineFunction;

  constructor(args: DispatchArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, queueArn, stateMachineArn, dataKeyArn, logsKeyArn, network } = args;
    const name = lambdaFunctionName(config, "dispatch");
    super("medical-imaging-pipeline:functions:Dispatch", name, {}, opts);

    this.fn = new PipelineFunction(
      "dispatch",
      {
        config,
        settings: pulumi
          .all([args.settings, stateMachineArn])
          .apply(([settings, arn]) => ({ ...settings, stateMachineArn: arn })),
        timeoutSeconds: DISPATCH_TIMEOUT_SECONDS,
        description: "Starts one execution of the workflow for every object that arrives",
        logsKeyArn,
        network,
        statements: [
          ...dispatchStatements(queueArn, stateMachineArn),
          ...receiveWithDataKey(dataKeyArn, config),
          ...executeWithDataKey(dataKeyArn, stateMachineArn),
        ],
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
