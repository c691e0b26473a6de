import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { isProduction } from "../names";
import { resourceTags, type DataClassification } from "../tags";

/** What each of the keys, a component, is made from. */
export interface KeyComponentArgs {
  readonly config: StackConfig;
  readonly accountId: pulumi.Output<string>;
}

/** Declares a key. Losing it cannot be mended, so deleting takes as long as KMS allows. */
export function declareKey(
  name: string,
  config: StackConfig,
  args: aws.kms.KeyArgs,
  parent: pulumi.Resource,
  classification: DataClassification = "phi",
): aws.kms.Key {
  return new aws.kms.Key(
    name,
    { ...args, deletionWindowInDays: 30, tags: resourceTags(config, classification) },
    { parent, protect: isProduction(config) },
  );
}

/** Gives a key a name by which people and scripts find it. */
export const declareAlias = (name: string, key: aws.kms.Key, parent: pulumi.Resource): aws.kms.Alias =>
  new aws.kms.Alias(name, { name: `alias/${name}`, targetKeyId: key.keyId }, { parent });
