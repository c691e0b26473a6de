import type { ActionsByType } from "../grant";

export const ROLE_READS = [
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListRolePolicies",
  "iam:ListAttachedRolePolicies",
];

/** Roles, and what they may do. */
export const IAM_ACTIONS: ActionsByType = {
  "aws:iam/role:Role": [
    {
      scope: "Roles",
      read: [...ROLE_READS, "iam:ListInstanceProfilesForRole", "iam:ListRoleTags"],
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
    { scope: "Roles", read: ROLE_READS },
    { scope: "RoleRights", write: ["iam:PutRolePolicy", "iam:DeleteRolePolicy"] },
  ],
};
