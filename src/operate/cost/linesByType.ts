import type { DeclaredResource } from "../../local/program";
import type { CostLine, Estimate } from "./estimate";
import * as each from "./perObject";
import { storageLines } from "./storageLines";
import { successPath } from "./successPath";

type TypeCost =
  | { readonly lines: (resource: DeclaredResource, estimate: Estimate) => CostLine[] }
  | { readonly free: string };

const HOURS = 730;

const monthly = (service: string, price: CostLine["price"]): TypeCost => ({
  lines: () => [{ service, price, quantity: 1 }],
});

const partOf = (what: string): TypeCost => ({ free: `a setting of ${what}` });

const IAM: TypeCost = { free: "IAM costs nothing" };
const NETWORK: TypeCost = { free: "a network without a gateway costs nothing by itself" };

/** What each declared type adds to the bill, or why it adds nothing. Requests of objects on their way are in estimate.ts. */
export const LINES_BY_TYPE: Readonly<Record<string, TypeCost>> = {
  "pulumi:providers:aws": { free: "no resource of AWS" },
  "aws:s3/bucket:Bucket": { lines: storageLines },
  "aws:s3/bucketVersioning:BucketVersioning": partOf("the bucket; replaced versions are not counted here"),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": partOf("the bucket"),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    partOf("the bucket"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": partOf("the bucket"),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": partOf("the bucket"),
  "aws:s3/bucketPolicy:BucketPolicy": partOf("the bucket"),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": partOf(
    "the bucket, whose storage follows it",
  ),
  "aws:s3/bucketLogging:BucketLogging": partOf("the bucket; access logs are some MB"),
  "aws:s3/bucketNotification:BucketNotification": partOf("the bucket"),
  "aws:sqs/queue:Queue": { free: "billed by request" },
  "aws:sqs/queuePolicy:QueuePolicy": partOf("the queue"),
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": partOf("the queue"),
  "aws:iam/role:Role": IAM,
  "aws:iam/rolePolicy:RolePolicy": IAM,
  "aws:iam/policy:Policy": IAM,
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": IAM,
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": IAM,
  "aws:lambda/function:Function": { lines: functionLines },
  "aws:lambda/alias:Alias": partOf("the function"),
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    lines: () => [{ service: "SQS", price: "sqsRequests", quantity: each.IDLE_POLLS_PER_MONTH }],
  },
  "aws:sfn/stateMachine:StateMachine": {
    lines: (resource, estimate) =>
      resource.state.name === estimate.program.stack.outputs.stateMachineName
        ? [
            {
              service: "Step Functions",
              price: "stateTransitions",
              quantity: estimate.volume.filesPerMonth * successPath(resource.inputs.definition).length,
            },
          ]
        : [],
  },
  "aws:cloudwatch/logGroup:LogGroup": { lines: logLines },
  "aws:cloudwatch/queryDefinition:QueryDefinition": { free: "billed by the data that a query reads" },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { lines: alarmLines },
  "aws:cloudwatch/dashboard:Dashboard": monthly("CloudWatch", "dashboards"),
  "aws:kms/key:Key": monthly("KMS", "kmsKeys"),
  "aws:kms/alias:Alias": partOf("the key"),
  "aws:sns/topic:Topic": { free: "alarms are few; billed by message" },
  "aws:sns/topicPolicy:TopicPolicy": partOf("the topic"),
  "aws:sns/topicSubscription:TopicSubscription": partOf("the topic"),
  "aws:cloudwatch/eventBus:EventBus": {
    lines: (_resource, { volume }) => [
      { service: "EventBridge", price: "eventBridgeEvents", quantity: volume.filesPerMonth },
    ],
  },
  "aws:ec2/vpc:Vpc": NETWORK,
  "aws:ec2/subnet:Subnet": NETWORK,
  "aws:ec2/routeTable:RouteTable": NETWORK,
  "aws:ec2/routeTableAssociation:RouteTableAssociation": NETWORK,
  "aws:ec2/securityGroup:SecurityGroup": NETWORK,
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": NETWORK,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": NETWORK,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": NETWORK,
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    lines: ({ inputs }) => {
      const zones = Array.isArray(inputs.subnetIds) ? inputs.subnetIds.length : 0;
      return inputs.vpcEndpointType === "Interface"
        ? [{ service: "VPC", price: "endpointHours", quantity: HOURS * zones }]
        : [];
    },
  },
  "aws:ec2/flowLog:FlowLog": { free: "counted with what the log groups take in" },
  "aws:cloudtrail/trail:Trail": {
    lines: (_resource, { volume }) => [
      {
        service: "CloudTrail",
        price: "trailDataEvents",
        quantity: volume.filesPerMonth * each.rawEventsOf(volume.meanSizeBytes),
      },
    ],
  },
};

function functionLines({ name, inputs }: DeclaredResource, { volume }: Estimate): CostLine[] {
  const step = Object.keys(each.SECONDS_OF_CALL).find((known) => name.endsWith(`-${known}`));
  const seconds = step === undefined ? each.OTHER_SECONDS_OF_CALL : (each.SECONDS_OF_CALL[step] ?? 0);
  const gb = Number(inputs.memorySize) / 1024;
  return [
    { service: "Lambda", price: "lambdaRequests", quantity: volume.filesPerMonth },
    { service: "Lambda", price: "lambdaArmGbSeconds", quantity: volume.filesPerMonth * seconds * gb },
  ];
}

/** An alarm is billed by the metrics that it watches: those which its expression reckons with, or its own. */
function alarmLines({ inputs }: DeclaredResource): CostLine[] {
  const queries: readonly unknown[] = Array.isArray(inputs.metricQueries) ? inputs.metricQueries : [];
  const metrics = queries.filter(
    (query) => typeof query === "object" && query !== null && "metric" in query,
  ).length;
  return [{ service: "CloudWatch", price: "alarmMetrics", quantity: Math.max(1, metrics) }];
}

/** What is kept of one object's lines, shared out evenly over the groups. */
function logLines({ inputs }: DeclaredResource, { volume, program }: Estimate): CostLine[] {
  const groups = program.resources.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup").length;
  const months = Number(inputs.retentionInDays) / 30;
  const gb = (volume.filesPerMonth * each.LOG_BYTES) / 1e9 / groups;
  return [{ service: "CloudWatch", price: "logGbMonth", quantity: gb * Math.min(months, volume.month) }];
}
