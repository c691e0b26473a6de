import type { ScopeName } from "./scopes";

/** Rights over one scope: what only looks, and what changes. */
export interface Grant {
  readonly scope: ScopeName;
  readonly read?: readonly string[];
  readonly write?: readonly string[];
}

/** To see whether a bucket is there takes ListBucket, which also shows the keys: not for somebody who only looks. */
const bucketPart = (write: readonly string[], read: readonly string[] = []): readonly Grant[] => [
  { scope: "Buckets", read: ["s3:GetBucket*", ...read], write: ["s3:ListBucket", ...write] },
];

const roleReads = [
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListRolePolicies",
  "iam:ListAttachedRolePolicies",
];

const network = (create: string, others: readonly string[]): readonly Grant[] => [
  { scope: "NewNetworks", read: ["ec2:Describe*"], write: [create] },
  { scope: "NewNetworkTags", write: ["ec2:CreateTags"] },
  { scope: "Networks", write: [...others, "ec2:CreateTags", "ec2:DeleteTags"] },
];

/** Nothing of AWS is made for these. */
const NOTHING: readonly Grant[] = [];

/**
 * What Pulumi's provider calls to make, look at, change, tag and delete a resource, by its type. The actions are IAM's, which
 * for S3 are not always called like the operations (PutLifecycleConfiguration also deletes one).
 */
