import { bucketArns, eventBusArns, here, stateMachineArns, type DeployTarget } from "./arns";
import type { ManagedPolicyDocument, Statement } from "./deployPolicy";
import { METRICS_NAMESPACE } from "./names";
import { SCOPES } from "./scopes";
import { stackNames } from "./stackNames";
import {
  INTERFACE_ACTIONS,
  LOG_DELIVERY_ACTIONS,
  SAMPLING_ACTIONS,
  SEGMENT_ACTIONS,
} from "./unscopedActions";

const OBJECTS = [
  "s3:AbortMultipartUpload",
  "s3:DeleteObjectVersionTagging",
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:GetObjectVersionTagging",
  "s3:ListMultipartUploadParts",
  "s3:PutObject",
  "s3:PutObjectRetention",
  "s3:PutObjectVersionTagging",
];

const UNSCOPED = [
  ...INTERFACE_ACTIONS,
  ...LOG_DELIVERY_ACTIONS,
  ...SAMPLING_ACTIONS,
  ...SEGMENT_ACTIONS,
].sort();

const allow = (
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
  Condition?: Statement["Condition"],
): Statement => ({ Sid, Effect: "Allow", Action, Resource, ...(Condition && { Condition }) });

/**
 * The permissions boundary of a stack: what the roles of the pipeline may do at most, whatever is switched on. A role that is to do more
 * needs a new version of it first. Nothing of IAM or STS, and nothing that changes code or policies. No role publishes to SNS:
 * CloudWatch does, by the policy of the alarms' topic. One managed policy, since a role has one boundary.
 */
export function rolesBoundary(target: DeployTarget): ManagedPolicyDocument {
  const { functions, logGroups, queues } = stackNames(target);
  return {
    Version: "2012-10-17",
    Statement: [
      allow("Buckets", ["s3:ListBucket", "s3:ListBucketMultipartUploads"], bucketArns(target)),
      allow("Objects", OBJECTS, bucketArns(target, "/*")),
      allow(
        "Queues",
        ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:SendMessage"],
        here(target, "sqs", queues),
      ),
      // By their alias.
      allow(
        "Functions",
        ["lambda:InvokeFunction"],
        here(
          target,
          "lambda",
          functions.map((name) => `function:${name}:*`),
        ),
      ),
      ...executionStatements(target),
      allow("Events", ["events:PutEvents"], eventBusArns(target)),
      allow(
        "Logs",
        ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        here(
          target,
          "logs",
          logGroups.map((name) => `log-group:${name}:*`),
        ),
      ),
      allow(
        "Keys",
        ["kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateMac"],
        SCOPES.Keys(target).resources,
        SCOPES.Keys(target).condition,
      ),
      allow("Metrics", ["cloudwatch:PutMetricData"], ["*"], {
        StringEquals: { "cloudwatch:namespace": METRICS_NAMESPACE },
      }),
      allow("Unscoped", UNSCOPED, ["*"]),
    ],
  };
}

/** Executions that state machines start of themselves and of each other. */
function executionStatements(target: DeployTarget): Statement[] {
  const { stateMachines } = stackNames(target);
  return [
    allow("StateMachines", ["states:StartExecution"], stateMachineArns(target)),
    allow(
      "Executions",
      ["states:DescribeExecution", "states:StopExecution"],
      // Those of a distributed map have its label before the colon.
      here(
        target,
        "states",
        stateMachines.flatMap((name) => [`execution:${name}:*`, `execution:${name}/*`]),
      ),
    ),
    // Step Functions hears by this rule of the ends of executions that another one has started; an account has one.
    allow(
      "NestedExecutions",
      ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
      here(target, "events", ["rule/StepFunctionsGetEventsForStepFunctionsExecutionRule"]),
    ),
  ];
}
