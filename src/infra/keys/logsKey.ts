import * as pulumi from "@pulumi/pulumi";
import { stackNames } from "../../deployPolicy/stackNames";
import { namePrefix } from "../names";
import { policyDocument } from "../policyDocument";
import { declareAlias, declareKey, type KeyComponentArgs } from "./declareKey";
import { accountAdministrationStatement } from "./keyPolicy";

/** The key that CloudWatch Logs encrypts the stack's log groups with. Nobody else uses it: who reads a log asks CloudWatch Logs. */
export class LogsKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor({ config, accountId }: KeyComponentArgs, opts?: pulumi.ComponentResourceOptions) {
    const name = `${namePrefix(config)}-logs`;
    super("medical-imaging-pipeline:keys:LogsKey", name, {}, opts);
    const { region } = config;
    const policy = policyDocument([
      accountAdministrationStatement(accountId),
      {
        Sid: "EncryptLogGroups",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: [
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
        ],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": stackNames(config).logGroups.map(
              (name) => pulumi.interpolate`arn:aws:logs:${region}:${accountId}:log-group:${name}`,
            ),
          },
        },
      },
    ]);
    const description = "CloudWatch Logs encrypts the log groups of the pipeline with this key";
    const key = declareKey(
      name,
      config,
      { description, enableKeyRotation: true, policy },
      this,
      "operational",
    );
    declareAlias(name, key, this);
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
