import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "./config/stackConfig";
import { resourceTags } from "./tags";

export interface LogGroupArgs {
  readonly config: StackConfig;
  /** CloudWatch Logs' own key where absent. */
  readonly logsKeyArn: pulumi.Output<string> | undefined;
  /** Such as `/aws/lambda/<function>`. */
  readonly logGroupName: string;
}

/** Declares a log group that keeps its log for the configured time. */
export const declareLogGroup = (
  name: string,
  { config, logsKeyArn, logGroupName }: LogGroupArgs,
  parent: pulumi.Resource,
): aws.cloudwatch.LogGroup =>
  new aws.cloudwatch.LogGroup(
    name,
    {
      name: logGroupName,
      retentionInDays: config.logRetentionDays,
      ...(logsKeyArn && { kmsKeyId: logsKeyArn }),
      tags: resourceTags(config, "operational"),
    },
    { parent },
  );
