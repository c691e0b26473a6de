import type { ActionsByType } from "../grant";

/** Log groups, saved queries, alarms and dashboards. */
export const CLOUDWATCH_ACTIONS: ActionsByType = {
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
    { scope: "Unscoped", read: ["logs:DescribeLogGroups"] },
  ],
  "aws:cloudwatch/queryDefinition:QueryDefinition": [
    {
      scope: "Unscoped",
      read: ["logs:DescribeQueryDefinitions"],
      write: ["logs:PutQueryDefinition", "logs:DeleteQueryDefinition"],
    },
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    {
      scope: "Alarms",
      read: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
      write: ["cloudwatch:DeleteAlarms", "cloudwatch:TagResource", "cloudwatch:UntagResource"],
    },
    { scope: "TellingAlarms", write: ["cloudwatch:PutMetricAlarm"] },
  ],
  "aws:cloudwatch/dashboard:Dashboard": [
    {
      scope: "Dashboards",
      read: ["cloudwatch:GetDashboard"],
      write: ["cloudwatch:PutDashboard", "cloudwatch:DeleteDashboards"],
    },
  ],
};
