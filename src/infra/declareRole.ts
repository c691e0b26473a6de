import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "./config/stackConfig";
import { policyDocument, type PolicyStatement } from "./policyDocument";
import { resourceTags } from "./tags";

export interface RoleArgs {
  readonly config: StackConfig;
  readonly description: string;
  /** Who takes it. */
  readonly assumeRolePolicy: pulumi.Output<string>;
  /** All that it may do. */
  readonly statements: readonly PolicyStatement[];
}

export interface DeclaredRole {
  readonly role: aws.iam.Role;
  /** What must exist before something may act as the role. */
  readonly rolePolicy: aws.iam.RolePolicy;
}

/** Declares a role with one policy that is its alone. */
export function declareRole(
  name: string,
  { config, description, assumeRolePolicy, statements }: RoleArgs,
  parent: pulumi.Resource,
): DeclaredRole {
  const role = new aws.iam.Role(
    name,
    { description, assumeRolePolicy, tags: resourceTags(config, "operational") },
    { parent },
  );
  const rolePolicy = new aws.iam.RolePolicy(
    name,
    { role: role.name, policy: policyDocument(statements) },
    { parent },
  );
  return { role, rolePolicy };
}
