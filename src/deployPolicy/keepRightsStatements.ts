import type { DeployTarget } from "./arns";
import type { Statement } from "./deployPolicy";
import { githubPrefix, SCOPES } from "./scopes";

/** What changes a role, a policy or a provider, but its tags. */
const CHANGES = ["Add", "Attach", "Create", "Delete", "Detach", "PassRole", "Put", "Remove", "Set", "Update"];

/** Tags that say nothing of what somebody may do: the others of a stack stay as they are. */
const HARMLESS_TAGS = ["owner", "costCenter"];

/** Calls that IAM tells the boundary of: that of the role, or the one that it is to get. */
const NEEDS_BOUNDARY = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
];

const deny = (
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  condition?: Statement["Condition"],
): Statement => ({
  Sid: sid,
  Effect: "Deny",
  Action: actions,
  Resource: resources,
  ...(condition && { Condition: condition }),
});

/**
 * What nobody who deploys unattended may do, whatever else they are allowed: change who may deploy unattended, and how; make or
 * change a role without the boundary; take the boundary off, or change what it says.
 */
export function keepRightsStatements(
  target: DeployTarget & { readonly permissionsBoundary: string },
): Statement[] {
  const { accountId, permissionsBoundary } = target;
  const own = [
    ...["role", "policy"].map((kind) => `arn:aws:iam::${accountId}:${kind}/${githubPrefix(target)}-*`),
    ...SCOPES.GithubProvider(target).resources,
  ];
  return [
    deny(
      "KeepOwnRights",
      CHANGES.map((verb) => (verb === "PassRole" ? "iam:PassRole" : `iam:${verb}*`)),
      [...own, permissionsBoundary],
    ),
    // Tags of a role are tags of who has it, which policies may ask for.
    deny("KeepOwnTags", ["iam:Tag*", "iam:Untag*"], [...own, permissionsBoundary], {
      "ForAnyValue:StringNotEquals": { "aws:TagKeys": HARMLESS_TAGS },
    }),
    deny("KeepBoundary", NEEDS_BOUNDARY, ["*"], {
      StringNotEquals: { "iam:PermissionsBoundary": permissionsBoundary },
    }),
    deny("KeepBoundaryOn", ["iam:DeleteRolePermissionsBoundary"], ["*"]),
  ];
}
