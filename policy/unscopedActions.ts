/** An action that AWS cannot confine to a resource. */
interface UnscopedAction {
  readonly reason: string;
  /** The condition key that confines it instead, where there is one: a statement has to have it. */
  readonly confinedBy?: string;
}

const LOG_DELIVERY: UnscopedAction = {
  reason:
    "Step Functions sets up the delivery of its log with the state machine's role, for the account as a whole; reads and writes no log",
};

const TRACING: UnscopedAction = {
  reason: "Lambda and Step Functions send segments with the role of what they run; traces have no ARN",
};

const SAMPLING: UnscopedAction = {
  reason: "Step Functions asks which executions to trace; the rules are those of the account",
};

const NETWORK_INTERFACES: UnscopedAction = {
  reason:
    "Lambda connects a function to its network with the function's role, by interfaces that have no name beforehand; a denial keeps the function's own code from it",
};

/** What may stand beside the resource `*` in the policy of a role, and why. Everything else names what it is about. */
export const UNSCOPED_ACTIONS: Readonly<Record<string, UnscopedAction>> = {
  "cloudwatch:PutMetricData": {
    reason: "metrics have no ARN; the namespace is what a role is confined to",
    confinedBy: "cloudwatch:namespace",
  },
  "ec2:AssignPrivateIpAddresses": NETWORK_INTERFACES,
  "ec2:CreateNetworkInterface": NETWORK_INTERFACES,
  "ec2:DeleteNetworkInterface": NETWORK_INTERFACES,
  "ec2:DescribeNetworkInterfaces": NETWORK_INTERFACES,
  "ec2:DescribeSubnets": NETWORK_INTERFACES,
  "ec2:UnassignPrivateIpAddresses": NETWORK_INTERFACES,
  "logs:CreateLogDelivery": LOG_DELIVERY,
  "logs:GetLogDelivery": LOG_DELIVERY,
  "logs:UpdateLogDelivery": LOG_DELIVERY,
  "logs:DeleteLogDelivery": LOG_DELIVERY,
  "logs:ListLogDeliveries": LOG_DELIVERY,
  "logs:PutResourcePolicy": LOG_DELIVERY,
  "logs:DescribeResourcePolicies": LOG_DELIVERY,
  "logs:DescribeLogGroups": LOG_DELIVERY,
  "xray:PutTraceSegments": TRACING,
  "xray:PutTelemetryRecords": TRACING,
  "xray:GetSamplingRules": SAMPLING,
  "xray:GetSamplingTargets": SAMPLING,
};
