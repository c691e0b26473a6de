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

/** What may stand beside the resource `*` in the policy of a role, and why. Everything else names what it is about. */
export const UNSCOPED_ACTIONS: Readonly<Record<string, UnscopedAction>> = {
  "cloudwatch:PutMetricData": {
    reason: "metrics have no ARN; the namespace is what a role is confined to",
    confinedBy: "cloudwatch:namespace",
  },
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
