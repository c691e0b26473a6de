import * as pulumi from "@pulumi/pulumi";
import { executionDataKeyStatements, receiveDataKeyStatements } from "../keys/dataKeyStatements";
import { lambdaFunctionName } from "../names";
import { declareEventSourceMapping } from "../queues/eventSourceMapping";
import { dispatchStatements } from "./permissions";
import { PipelineFunction, type FunctionSurroundings } from "./pipelineFunction";

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
    const { queueArn, stateMachineArn, dataKeyArn, ...surroundings } = args;
    const { config, settings } = surroundings;
    const name = lambdaFunctionName(config, "dispatch");
    super("medical-imaging-pipeline:functions:Dispatch", name, {}, opts);

    this.fn = new PipelineFunction(
      "dispatch",
      {
        ...surroundings,
        settings: pulumi
          .all([settings, stateMachineArn])
          .apply(([settings, arn]) => ({ ...settings, stateMachineArn: arn })),
        timeoutSeconds: DISPATCH_TIMEOUT_SECONDS,
        description: "Starts one execution of the workflow for every object that arrives",
        statements: [
          ...dispatchStatements(queueArn, stateMachineArn),
          ...receiveDataKeyStatements(dataKeyArn, config),
          ...executionDataKeyStatements(dataKeyArn, stateMachineArn),
        ],
      },
      { parent: this },
    );
    declareEventSourceMapping(
      name,
      { config, queueArn, fn: this.fn, maximumConcurrency: MAXIMUM_CONCURRENCY },
      this,
    );
    this.registerOutputs();
  }
}
