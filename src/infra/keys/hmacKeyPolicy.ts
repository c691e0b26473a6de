import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type PolicyStatement } from "../policyDocument";
import { accountRoot, accountAdministrationStatement } from "./keyPolicy";

interface HmacKeyUsers {
  readonly accountId: pulumi.Output<string>;
  /** The logical name of the role that makes new identities with this key; absent where none does any more. */
  readonly roleName: string | undefined;
  /** Roles and users that may make the same identities again. */
  readonly holderArns: readonly string[];
}

/**
 * Who may use an HMAC key: the one role whose own policy says so too, and the key holders. The denial holds for whatever else might let
 * somebody in, a grant or the account's administrator, who can look after the key and not use it.
 */
export function hmacKeyPolicy({ accountId, roleName, holderArns }: HmacKeyUsers): pulumi.Output<string> {
  // By name: the role is known only after the key. Pulumi puts seven characters behind it.
  const role = pulumi.interpolate`arn:aws:iam::${accountId}:role/${roleName ?? ""}`;
  const roleArns = roleName === undefined ? [] : [role, pulumi.interpolate`${role}-???????`];
  const users = [...roleArns, ...holderArns];
  const denial: PolicyStatement = {
    Sid: "UsedByNobodyElse",
    Effect: "Deny",
    Principal: "*",
    Action: ["kms:GenerateMac", "kms:VerifyMac"],
    Resource: "*",
    ...(users.length > 0 && { Condition: { ArnNotLike: { "aws:PrincipalArn": users } } }),
  };
  const ofRole: PolicyStatement = {
    Sid: "UsedByDeidentification",
    Effect: "Allow",
    Principal: accountRoot(accountId),
    Action: "kms:GenerateMac",
    Resource: "*",
    Condition: { ArnLike: { "aws:PrincipalArn": roleArns } },
  };
  const ofHolders: PolicyStatement = {
    Sid: "UsedByKeyHolders",
    Effect: "Allow",
    Principal: { AWS: holderArns },
    Action: "kms:GenerateMac",
    Resource: "*",
  };
  return policyDocument([
    accountAdministrationStatement(accountId),
    ...(roleArns.length > 0 ? [ofRole] : []),
    ...(holderArns.length > 0 ? [ofHolders] : []),
    denial,
  ]);
}
