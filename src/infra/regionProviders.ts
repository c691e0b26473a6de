import * as aws from "@pulumi/aws";
import type { StackConfig } from "./config/stackConfig";

/**
 * A provider for the default region where neither the stack nor the environment names one. Where one
 * does, none: Pulumi's own provider then also heeds `aws:profile` and the other keys of its namespace.
 */
export const regionProviders = ({
  region,
  regionIsDefault,
}: Pick<StackConfig, "region" | "regionIsDefault">): aws.Provider[] =>
  regionIsDefault ? [new aws.Provider("aws", { region: region as aws.Region })] : [];
