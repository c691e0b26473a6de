import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { isProduction } from "../names";
import { resourceTags, type DataClassification } from "../tags";

/** Declares a key with its alias. Losing it cannot be mended, so deleting takes as long as KMS allows. */
export function declareKey(
  name: string,
  config: StackConfig,
  args: aws.kms.KeyArgs,
  parent: pulumi.Resource,
  classification: DataClassification = "phi",
): aws.kms.Key {
  const key = new aws.kms.Key(
    name,
    { ...args, deletionWindowInDays: 30, tags: resourceTags(config, classification) },
    { parent, protect: isProduction(config) },
  );
  new aws.kms.Alias(name, { name: `alias/${name}`, targetKeyId: key.keyId }, { parent });
  return key;
}
