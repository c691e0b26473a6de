import * as pulumi from "@pulumi/pulumi";
import { LOGS_PREFIXES, RAW_PREFIXES } from "../../bucketPrefixes";
import type { PolicyStatement } from "../policyDocument";
import { logDeliveryStatement } from "../stateMachines/logDelivery";

type Arn = pulumi.Input<string>;

/** The rule by which Step Functions learns that a nested execution has ended; it makes it itself, once an account. */
const NESTED_RULE = "StepFunctionsGetEventsForStepFunctionsExecutionRule";

export interface ReprocessingArns {
  readonly rawBucket: Arn;
  readonly logsBucket: Arn;
  /** The state machine whose role this is, and the one that processes an object. */
  readonly own: pulumi.Output<string>;
  readonly workflow: pulumi.Output<string>;
}

/** What the reprocessing state machine may do. */
export const reprocessingStatements = ({
  rawBucket,
  logsBucket,
  own,
  workflow,
}: ReprocessingArns): PolicyStatement[] => [
  { Sid: "ListObjects", Effect: "Allow", Action: "s3:ListBucket", Resource: rawBucket },
  {
    // HeadObject of the current version, and the manifest.
    Sid: "PinVersion",
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: pulumi.interpolate`${rawBucket}/*`,
  },
  {
    Sid: "ClearQuarantine",
    Effect: "Allow",
    Action: ["s3:GetObjectVersionTagging", "s3:DeleteObjectVersionTagging"],
    Resource: pulumi.interpolate`${rawBucket}/*`,
  },
  {
    Sid: "WriteMapResults",
    Effect: "Allow",
    Action: ["s3:PutObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"],
    Resource: pulumi.interpolate`${rawBucket}/${RAW_PREFIXES.reprocessingMaps}*`,
  },
  {
    Sid: "WriteRecords",
    Effect: "Allow",
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${logsBucket}/${LOGS_PREFIXES.reprocessing}*`,
  },
  ...startStatements(own, workflow),
  logDeliveryStatement(),
];

/** A distributed map starts executions of its own machine; each of them starts one of the workflow, and waits. */
const startStatements = (own: pulumi.Output<string>, workflow: pulumi.Output<string>): PolicyStatement[] => [
  ...startAndFollowStatements("Items", own),
  ...startAndFollowStatements("Workflow", workflow),
  {
    Sid: "HearOfEnds",
    Effect: "Allow",
    Action: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
    Resource: own.apply(
      (arn) =>
        `${arn.replace(/^arn:(.*?):states:(.*):stateMachine:.*$/, "arn:$1:events:$2")}:rule/${NESTED_RULE}`,
    ),
  },
];

const startAndFollowStatements = (
  what: string,
  stateMachineArn: pulumi.Output<string>,
): PolicyStatement[] => [
  { Sid: `Start${what}`, Effect: "Allow", Action: "states:StartExecution", Resource: stateMachineArn },
  {
    Sid: `Follow${what}`,
    Effect: "Allow",
    Action: ["states:DescribeExecution", "states:StopExecution"],
    Resource: pulumi.interpolate`${executionsOf(stateMachineArn)}:*`,
  },
];

const executionsOf = (stateMachineArn: pulumi.Output<string>): pulumi.Output<string> =>
  stateMachineArn.apply((arn) => arn.replace(":stateMachine:", ":execution:"));
