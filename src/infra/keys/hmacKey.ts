import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isProduction, namePrefix } from "../names";
import type { StackConfig } from "../config/stackConfig";
import { resourceTags } from "../tags";

/**
 * The HMAC key that new UIDs, pseudonyms and date offsets come from. It never leaves KMS. Once it is
 * deleted no later output links to an earlier one, so deleting it takes as long as KMS allows.
 */
export class HmacKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(config: StackConfig, opts?: pulumi.ComponentResourceOptions) {
    const name = `${namePrefix(config)}-deidentification`;
    super("medical-imaging-pipeline:keys:HmacKey", name, {}, opts);
    const key = new aws.kms.Key(
      name,
      {
        description: "New UIDs, pseudonyms and date offsets of de-identified objects come from this key",
        keyUsage: "GENERATE_VERIFY_MAC",
        customerMasterKeySpec: "HMAC_256",
        deletionWindowInDays: 30,
        tags: resourceTags(config, "phi"),
      },
      { parent: this, protect: isProduction(config) },
    );
    new aws.kms.Alias(name, { name: `alias/${name}`, targetKeyId: key.keyId }, { parent: this });
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
