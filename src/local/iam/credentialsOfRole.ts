import type { AccessControl } from "./accessControl";
import type { AccessKey, CredentialStore } from "./credentials";

/** A declared resource that acts under a role. */
export interface RoleTaker {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** That takes the role on behalf of the resource. */
  readonly service: "lambda.amazonaws.com" | "states.amazonaws.com";
}

export interface RoleParts {
  readonly credentials: CredentialStore;
  readonly access: AccessControl;
  readonly onProblem: (problem: string) => void;
}

export interface RoleCredentials {
  readonly key: AccessKey;
  /** Whether the role's trust policy lets the service in; the key is that of no one where it does not. */
  readonly assumed: boolean;
}

/** The endpoint knows no such key, and refuses whatever is signed with it. */
const KEY_OF_NO_ONE: AccessKey = { accessKeyId: "NONE", secretAccessKey: "NONE" };

/** What a declared resource signs its requests with. A trust policy that keeps the service out is a problem, not an error. */
export function credentialsOfRole(parts: RoleParts, taker: RoleTaker): RoleCredentials {
  if (mayTakeRole(parts, taker)) return { key: parts.credentials.keyOf(taker.roleArn), assumed: true };
  parts.onProblem(`${taker.name}: the trust policy of its role does not let ${taker.service} in`);
  return { key: KEY_OF_NO_ONE, assumed: false };
}

function mayTakeRole({ access }: RoleParts, { arn, roleArn, service }: RoleTaker): boolean {
  return access.allows({
    principal: { kind: "service", service },
    action: "sts:AssumeRole",
    resource: roleArn,
    context: { "aws:sourceaccount": access.accountId, "aws:sourcearn": arn },
  });
}
