import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { declareLogGroup } from "../declareLogGroup";
import { declareRole } from "../declareRole";
import { namePrefix } from "../names";
import { trustPolicy, type PolicyStatement } from "../policyDocument";
import { resourceTags } from "../tags";

export interface FlowLogsArgs {
  readonly config: StackConfig;
  readonly accountId: pulumi.Output<string>;
  readonly vpcId: pulumi.Output<string>;
  /** Of the log group; CloudWatch Logs' own key where absent. */
  readonly logsKeyArn: pulumi.Output<string> | undefined;
}

/** Who talked to whom in the network, and what was refused: addresses and ports, no content. */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, accountId, vpcId, logsKeyArn } = args;
    const name = `${namePrefix(config)}-flow-logs`;
    super("medical-imaging-pipeline:network:FlowLogs", name, {}, opts);
    const logGroup = declareLogGroup(name, { config, logsKeyArn, logGroupName: `/aws/vpc/${name}` }, this);
    const { role, rolePolicy } = declareRole(
      name,
      {
        config,
        description: "Writes the flow logs of the functions' network",
        assumeRolePolicy: trustPolicy("vpc-flow-logs.amazonaws.com", {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: {
            "aws:SourceArn": pulumi.interpolate`arn:aws:ec2:${config.region}:${accountId}:vpc-flow-log/*`,
          },
        }),
        statements: [flowLogsStatement(logGroup.arn)],
      },
      this,
    );
    new aws.ec2.FlowLog(
      name,
      {
        vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: logGroup.arn,
        iamRoleArn: role.arn,
        tags: resourceTags(config, "operational"),
      },
      { parent: this, dependsOn: [rolePolicy] },
    );
    this.registerOutputs();
  }
}

const flowLogsStatement = (logGroupArn: pulumi.Output<string>): PolicyStatement => ({
  Sid: "WriteFlowLogs",
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
  Resource: pulumi.interpolate`${logGroupArn}:*`,
});
