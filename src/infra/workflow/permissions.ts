import * as pulumi from "@pulumi/pulumi";
import { LOGS_PREFIXES, RAW_PREFIXES } from "../../bucketPrefixes";
import { publishEventsStatement } from "../functions/permissions";
import { METRICS_NAMESPACE } from "../names";
import type { PolicyStatement } from "../policyDocument";
import { logDeliveryStatement } from "../stateMachines/logDelivery";

/**
 * What the state machine may do. It alone writes under `quarantine/` of the raw bucket, where no function writes at all.
 *
 * @param functionArns of the aliases: Lambda asks for the permission on the qualified ARN that is called
 */
export const workflowStatements = (
  functionArns: readonly pulumi.Input<string>[],
  rawBucketArn: pulumi.Input<string>,
): PolicyStatement[] => [
  { Sid: "CallSteps", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: functionArns },
  {
    Sid: "WriteQuarantineReason",
    Effect: "Allow",
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${rawBucketArn}/${RAW_PREFIXES.quarantine}*`,
  },
  {
    Sid: "TagQuarantinedVersion",
    Effect: "Allow",
    Action: "s3:PutObjectVersionTagging",
    Resource: pulumi.interpolate`${rawBucketArn}/*`,
  },
  {
    // PutMetricData knows no resources; the namespace is what confines it.
    Sid: "PublishMetrics",
    Effect: "Allow",
    Action: "cloudwatch:PutMetricData",
    Resource: "*",
    Condition: { StringEquals: { "cloudwatch:namespace": METRICS_NAMESPACE } },
  },
  logDeliveryStatement(),
];

/** What it takes to tell of an object, and to have its study looked at later. */
export const tellingStatements = (arns: {
  readonly eventBus: pulumi.Input<string>;
  readonly logsBucket: pulumi.Input<string>;
  readonly studyQueue: pulumi.Input<string> | undefined;
}): PolicyStatement[] => [
  publishEventsStatement(arns.eventBus),
  ...(arns.studyQueue === undefined
    ? []
    : [
        {
          Sid: "MarkStudy",
          Effect: "Allow",
          Action: "s3:PutObject",
          Resource: pulumi.interpolate`${arns.logsBucket}/${LOGS_PREFIXES.studyMarkers}*`,
        } as const,
        {
          Sid: "AwaitQuietStudy",
          Effect: "Allow",
          Action: "sqs:SendMessage",
          Resource: arns.studyQueue,
        } as const,
      ]),
];
