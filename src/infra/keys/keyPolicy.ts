import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../policyDocument";

/**
 * What looking after a key takes; none of it uses the key. `kms:CreateGrant` is not among it: a grant would let somebody use the key
 * past its policy.
 */
const ADMINISTRATION = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

/** Everything within the account, as far as policies of its roles and users allow it. */
export const accountRoot = (accountId: pulumi.Output<string>) => ({
  AWS: pulumi.interpolate`arn:aws:iam::${accountId}:root`,
});

/** Leaves the key's administration, and nothing else, to the policies of the account's roles and users. */
export const accountAdministrationStatement = (accountId: pulumi.Output<string>): PolicyStatement => ({
  Sid: "AdministeredByAccount",
  Effect: "Allow",
  Principal: accountRoot(accountId),
  Action: ADMINISTRATION,
  Resource: "*", // in the policy of a key: that key
});
