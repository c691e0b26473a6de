import { policyHolder } from "../../../../src/local/iam/accessControl";
import type { CountedAccess } from "../../../../src/local/iam/accessLedger";
import { matchesArn } from "../../../../src/local/iam/wildcard";
import type { DeclaredStack } from "../../../../src/local/program";
import { declaredStatements } from "../../../../tools/iam/statements";

/** One action that one statement allows on one resource. */
export interface Grant {
  readonly holderArn: string;
  /** The logical name of the holder. */
  readonly holder: string;
  readonly sid: string;
  readonly action: string;
  /** As the statement has it: an ARN, with `*` in it or not. */
  readonly resource: string;
}

/** Everything that a stack's policies allow: role × statement × action × resource. */
export const grantsOf = (stack: DeclaredStack): Grant[] =>
  declaredStatements(stack)
    // Neither the policy of an endpoint nor the account as a principal lets anybody in: they leave the question to the policies of roles.
    .filter(
      ({ kind, effect, principals }) =>
        kind !== "endpoint" && effect === "Allow" && !principals.some(isAccount),
    )
    .flatMap(({ kind, holderArn, holder, sid, actions, resources }) =>
      actions.flatMap((action) =>
        (kind === "trust" ? [holderArn] : resources).map((resource) => ({
          holderArn,
          holder,
          sid,
          action,
          resource,
        })),
      ),
    );

const isAccount = (principal: string): boolean => /^AWS arn:aws:iam::\d{12}:root$/.test(principal);

/** Whether an answer of the run rested on the grant; of an object, its bucket counts. */
export const isUsed = (grant: Grant, accesses: readonly CountedAccess[]): boolean =>
  accesses.some(
    ({ allowed, policyOf, detail, action, resource }) =>
      allowed &&
      policyOf === grant.holderArn &&
      detail === grant.sid &&
      action === grant.action &&
      matchesArn(policyHolder(grant.resource), resource),
  );

export const describeGrant = ({ holder, sid, action, resource }: Grant): string =>
  `${holder}: ${sid}: ${action} on ${resource}`;
