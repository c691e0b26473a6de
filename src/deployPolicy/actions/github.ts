import type { ActionsByType } from "../grant";
import { ROLE_READS } from "./iam";

/** How GitHub takes its roles, and what these may do. The roles themselves are changed like others. */
export const GITHUB_ACTIONS: ActionsByType = {
  "aws:iam/policy:Policy": [
    {
      scope: "GithubPolicies",
      read: ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions", "iam:ListPolicyTags"],
      write: ["iam:CreatePolicy", "iam:DeletePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicyVersion"],
      tag: ["iam:TagPolicy", "iam:UntagPolicy"],
    },
  ],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [
    { scope: "Roles", read: ROLE_READS },
    { scope: "GithubRoles", write: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"] },
  ],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": [
    {
      scope: "GithubProvider",
      read: ["iam:GetOpenIDConnectProvider", "iam:ListOpenIDConnectProviderTags"],
      write: [
        "iam:CreateOpenIDConnectProvider",
        "iam:DeleteOpenIDConnectProvider",
        "iam:UpdateOpenIDConnectProviderThumbprint",
        "iam:AddClientIDToOpenIDConnectProvider",
        "iam:RemoveClientIDFromOpenIDConnectProvider",
      ],
      tag: ["iam:TagOpenIDConnectProvider", "iam:UntagOpenIDConnectProvider"],
    },
  ],
};
