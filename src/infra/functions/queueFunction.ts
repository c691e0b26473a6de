import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { lambdaFunctionName, type FunctionName } from "../names";
import { resourceTags } from "../tags";
import { PipelineFunction, type PipelineFunctionArgs } from "./pipelineFunction";

/** Messages that one call takes; the function says which of them it could not deal with. */
const BATCH_SIZE = 10;

export interface QueueFunctionArgs extends PipelineFunctionArgs {
  readonly queueArn: pulumi.Output<string>;
  /** Calls at a time; what is more waits in the queue. */
  readonly maximumConcurrency: number;
}

/** Declares a function that Lambda calls with the messages of a queue. */
export function declareQueueFunction(
  name: FunctionName,
  { queueArn, maximumConcurrency, ...args }: QueueFunctionArgs,
  parent: pulumi.Resource,
): PipelineFunction {
  const fn = new PipelineFunction(name, args, { parent });
  new aws.lambda.EventSourceMapping(
    lambdaFunctionName(args.config, name),
    {
      eventSourceArn: queueArn,
      functionName: fn.live.arn,
      batchSize: BATCH_SIZE,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency },
      tags: resourceTags(args.config, "operational"),
    },
    { parent, dependsOn: [fn.rolePolicy] },
  );
  return fn;
}
