import * as v from "valibot";
import { POLICY_ARN } from "../../deployPolicy/arns";
import { bucketName, text } from "./values";

/** Who deploys the stack unattended, and what confines them. */
export const deploymentKeys = {
  /**
   * Makes the roles that the workflows of .github/workflows take. As the subject of the repository's tokens has it: GitHub adds ids, which nobody
   * can take over with a name, for repositories made since July 2026.
   */
  githubRepository: v.optional(
    text(
      /^[A-Za-z0-9][A-Za-z0-9-]{0,38}(@\d+\/[\w.-]{1,100}@\d+|\/[\w.-]{1,100})$/,
      "a GitHub repository, as owner/name, or as owner@id/name@id where its tokens name it so",
    ),
  ),
  /** An account has one provider for GitHub at most; the first stack in it makes it. */
  githubOidcProviderArn: v.optional(
    text(
      /^arn:aws:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/,
      "the ARN of the account's OIDC provider for token.actions.githubusercontent.com",
    ),
  ),
  /** Pulumi's state backend, where it is a bucket: who deploys, by a role or by `npm run deploy-policy`, may use this stack's state in it. */
  stateBucketName: v.optional(bucketName),
  /** A boundary for every role of the stack. */
  permissionsBoundaryArn: v.optional(text(POLICY_ARN, "the ARN of an IAM policy")),
};
