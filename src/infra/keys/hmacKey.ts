import * as pulumi from "@pulumi/pulumi";
import { namePrefix } from "../names";
import type { StackConfig } from "../config/stackConfig";
import { declareKey } from "./declareKey";

/**
 * The HMAC key that new UIDs, pseudonyms and date offsets come from. It never leaves KMS. Once it is
 * deleted no later output links to an earlier one, so deleting it takes as long as KMS allows.
 */
export class HmacKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(config: StackConfig, opts?: pulumi.ComponentResourceOptions) {
    const name = `${namePrefix(config)}-deidentification`;
    super("medical-imaging-pipeline:keys:HmacKey", name, {}, opts);
    const key = declareKey(
      name,
      config,
      {
        description: "New UIDs, pseudonyms and date offsets of de-identified objects come from this key",
        keyUsage: "GENERATE_VERIFY_MAC",
        customerMasterKeySpec: "HMAC_256",
      },
      this,
    );
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
