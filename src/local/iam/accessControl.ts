import type { RequestContext } from "./conditions";
import type { DeclaredPolicies } from "./declaredPolicies";
import { evaluateAccess, type Decision, type Principal } from "./policyEvaluator";
import { parsePolicyDocument } from "./policyDocument";

export interface AccessQuestion {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  /** Condition keys by any case of their names. */
  readonly context?: RequestContext;
}

/** A refusal, without its resource: the ARN of an object holds a key, and a key can hold a name. */
export interface Denial {
  readonly principal: string;
  readonly action: string;
  readonly because: Decision["because"];
  readonly detail?: string;
}

export interface AccessControl {
  readonly accountId: string;
  allows(question: AccessQuestion): boolean;
}

/** Whoever runs the local mode; may do what no policy explicitly denies. */
export const localUserArn = (accountId: string): string => `arn:aws:iam::${accountId}:user/local`;

const ADMINISTRATOR = parsePolicyDocument({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });

/** Asks the declared policies, as AWS would. */
export function createAccessControl(
  policies: DeclaredPolicies,
  accountId: string,
  onDenial: (denial: Denial) => void = () => undefined,
): AccessControl {
  return {
    accountId,
    allows({ principal, action, resource, context = {} }) {
      const identity = principal.kind === "identity" ? principal.arn : undefined;
      const ofIdentity =
        identity === localUserArn(accountId) ? [ADMINISTRATOR] : (policies.ofRoles.get(identity ?? "") ?? []);
      const ofResource = policies.ofResources.get(policyHolder(resource));
      const decision = evaluateAccess(
        {
          identity: ofIdentity,
          resource: ofResource === undefined ? [] : [ofResource],
          // A key without a policy gets one that delegates to the account.
          needsDelegation: action.startsWith("kms:") && ofResource !== undefined,
        },
        { principal, action, resource, context: requestContext(principal, accountId, context) },
      );
      if (!decision.allowed) {
        const { because, detail } = decision;
        const name = principal.kind === "identity" ? principal.arn : principal.service;
        onDenial({ principal: name, action, because, ...(detail !== undefined && { detail }) });
      }
      return decision.allowed;
    },
  };
}

/** An object is governed by its bucket's policy. */
function policyHolder(resource: string): string {
  return /^(arn:aws:s3:::[^/]+)\//.exec(resource)?.[1] ?? resource;
}

function requestContext(principal: Principal, accountId: string, given: RequestContext): RequestContext {
  const byLowerCase = Object.entries(given).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    // The endpoint is bound to the loopback interface: nothing leaves this machine, which is what the
    // policies ask TLS for. Without this every declared "TLS only" would refuse the local run.
    "aws:securetransport": "true",
    "aws:principalaccount": accountId,
    ...(principal.kind === "identity" && { "aws:principalarn": principal.arn }),
    ...Object.fromEntries(byLowerCase),
  };
}