export const ACTIONS_BY_TYPE: Readonly<Record<string, readonly Grant[]>> = {
  "pulumi:providers:aws": NOTHING,

  "aws:s3/bucket:Bucket": bucketPart(
    [
      "s3:CreateBucket",
      "s3:DeleteBucket",
      "s3:PutBucketTagging",
      "s3:TagResource",
      "s3:UntagResource",
      "s3:PutBucketObjectLockConfiguration",
    ],
    [
      "s3:GetAccelerateConfiguration",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:GetReplicationConfiguration",
      "s3:ListTagsForResource",
    ],
  ),
  "aws:s3/bucketVersioning:BucketVersioning": bucketPart(["s3:PutBucketVersioning"]),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": bucketPart([
    "s3:PutBucketObjectLockConfiguration",
  ]),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": bucketPart(
    ["s3:PutEncryptionConfiguration"],
    ["s3:GetEncryptionConfiguration"],
  ),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucketPart(["s3:PutBucketPublicAccessBlock"]),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": bucketPart(["s3:PutBucketOwnershipControls"]),
  "aws:s3/bucketPolicy:BucketPolicy": bucketPart(["s3:PutBucketPolicy", "s3:DeleteBucketPolicy"]),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": bucketPart(
    ["s3:PutLifecycleConfiguration"],
    ["s3:GetLifecycleConfiguration"],
  ),
  "aws:s3/bucketLogging:BucketLogging": bucketPart(["s3:PutBucketLogging"]),
  "aws:s3/bucketNotification:BucketNotification": bucketPart(["s3:PutBucketNotification"]),

  "aws:sqs/queue:Queue": [
    {
      scope: "Queues",
      read: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"],
      write: [
        "sqs:CreateQueue",
        "sqs:DeleteQueue",
        "sqs:SetQueueAttributes",
        "sqs:TagQueue",
        "sqs:UntagQueue",
      ],
    },
  ],
  "aws:sqs/queuePolicy:QueuePolicy": [
    { scope: "Queues", read: ["sqs:GetQueueAttributes"], write: ["sqs:SetQueueAttributes"] },
  ],
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": [
    { scope: "Queues", read: ["sqs:GetQueueAttributes"], write: ["sqs:SetQueueAttributes"] },
  ],

  "aws:iam/role:Role": [
    {
      scope: "Roles",
      read: [...roleReads, "iam:ListInstanceProfilesForRole", "iam:ListRoleTags"],
      write: [
        "iam:DeleteRole",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
        "iam:UpdateAssumeRolePolicy",
        "iam:TagRole",
        "iam:UntagRole",
      ],
    },
    { scope: "RoleRights", write: ["iam:CreateRole", "iam:PutRolePermissionsBoundary"] },
    { scope: "PassedRoles", write: ["iam:PassRole"] },
  ],
  "aws:iam/rolePolicy:RolePolicy": [
    { scope: "Roles", read: roleReads },
    { scope: "RoleRights", write: ["iam:PutRolePolicy", "iam:DeleteRolePolicy"] },
  ],
  "aws:iam/policy:Policy": [
    {
      scope: "Policies",
      read: ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions", "iam:ListPolicyTags"],
      write: [
        "iam:CreatePolicy",
        "iam:DeletePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeletePolicyVersion",
        "iam:TagPolicy",
        "iam:UntagPolicy",
      ],
    },
  ],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [
    { scope: "Roles", read: roleReads },
    { scope: "AttachedPolicies", write: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"] },
  ],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": [
    {
      scope: "GithubProvider",
      read: ["iam:GetOpenIDConnectProvider", "iam:ListOpenIDConnectProviderTags"],
      write: [
        "iam:CreateOpenIDConnectProvider",
        "iam:DeleteOpenIDConnectProvider",
        "iam:UpdateOpenIDConnectProviderThumbprint",
        "iam:AddClientIDToOpenIDConnectProvider",
        "iam:RemoveClientIDFromOpenIDConnectProvider",
        "iam:TagOpenIDConnectProvider",
        "iam:UntagOpenIDConnectProvider",
      ],
    },
  ],

  "aws:lambda/function:Function": [
    {
      scope: "Functions",
      read: [
        "lambda:GetFunction",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:GetFunctionConfiguration",
        "lambda:GetFunctionConcurrency",
        "lambda:ListTags",
        "lambda:ListVersionsByFunction",
      ],
      write: [
        "lambda:CreateFunction",
        "lambda:DeleteFunction",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
        "lambda:PublishVersion",
        "lambda:PutFunctionConcurrency",
        "lambda:DeleteFunctionConcurrency",
        "lambda:TagResource",
        "lambda:UntagResource",
      ],
    },
  ],
  "aws:lambda/alias:Alias": [
    {
      scope: "Functions",
      read: ["lambda:GetAlias"],
      write: ["lambda:CreateAlias", "lambda:UpdateAlias", "lambda:DeleteAlias"],
    },
  ],
  "aws:lambda/permission:Permission": [
    {
      scope: "Functions",
      read: ["lambda:GetPolicy"],
      write: ["lambda:AddPermission", "lambda:RemovePermission"],
    },
  ],
  "aws:lambda/eventSourceMapping:EventSourceMapping": [
    {
      scope: "EventSourceMappings",
      read: ["lambda:GetEventSourceMapping", "lambda:ListTags"],
      write: ["lambda:TagResource", "lambda:UntagResource"],
    },
    {
      scope: "MappingsOfFunctions",
      write: [
        "lambda:CreateEventSourceMapping",
        "lambda:UpdateEventSourceMapping",
        "lambda:DeleteEventSourceMapping",
      ],
    },
  ],

  "aws:sfn/stateMachine:StateMachine": [
    {
      scope: "StateMachines",
      read: ["states:DescribeStateMachine", "states:ListStateMachineVersions", "states:ListTagsForResource"],
      write: [
        "states:CreateStateMachine",
        "states:UpdateStateMachine",
        "states:DeleteStateMachine",
        "states:TagResource",
        "states:UntagResource",
      ],
    },
    { scope: "Everything", read: ["states:ValidateStateMachineDefinition"] },
  ],

  "aws:cloudwatch/logGroup:LogGroup": [
    {
      scope: "LogGroups",
      read: ["logs:ListTagsForResource"],
      write: [
        "logs:CreateLogGroup",
        "logs:DeleteLogGroup",
        "logs:PutRetentionPolicy",
        "logs:DeleteRetentionPolicy",
        "logs:AssociateKmsKey",
        "logs:DisassociateKmsKey",
        "logs:TagResource",
        "logs:UntagResource",
      ],
    },
    { scope: "Everything", read: ["logs:DescribeLogGroups"] },
  ],
  "aws:cloudwatch/queryDefinition:QueryDefinition": [
    {
      scope: "Everything",
      read: ["logs:DescribeQueryDefinitions"],
      write: ["logs:PutQueryDefinition", "logs:DeleteQueryDefinition"],
    },
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    {
      scope: "Alarms",
      read: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
      write: [
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:DeleteAlarms",
        "cloudwatch:TagResource",
        "cloudwatch:UntagResource",
      ],
    },
  ],
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": [
    {
      scope: "Alarms",
      read: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
      write: [
        "cloudwatch:PutCompositeAlarm",
        "cloudwatch:DeleteAlarms",
        "cloudwatch:TagResource",
        "cloudwatch:UntagResource",
      ],
    },
  ],
  "aws:cloudwatch/dashboard:Dashboard": [
    {
      scope: "Dashboards",
      read: ["cloudwatch:GetDashboard"],
      write: ["cloudwatch:PutDashboard", "cloudwatch:DeleteDashboards"],
    },
  ],

  "aws:kms/key:Key": [
    { scope: "NewKeys", write: ["kms:CreateKey", "kms:TagResource"] },
    {
      scope: "Keys",
      read: ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"],
      write: [
        "kms:EnableKey",
        "kms:DisableKey",
        "kms:EnableKeyRotation",
        "kms:DisableKeyRotation",
        "kms:PutKeyPolicy",
        "kms:UpdateKeyDescription",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
      ],
    },
    // Step Functions and SQS use a key on behalf of whoever makes a state machine or a queue with it.
    { scope: "KeyUse", write: ["kms:Decrypt", "kms:GenerateDataKey"] },
  ],
  "aws:kms/alias:Alias": [
    { scope: "KeyAliases", write: ["kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"] },
    { scope: "Keys", write: ["kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"] },
    { scope: "Everything", read: ["kms:ListAliases"] },
  ],

  "aws:sns/topic:Topic": [
    {
      scope: "Topics",
      read: ["sns:GetTopicAttributes", "sns:ListTagsForResource"],
      write: [
        "sns:CreateTopic",
        "sns:DeleteTopic",
        "sns:SetTopicAttributes",
        "sns:TagResource",
        "sns:UntagResource",
      ],
    },
  ],
  "aws:sns/topicPolicy:TopicPolicy": [
    { scope: "Topics", read: ["sns:GetTopicAttributes"], write: ["sns:SetTopicAttributes"] },
  ],
  "aws:sns/topicSubscription:TopicSubscription": [
    { scope: "Topics", write: ["sns:Subscribe"] },
    {
      scope: "Everything",
      read: ["sns:GetSubscriptionAttributes"],
      write: ["sns:Unsubscribe", "sns:SetSubscriptionAttributes"],
    },
  ],
  "aws:cloudwatch/eventRule:EventRule": [
    {
      scope: "EventRules",
      read: ["events:DescribeRule", "events:ListTagsForResource"],
      write: [
        "events:PutRule",
        "events:DeleteRule",
        "events:EnableRule",
        "events:DisableRule",
        "events:TagResource",
        "events:UntagResource",
      ],
    },
  ],
  "aws:cloudwatch/eventTarget:EventTarget": [
    {
      scope: "EventRules",
      read: ["events:ListTargetsByRule"],
      write: ["events:PutTargets", "events:RemoveTargets"],
    },
  ],
  "aws:cloudwatch/eventBus:EventBus": [
    {
      scope: "EventBuses",
      read: ["events:DescribeEventBus", "events:ListTagsForResource"],
      write: [
        "events:CreateEventBus",
        "events:UpdateEventBus",
        "events:DeleteEventBus",
        "events:TagResource",
        "events:UntagResource",
      ],
    },
  ],
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": [
    {
      scope: "EventBuses",
      read: ["events:DescribeEventBus"],
      write: ["events:PutPermission", "events:RemovePermission"],
    },
  ],
  "aws:cloudwatch/eventArchive:EventArchive": [
    {
      scope: "EventBuses",
      read: ["events:DescribeArchive"],
      write: ["events:CreateArchive", "events:UpdateArchive", "events:DeleteArchive"],
    },
  ],
  "aws:scheduler/schedule:Schedule": [
    {
      scope: "Schedules",
      read: ["scheduler:GetSchedule"],
      write: ["scheduler:CreateSchedule", "scheduler:UpdateSchedule", "scheduler:DeleteSchedule"],
    },
  ],

  "aws:ec2/vpc:Vpc": network("ec2:CreateVpc", ["ec2:DeleteVpc", "ec2:ModifyVpcAttribute"]),
  "aws:ec2/subnet:Subnet": network("ec2:CreateSubnet", ["ec2:DeleteSubnet", "ec2:ModifySubnetAttribute"]),
  "aws:ec2/routeTable:RouteTable": network("ec2:CreateRouteTable", ["ec2:DeleteRouteTable"]),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": [
    { scope: "Networks", write: ["ec2:AssociateRouteTable", "ec2:DisassociateRouteTable"] },
  ],
  "aws:ec2/securityGroup:SecurityGroup": network("ec2:CreateSecurityGroup", [
    "ec2:DeleteSecurityGroup",
    "ec2:AuthorizeSecurityGroupEgress",
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:RevokeSecurityGroupEgress",
    "ec2:RevokeSecurityGroupIngress",
  ]),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": [
    { scope: "NewNetworks", read: ["ec2:Describe*"] },
    ...(["DefaultGroups", "Networks"] as const).map((scope) => ({
      scope,
      write: ["ec2:CreateTags", "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"],
    })),
  ],
  "aws:ec2/securityGroupRule:SecurityGroupRule": securityGroupRules(),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRules(),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRules(),
  "aws:ec2/vpcEndpoint:VpcEndpoint": network("ec2:CreateVpcEndpoint", [
    "ec2:DeleteVpcEndpoints",
    "ec2:ModifyVpcEndpoint",
  ]),
  "aws:ec2/flowLog:FlowLog": network("ec2:CreateFlowLogs", ["ec2:DeleteFlowLogs"]),

  "aws:cloudtrail/trail:Trail": [
    {
      scope: "Trails",
      read: [
        "cloudtrail:GetTrail",
        "cloudtrail:GetTrailStatus",
        "cloudtrail:GetEventSelectors",
        "cloudtrail:GetInsightSelectors",
        "cloudtrail:ListTags",
      ],
      write: [
        "cloudtrail:CreateTrail",
        "cloudtrail:UpdateTrail",
        "cloudtrail:DeleteTrail",
        "cloudtrail:StartLogging",
        "cloudtrail:StopLogging",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:AddTags",
        "cloudtrail:RemoveTags",
      ],
    },
    { scope: "Everything", read: ["cloudtrail:DescribeTrails"] },
  ],
};

function securityGroupRules(): readonly Grant[] {
  return [
    { scope: "NewNetworks", read: ["ec2:Describe*"] },
    { scope: "NewNetworkTags", write: ["ec2:CreateTags"] },
    {
      scope: "NewGroupRules",
      write: ["ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress"],
    },
    {
      scope: "Networks",
      write: [
        "ec2:CreateTags",
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:ModifySecurityGroupRules",
        "ec2:RevokeSecurityGroupEgress",
        "ec2:RevokeSecurityGroupIngress",
        "ec2:DeleteTags",
      ],
    },
  ];
}

/** What `npm run destroy` calls to empty the buckets; no deployment needs it. */
export const EMPTYING_BUCKETS: readonly Grant[] = [
  {
    scope: "Buckets",
    read: ["s3:ListBucketVersions", "s3:ListBucketMultipartUploads"],
  },
  {
    scope: "Objects",
    read: ["s3:GetObjectRetention", "s3:GetObjectLegalHold"],
    write: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:AbortMultipartUpload"],
  },
];
