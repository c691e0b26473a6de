import type { ActionsByType } from "../grant";

const roleReads = [
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListRolePolicies",
  "iam:ListAttachedRolePolicies",
];

/** Roles, and what GitHub takes them by. */
export const IAM_ACTIONS: ActionsByType = {
  "aws:iam/role:Role": [
    {
      scope: "Roles",
      read: [...roleReads, "iam:ListInstanceProfilesForRole", "iam:ListRoleTags"],
      write: [
        "iam:DeleteRole",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
        "iam:UpdateAssumeRolePolicy",
        "iam:TagRole",
        "iam:UntagRole",
      ],
    },
    { scope: "RoleRights", write: ["iam:CreateRole", "iam:PutRolePermissionsBoundary"] },
    { scope: "PassedRoles", write: ["iam:PassRole"] },
  ],
  "aws:iam/rolePolicy:RolePolicy": [
    { scope: "Roles", read: roleReads },
    { scope: "RoleRights", write: ["iam:PutRolePolicy", "iam:DeleteRolePolicy"] },
  ],
  "aws:iam/policy:Policy": [
    {
      scope: "Policies",
      read: ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions", "iam:ListPolicyTags"],
      write: [
        "iam:CreatePolicy",
        "iam:DeletePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeletePolicyVersion",
        "iam:TagPolicy",
        "iam:UntagPolicy",
      ],
    },
  ],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [
    { scope: "Roles", read: roleReads },
    { scope: "AttachedPolicies", write: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"] },
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
        "iam:TagOpenIDConnectProvider",
        "iam:UntagOpenIDConnectProvider",
      ],
    },
  ],
};
