import { FUNCTIONS } from "../../../support/pulumi/declared";

/** Actions that a policy allows and that no local pass asks for. */
interface UnusedGrant {
  /** Logical name of the role, or of the resource whose policy it is, in the stack dev. */
  readonly holder: string;
  readonly sid: string;
  readonly actions: readonly string[];
  readonly reason: string;
}

/** Each with its reason; one that does not exist, or is used after all, fails the test. */
export const UNUSED_GRANTS: readonly UnusedGrant[] = [
  {
    holder: "dicom-processing-workflow-dev",
    sid: "DeliverLogs",
    actions: [
      "logs:GetLogDelivery",
      "logs:UpdateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:ListLogDeliveries",
    ],
    reason:
      "Step Functions asks for them when the log of a state machine is changed or taken away, never in a run",
  },
  ...["validation", "deidentification"].map((step) => ({
    holder: `medical-imaging-pipeline-dev-${step}`,
    sid: "TellMissingRawVersion",
    actions: ["s3:ListBucket"],
    reason: "asked only where a version is deleted after ingestion read it; ingestion is asked in the pass",
  })),
  {
    holder: "dicom-reprocessing-dev",
    sid: "DeliverLogs",
    actions: [
      "logs:GetLogDelivery",
      "logs:UpdateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:ListLogDeliveries",
    ],
    reason:
      "Step Functions asks for them when the log of a state machine is changed or taken away, never in a run",
  },
  {
    holder: "dicom-reprocessing-dev",
    sid: "FollowItems",
    actions: ["states:DescribeExecution", "states:StopExecution"],
    reason:
      "Step Functions follows the executions of a distributed map with the role; here they are followed from within",
  },
  {
    holder: "dicom-reprocessing-dev",
    sid: "WriteMapResults",
    actions: ["s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"],
    reason: "Step Functions writes the results of a large run in parts, which are small here",
  },
  ...FUNCTIONS.map((fn) => ({
    holder: `medical-imaging-pipeline-dev-${fn}`,
    sid: "SendTraces",
    actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
    reason: "Lambda traces its calls, on AWS only",
  })),
  {
    holder: "dicom-processing-workflow-dev",
    sid: "SendTraces",
    actions: [
      "xray:PutTraceSegments",
      "xray:PutTelemetryRecords",
      "xray:GetSamplingRules",
      "xray:GetSamplingTargets",
    ],
    reason: "Step Functions traces its executions, on AWS only",
  },
  ...FUNCTIONS.map((name) => ({
    holder: `medical-imaging-pipeline-dev-${name}`,
    sid: "AttachToNetwork",
    actions: [
      "ec2:AssignPrivateIpAddresses",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:UnassignPrivateIpAddresses",
    ],
    reason:
      "Lambda makes and removes interfaces with the role, on AWS only; the function's code is denied it",
  })),
  {
    holder: "medical-imaging-pipeline-dev-flow-logs",
    sid: "WriteFlowLogs",
    actions: [
      "logs:CreateLogStream",
      "logs:DescribeLogGroups",
      "logs:DescribeLogStreams",
      "logs:PutLogEvents",
    ],
    reason: "EC2 writes the flow logs of a network, on AWS only",
  },
  {
    holder: "medical-imaging-pipeline-dev-flow-logs",
    sid: "AssumedByService",
    actions: ["sts:AssumeRole"],
    reason: "EC2 takes the role for a network's flow logs, on AWS only",
  },
  // The bucket with the records takes in access logs unless it locks them.
  ...["medical-imaging-pipeline-dev-logs", "medical-imaging-pipeline-dev-access-logs"].map((holder) => ({
    holder,
    sid: "ReceiveAccessLogs",
    actions: ["s3:PutObject"],
    reason: "S3 delivers access logs hours later, on AWS only",
  })),
  {
    holder: "medical-imaging-pipeline-dev-access-logs",
    sid: "ShowOwnershipToTrail",
    actions: ["s3:GetBucketAcl"],
    reason: "CloudTrail looks at the bucket before it delivers, on AWS only",
  },
  {
    holder: "medical-imaging-pipeline-dev-access-logs",
    sid: "ReceiveTrail",
    actions: ["s3:PutObject"],
    reason: "CloudTrail delivers minutes later, on AWS only",
  },
  {
    holder: "medical-imaging-pipeline-dev-alarms", // the topic, and its key
    sid: "UsedByAlarms",
    actions: ["sns:Publish", "kms:Decrypt", "kms:GenerateDataKey*"],
    reason: "CloudWatch uses them when an alarm goes off, on AWS only",
  },
];

/** Questions that a pass asks and that are to be answered with no. */
export const WANTED_DENIALS: readonly { readonly action: string; readonly reason: string }[] = [
  {
    action: "s3:ListBucket",
    reason:
      "S3 asks whether the workflow may know that what it tags is not there; it need not, and gets AccessDenied",
  },
];
