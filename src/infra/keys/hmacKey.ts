import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lambdaFunctionName, namePrefix } from "../names";
import type { StackConfig } from "../config/stackConfig";
import { declareAlias, declareKey, type KeyComponentArgs } from "./declareKey";
import { hmacKeyPolicy } from "./hmacKeyPolicy";

/**
 * The HMAC keys that new UIDs, pseudonyms and date offsets come from, one a version. They never leave KMS, and have no other rotation: KMS
 * rotates no HMAC keys. Once one is deleted nobody finds out any more whom its outputs are about, so deleting it takes as long
 * as KMS allows.
 */
export class HmacKey extends pulumi.ComponentResource {
  /** Of the current version. */
  readonly arn: pulumi.Output<string>;
  /** What the de-identification function may use: the current version, and the one before it. */
  readonly usedArns: readonly pulumi.Output<string>[];
  /** Aliases of all versions, oldest first. */
  readonly aliases: pulumi.Output<string[]>;

  constructor({ config, accountId }: KeyComponentArgs, opts?: pulumi.ComponentResourceOptions) {
    const name = `${namePrefix(config)}-deidentification`;
    super("medical-imaging-pipeline:keys:HmacKey", name, {}, opts);
    const current = config.hmacKeyVersion;
    const versions = Array.from({ length: current }, (_, index) => index + 1);
    const keys = versions.map((version) => this.declareVersion(name, version, config, accountId));
    const latest = keys[keys.length - 1] as aws.kms.Key;

    this.aliases = pulumi.all(
      keys.map((key, index) => declareAlias(`${name}-v${index + 1}`, key, this).name),
    );
    declareAlias(name, latest, this);
    this.arn = latest.arn;
    // A function that still runs, or to which one rolls back, was packed with the version before.
    this.usedArns = keys.slice(-2).map(({ arn }) => arn);
    this.registerOutputs({ arn: this.arn });
  }

  private declareVersion(
    name: string,
    version: number,
    config: StackConfig,
    accountId: pulumi.Output<string>,
  ): aws.kms.Key {
    const isUsed = version >= config.hmacKeyVersion - 1;
    return declareKey(
      version === 1 ? name : `${name}-v${version}`, // the first one was here before there were versions
      config,
      {
        description: "New UIDs, pseudonyms and date offsets of de-identified objects come from this key",
        keyUsage: "GENERATE_VERIFY_MAC",
        customerMasterKeySpec: "HMAC_256",
        policy: hmacKeyPolicy({
          accountId,
          roleName: isUsed ? lambdaFunctionName(config, "deidentification") : undefined,
          holderArns: config.keyHolderArns,
        }),
      },
      this,
    );
  }
}
