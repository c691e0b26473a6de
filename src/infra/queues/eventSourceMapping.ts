import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import type { PipelineFunction } from "../functions/pipelineFunction";
import { resourceTags } from "../tags";

/** Messages that one call takes; the function says which of them it could not deal with. */
const BATCH_SIZE = 10;

export interface EventSourceMappingArgs {
  readonly config: StackConfig;
  readonly queueArn: pulumi.Output<string>;
  readonly fn: PipelineFunction;
  /** Calls at a time; what is more waits in the queue. */
  readonly maximumConcurrency: number;
}

/** Has Lambda call a function with the messages of a queue. */
export const declareEventSourceMapping = (
  name: string,
  { config, queueArn, fn, maximumConcurrency }: EventSourceMappingArgs,
  parent: pulumi.Resource,
): aws.lambda.EventSourceMapping =>
  new aws.lambda.EventSourceMapping(
    name,
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
