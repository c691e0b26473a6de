import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { GITHUB_ISSUER } from "../../deployPolicy/scopes";
import type { StackConfig } from "../config/stackConfig";
import { namePrefix } from "../names";
import { policyDocument } from "../policyDocument";
import { resourceTags } from "../tags";

const AUDIENCE = "sts.amazonaws.com";

/** The account's trust in GitHub's tokens: an existing provider, or one that this stack makes. */
export function githubProviderArn(
  config: StackConfig,
  opts: pulumi.ComponentResourceOptions,
): pulumi.Input<string> {
  if (config.githubOidcProviderArn !== undefined) return config.githubOidcProviderArn;
  return new aws.iam.OpenIdConnectProvider(
    `${namePrefix(config)}-github`,
    {
      url: `https://${GITHUB_ISSUER}`,
      clientIdLists: [AUDIENCE],
      tags: resourceTags(config, "operational"),
    },
    opts,
  ).arn;
}

/**
 * Lets jobs of one repository take a role, by the subject of their token. A job that uses an environment has the environment in its
 * subject instead of the branch: which branches may use it is said in the environment's own rules.
 *
 * @param subject such as `environment:prod` or `pull_request`
 */
export const githubTrust = (
  repository: string,
  providerArn: pulumi.Input<string>,
  subject: string,
): pulumi.Output<string> =>
  policyDocument([
    {
      Sid: "AssumedByGithub",
      Effect: "Allow",
      Principal: { Federated: providerArn },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          [`${GITHUB_ISSUER}:aud`]: AUDIENCE,
          [`${GITHUB_ISSUER}:sub`]: `repo:${repository}:${subject}`,
        },
      },
    },
  ]);
