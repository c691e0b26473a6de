import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { namePrefix } from "../names";
import type { PolicyStatement } from "../policyDocument";
import { declareKey } from "./declareKey";

/** The key that S3 encrypts the raw and the processed bucket with. Losing it is losing them, so deleting takes 30 days. */
export class DataKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(config: StackConfig, opts?: pulumi.ComponentResourceOptions) {
    const name = `${namePrefix(config)}-data`;
    super("medical-imaging-pipeline:keys:DataKey", name, {}, opts);
    const description = "S3 encrypts the objects of the raw and the processed bucket with this key";
    const key = declareKey(name, config, { description, enableKeyRotation: true }, this);
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** What S3 asks of KMS for somebody who reads, and for somebody who writes: parts of an upload are read again when it is completed. */
const ACTIONS = {
  read: ["kms:Decrypt"],
  writeWhole: ["kms:GenerateDataKey"],
  writeInParts: ["kms:Decrypt", "kms:GenerateDataKey"],
} as const;

/** Lets a role use the key for objects of this region's S3, and for nothing else; nothing where S3 has keys of its own. */
export const useDataKey = (
  dataKeyArn: pulumi.Output<string> | undefined,
  purpose: keyof typeof ACTIONS,
  { region }: Pick<StackConfig, "region">,
): PolicyStatement[] =>
  dataKeyArn === undefined
    ? []
    : [
        {
          Sid: "UseDataKey",
          Effect: "Allow",
          Action: ACTIONS[purpose],
          Resource: dataKeyArn,
          Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
        },
      ];
