import type * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import type { PolicyStatement } from "../policyDocument";
import { LOG_DELIVERY_CONTEXT, logDeliveryArn, STATE_MACHINE_CONTEXT } from "./dataKey";

/** Absent where the services have keys of their own; then a role needs no statement. */
type DataKeyArn = pulumi.Output<string> | undefined;

/** What S3 asks of KMS for somebody who reads, and for somebody who writes: parts of an upload are read again when it is completed. */
const ACTIONS = {
  read: ["kms:Decrypt"],
  writeWhole: ["kms:GenerateDataKey"],
  writeInParts: ["kms:Decrypt", "kms:GenerateDataKey"],
} as const;

/** Lets a role use the key for objects of this region's S3, and for nothing else. */
export const objectDataKeyStatements = (
  dataKeyArn: DataKeyArn,
  purpose: keyof typeof ACTIONS,
  { region }: Pick<StackConfig, "region">,
): PolicyStatement[] =>
  keyUseStatements(dataKeyArn, "UseDataKey", ACTIONS[purpose], viaService("s3", region));

/** Lets the role of a function receive messages of a queue with this key. */
export const receiveDataKeyStatements = (
  dataKeyArn: DataKeyArn,
  { region }: Pick<StackConfig, "region">,
): PolicyStatement[] =>
  keyUseStatements(dataKeyArn, "ReceiveWithDataKey", ["kms:Decrypt"], viaService("sqs", region));

/** Lets a role send messages to a queue with this key; SQS decrypts to check the data key that it made. */
export const sendDataKeyStatements = (
  dataKeyArn: DataKeyArn,
  { region }: Pick<StackConfig, "region">,
): PolicyStatement[] =>
  keyUseStatements(
    dataKeyArn,
    "SendWithDataKey",
    ["kms:Decrypt", "kms:GenerateDataKey"],
    viaService("sqs", region),
  );

/** Lets a role start executions of state machines with this key, or be the role of one. */
export const executionDataKeyStatements = (
  dataKeyArn: DataKeyArn,
  ...stateMachineArns: readonly pulumi.Input<string>[]
): PolicyStatement[] =>
  keyUseStatements(dataKeyArn, "ExecuteWithDataKey", ["kms:Decrypt", "kms:GenerateDataKey"], {
    StringEquals: {
      [STATE_MACHINE_CONTEXT]: stateMachineArns.length === 1 ? (stateMachineArns[0] ?? []) : stateMachineArns,
    },
  });

/** Lets the role of a state machine with this key write its log. */
export const logDataKeyStatements = (
  dataKeyArn: DataKeyArn,
  { region }: Pick<StackConfig, "region">,
  accountId: pulumi.Output<string>,
): PolicyStatement[] =>
  keyUseStatements(dataKeyArn, "LogWithDataKey", ["kms:GenerateDataKey"], {
    StringEquals: { [LOG_DELIVERY_CONTEXT]: logDeliveryArn(region, accountId) },
  });

const viaService = (service: string, region: string) => ({
  StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` },
});

const keyUseStatements = (
  dataKeyArn: DataKeyArn,
  Sid: string,
  Action: readonly string[],
  Condition: NonNullable<PolicyStatement["Condition"]>,
): PolicyStatement[] =>
  dataKeyArn === undefined ? [] : [{ Sid, Effect: "Allow", Action, Resource: dataKeyArn, Condition }];
