import type { PolicyStatement } from "../policyDocument";

/** Log delivery is set up for the account as a whole: these actions know no resources. */
const LOG_DELIVERY_ACTIONS = [
  "logs:CreateLogDelivery",
  "logs:GetLogDelivery",
  "logs:UpdateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
];

/** What the role of a state machine that has a log may do. */
export const logDeliveryStatement = (): PolicyStatement => ({
  Sid: "DeliverLogs",
  Effect: "Allow",
  Action: LOG_DELIVERY_ACTIONS,
  Resource: "*",
});
