import * as pulumi from "@pulumi/pulumi";
import { executionDataKeyStatements } from "../keys/dataKeyStatements";
import { lambdaFunctionName } from "../names";
import { startWorkflowStatement } from "./permissions";
import type { PipelineFunction } from "./pipelineFunction";
import { declareQueueFunction, type QueueFunctionSurroundings } from "./queueFunction";

/** It only starts executions; the queue hides a message for six times as long (ingest/ingestQueue.ts). */
export const DISPATCH_TIMEOUT_SECONDS = 60;

/** A burst waits in the queue, not at Step Functions' quota. */
const MAXIMUM_CONCURRENCY = 10;

export interface DispatchArgs extends QueueFunctionSurroundings {
  /** Has the key in KMS that the queue has. */
  readonly stateMachineArn: pulumi.Output<string>;
}

/** The function that starts one execution for every event of the queue. */
export class Dispatch extends pulumi.ComponentResource {
  readonly fn: PipelineFunction;

  constructor(args: DispatchArgs, opts?: pulumi.ComponentResourceOptions) {
    const { stateMachineArn, ...surroundings } = args;
    const { config, settings, dataKeyArn } = surroundings;
    super("medical-imaging-pipeline:functions:Dispatch", lambdaFunctionName(config, "dispatch"), {}, opts);

    this.fn = declareQueueFunction(
      "dispatch",
      {
        ...surroundings,
        settings: pulumi
          .all([settings, stateMachineArn])
          .apply(([settings, arn]) => ({ ...settings, stateMachineArn: arn })),
        timeoutSeconds: DISPATCH_TIMEOUT_SECONDS,
        description: "Starts one execution of the workflow for every object that arrives",
        statements: [
          startWorkflowStatement(stateMachineArn),
          ...executionDataKeyStatements(dataKeyArn, stateMachineArn),
        ],
        maximumConcurrency: MAXIMUM_CONCURRENCY,
      },
      this,
    );
    this.registerOutputs();
  }
}
