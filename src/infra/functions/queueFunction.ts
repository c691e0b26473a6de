import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { receiveDataKeyStatements } from "../keys/dataKeyStatements";
import { lambdaFunctionName, type FunctionName } from "../names";
import { resourceTags } from "../tags";
import { receiveMessagesStatement } from "./permissions";
import { PipelineFunction, type FunctionSurroundings, type PipelineFunctionArgs } from "./pipelineFunction";

/** Messages that one call takes; the function says which of them it could not deal with. */
const BATCH_SIZE = 10;

/** What every function that reads a queue is given. */
export interface QueueFunctionSurroundings extends FunctionSurroundings {
  readonly queueArn: pulumi.Output<string>;
  /** Of the queue, where it has a key in KMS. */
  readonly dataKeyArn: pulumi.Output<string> | undefined;
}

interface QueueFunctionArgs extends QueueFunctionSurroundings, PipelineFunctionArgs {
  /** Calls at a time; what is more waits in the queue. */
  readonly maximumConcurrency: number;
}

/** A function, and that Lambda calls it with the messages of a queue, which its role may receive. */
export function declareQueueFunction(
  name: FunctionName,
  { queueArn, dataKeyArn, maximumConcurrency, ...args }: QueueFunctionArgs,
  parent: pulumi.Resource,
): PipelineFunction {
  const { config } = args;
  const statements = [
    receiveMessagesStatement(queueArn),
    ...receiveDataKeyStatements(dataKeyArn, config),
    ...args.statements,
  ];
  const fn = new PipelineFunction(name, { ...args, statements }, { parent });
  new aws.lambda.EventSourceMapping(
    lambdaFunctionName(config, name),
    {
      eventSourceArn: queueArn,
      functionName: fn.live.arn,
      batchSize: BATCH_SIZE,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency },
      tags: resourceTags(config, "operational"),
    },
    { parent, dependsOn: [fn.rolePolicy] },
  );
  return fn;
}
