import * as pulumi from "@pulumi/pulumi";
import { executeWithDataKey, receiveWithDataKey } from "../keys/useDataKey";
import { lambdaFunctionName } from "../names";
import { dispatchStatements } from "./permissions";
import type { FunctionSurroundings, PipelineFunction } from "./pipelineFunction";
import { declareQueueFunction } from "./queueFunction";

/** It only starts executions; the queue hides a message for six times as long (ingest/ingestQueue.ts). */
export const DISPATCH_TIMEOUT_SECONDS = 60;

/** A burst waits in the queue, not at Step Functions' quota. */
const MAXIMUM_CONCURRENCY = 10;

export interface DispatchArgs extends FunctionSurroundings {
  readonly queueArn: pulumi.Output<string>;
  readonly stateMachineArn: pulumi.Output<string>;
  /** Of the queue and the state machine, where they have a key in KMS. */
  readonly dataKeyArn: pulumi.Output<string> | undefined;
}

/** The function that starts one execution for every event of the queue. */
export class Dispatch extends pulumi.ComponentResource {
  readonly fn: PipelineFunction;

  constructor(args: DispatchArgs, opts?: pulumi.ComponentResourceOptions) {
    const { stateMachineArn, dataKeyArn, ...surroundings } = args;
    const { config, settings, queueArn } = surroundings;
    super("medical-imaging-pipeline:functions:Dispatch", lambdaFunctionName(config, "dispatch"), {}, opts);

    this.fn = declareQueueFunction(
      "dispatch",
      {
        ...surroundings,
        settings: pulumi
          .all([settings, stateMachineArn])
          .apply(([settings, arn]) => ({ ...settings, stateMachineArn: arn })),
        timeoutSeconds: DISPATCH_TIMEOUT_SECONDS,
        maximumConcurrency: MAXIMUM_CONCURRENCY,
        description: "Starts one execution of the workflow for every object that arrives",
        statements: [
          ...dispatchStatements(queueArn, stateMachineArn),
          ...receiveWithDataKey(dataKeyArn, config),
          ...executeWithDataKey(dataKeyArn, stateMachineArn),
        ],
      },
      this,
    );
    this.registerOutputs();
  }
}
