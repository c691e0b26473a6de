import * as pulumi from "@pulumi/pulumi";
import { stackNames } from "../../deployPolicy/stackNames";
import type { StackConfig } from "../config/stackConfig";
import { namePrefix } from "../names";
import { policyDocument, type PolicyStatement } from "../policyDocument";
import { stateMachineArn } from "../stateMachines/stateMachineArn";
import { declareAlias, declareKey, type KeyComponentArgs } from "./declareKey";
import { accountRoot, accountAdministrationStatement } from "./keyPolicy";

/**
 * The key of everything that may hold patient data or a name: raw and processed bucket, queues, executions. Losing it is losing them,
 * so deleting takes 30 days.
 */
export class DataKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor({ config, accountId }: KeyComponentArgs, opts?: pulumi.ComponentResourceOptions) {
    const name = `${namePrefix(config)}-data`;
    super("medical-imaging-pipeline:keys:DataKey", name, {}, opts);
    const description =
      "Encrypts the objects of the raw and the processed bucket, their events and executions";
    const policy = policyDocument([
      accountAdministrationStatement(accountId),
      ...throughServicesStatements(config, accountId),
      rawBucketEventsStatement(config, accountId),
      logDeliveryStatement(config.region, accountId),
    ]);
    const key = declareKey(name, config, { description, enableKeyRotation: true, policy }, this);
    declareAlias(name, key, this);
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** Context that Step Functions gives KMS with every use of a state machine's key. */
export const STATE_MACHINE_CONTEXT = "kms:EncryptionContext:aws:states:stateMachineArn";

/** Context of what goes to CloudWatch Logs; its value ends in an asterisk that is one. */
export const LOG_DELIVERY_CONTEXT = "kms:EncryptionContext:SourceArn";

export const logDeliveryArn = (region: string, accountId: pulumi.Output<string>) =>
  pulumi.interpolate`arn:aws:logs:${region}:${accountId}:*`;

/** Leaves it to the account's own policies who uses the key, but for nothing else than what the pipeline has it for. */
const throughServicesStatements = (
  config: StackConfig,
  accountId: pulumi.Output<string>,
): PolicyStatement[] => {
  const used = (
    Sid: string,
    Condition: NonNullable<PolicyStatement["Condition"]>,
    actions: readonly string[] = ["kms:Decrypt", "kms:GenerateDataKey"],
  ): PolicyStatement => ({
    Sid,
    Effect: "Allow",
    Principal: accountRoot(accountId),
    Action: actions,
    Resource: "*",
    Condition,
  });
  const services = ["s3", "sqs", "states"].map((service) => `${service}.${config.region}.amazonaws.com`);
  const stateMachines = stackNames(config).stateMachines.map((name) =>
    stateMachineArn(name, config, accountId),
  );
  return [
    used("UsedThroughServices", { StringEquals: { "kms:ViaService": services } }),
    used("UsedByStateMachines", { ArnEquals: { [STATE_MACHINE_CONTEXT]: stateMachines } }),
    used(
      "UsedForLogDelivery",
      { StringEquals: { [LOG_DELIVERY_CONTEXT]: logDeliveryArn(config.region, accountId) } },
      ["kms:GenerateDataKey"],
    ),
  ];
};

/** S3 sends the raw bucket's events to a queue that this key encrypts. */
const rawBucketEventsStatement = (
  config: StackConfig,
  accountId: pulumi.Output<string>,
): PolicyStatement => ({
  Sid: "SentByRawBucket",
  Effect: "Allow",
  Principal: { Service: "s3.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey"],
  Resource: "*",
  Condition: {
    // Not the bucket's own ARN, which ends as Pulumi chooses, and is known only after the key.
    ArnLike: {
      "aws:SourceArn": `arn:aws:s3:::${config.rawBucketName ?? `${namePrefix(config)}-raw-dicom*`}`,
    },
    StringEquals: { "aws:SourceAccount": accountId },
  },
});

/** CloudWatch's log delivery opens what a state machine with this key wrote for its log. */
const logDeliveryStatement = (region: string, accountId: pulumi.Output<string>): PolicyStatement => ({
  Sid: "DeliveredToLogs",
  Effect: "Allow",
  Principal: { Service: "delivery.logs.amazonaws.com" },
  Action: "kms:Decrypt",
  Resource: "*",
  Condition: { StringEquals: { [LOG_DELIVERY_CONTEXT]: logDeliveryArn(region, accountId) } },
});
