/** Actions that AWS confines to no resource, which stands beside them as `*`. policy/unscopedActions.ts says why a role has them. */

/** What Lambda asks the role of a function in a VPC for. */
export const INTERFACE_ACTIONS = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

/** Log delivery is set up for the account as a whole. */
export const LOG_DELIVERY_ACTIONS = [
  "logs:CreateLogDelivery",
  "logs:GetLogDelivery",
  "logs:UpdateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
];

/** Segments and what X-Ray is told of their delivery. */
export const SEGMENT_ACTIONS = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];

/** Step Functions decides itself which executions it traces, by the rules of the account. */
export const SAMPLING_ACTIONS = ["xray:GetSamplingRules", "xray:GetSamplingTargets"];
