import * as pulumi from "@pulumi/pulumi";
import { LOGS_PREFIXES, PROCESSED_PREFIXES } from "../../bucketPrefixes";
import type { PolicyStatement } from "../policyDocument";

type Arn = pulumi.Input<string>;

const under = (bucketArn: Arn, path: string) => pulumi.interpolate`${bucketArn}/${path}`;

/** What every function may do; its metrics are in its log, too. */
export const ownLogStatement = (logGroupArn: Arn): PolicyStatement => ({
  Sid: "WriteOwnLog",
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: pulumi.interpolate`${logGroupArn}:*`,
});

/** What Lambda does with a queue on behalf of the function that reads it. */
export const receiveMessagesStatement = (queueArn: Arn): PolicyStatement => ({
  Sid: "ReceiveMessages",
  Effect: "Allow",
  Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
  Resource: queueArn,
});

export const publishEventsStatement = (eventBusArn: Arn): PolicyStatement => ({
  Sid: "PublishEvents",
  Effect: "Allow",
  Action: "events:PutEvents",
  Resource: eventBusArn,
});

export const startWorkflowStatement = (stateMachineArn: Arn): PolicyStatement => ({
  Sid: "StartWorkflow",
  Effect: "Allow",
  Action: "states:StartExecution",
  Resource: stateMachineArn,
});

/** To be told that something is not there, and not that it is forbidden to know, one has to be allowed to list. */
const tellMissingStatement = (id: string, bucketArn: Arn): PolicyStatement => ({
  Sid: id,
  Effect: "Allow",
  Action: "s3:ListBucket",
  Resource: bucketArn,
});

/** What each of the three steps reads: the version that its execution names. */
export const readRawStatements = (rawBucketArn: Arn): PolicyStatement[] => [
  {
    Sid: "ReadRawVersion",
    Effect: "Allow",
    Action: "s3:GetObjectVersion",
    Resource: under(rawBucketArn, "*"),
  },
  tellMissingStatement("TellMissingRawVersion", rawBucketArn),
];

export const deidentificationStatements = (arns: {
  readonly rawBucket: Arn;
  readonly processedBucket: Arn;
  readonly logsBucket: Arn;
  /** Whether each audit record is written with a retention. */
  readonly locksRecords: boolean;
  readonly hmacKeys: readonly Arn[];
}): PolicyStatement[] => [
  ...readRawStatements(arns.rawBucket),
  {
    Sid: "WriteProcessed",
    Effect: "Allow",
    Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
    Resource: under(arns.processedBucket, `${PROCESSED_PREFIXES.studies}*`),
  },
  // An output takes the place of the one that it was compared with, and of no other: S3 holds a condition to what is there.
  {
    Sid: "CompareProcessed",
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: under(arns.processedBucket, `${PROCESSED_PREFIXES.studies}*`),
  },
  tellMissingStatement("TellMissingProcessed", arns.processedBucket),
  {
    Sid: "FindUnfinishedUploads",
    Effect: "Allow",
    Action: "s3:ListBucketMultipartUploads",
    Resource: arns.processedBucket,
  },
  {
    Sid: "WriteAuditRecord",
    Effect: "Allow",
    Action: arns.locksRecords ? ["s3:PutObject", "s3:PutObjectRetention"] : "s3:PutObject",
    Resource: under(arns.logsBucket, `${LOGS_PREFIXES.audit}*`),
  },
  { Sid: "DeriveKey", Effect: "Allow", Action: "kms:GenerateMac", Resource: arns.hmacKeys },
];

/** The study function counts what is there, and reads no object but markers. */
export const studyStatements = (arns: {
  readonly processedBucket: Arn;
  readonly logsBucket: Arn;
  readonly eventBus: Arn;
}): PolicyStatement[] => [
  {
    Sid: "ReadStudyMarker",
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: under(arns.logsBucket, `${LOGS_PREFIXES.studyMarkers}*`),
  },
  {
    Sid: "CountStudy",
    Effect: "Allow",
    Action: "s3:ListBucket",
    Resource: arns.processedBucket,
    Condition: { StringLike: { "s3:prefix": `${PROCESSED_PREFIXES.studies}*` } },
  },
  publishEventsStatement(arns.eventBus),
];
