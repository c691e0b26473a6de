// Written by `npm run iam -- --write`. What is added here widens a role: look twice.

/** What each role may do, by what it is for. */
export const ROLE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  "deidentification": [
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "kms:GenerateMac",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "s3:AbortMultipartUpload",
    "s3:GetObjectVersion",
    "s3:PutObject",
    "s3:PutObjectRetention",
  ],
  "dicom-processing-workflow": [
    "cloudwatch:PutMetricData",
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "lambda:InvokeFunction",
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "s3:PutObject",
    "s3:PutObjectVersionTagging",
  ],
  "dispatch": [
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
    "states:StartExecution",
  ],
  "ingestion": [
    "kms:Decrypt",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "s3:GetObjectVersion",
  ],
  "validation": [
    "kms:Decrypt",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "s3:GetObjectVersion",
  ],
};
