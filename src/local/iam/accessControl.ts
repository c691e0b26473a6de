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

/** What was asked and answered. Its resource is without what names an object or an execution: a key can hold a patient's name. */
export interface AccessAnswer {
  readonly principal: string;
  readonly action: string;
  /** ARN of a bucket, function, queue, key, log group …; `*` where the action knows no resource. */
  readonly resource: string;
  readonly allowed: boolean;
  readonly because: Decision["because"];
  /** The statement that decided, by its Sid, or the feature that is unknown here. */
  readonly detail?: string;
  /** ARN of the role or resource whose policy that statement is in. */
  readonly policyOf?: string;
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
  onAnswer: (answer: AccessAnswer) => void = () => undefined,
): AccessControl {
  return {
    accountId,
    allows({ principal, action, resource, context = {} }) {
      const identity = principal.kind === "identity" ? principal.arn : undefined;
      const ofIdentity =
        identity === localUserArn(accountId) ? [ADMINISTRATOR] : (policies.ofRoles.get(identity ?? "") ?? []);
      const holder = policyHolder(resource);
      const ofResource = policies.ofResources.get(holder) ?? policies.trust.get(holder);
      const decision = evaluateAccess(
        {
          identity: ofIdentity,
          resource: ofResource === undefined ? [] : [ofResource],
          // A key without a policy gets one that delegates to the account.
          needsDelegation: action.startsWith("kms:") && ofResource !== undefined,
        },
        { principal, action, resource, context: requestContext(principal, accountId, context) },
      );
      const { policyOf, ...decided } = decision;
      const name = principal.kind === "identity" ? principal.arn : principal.service;
      onAnswer({
        principal: name,
        action,
        resource: holder,
        ...decided,
        ...(policyOf !== undefined && { policyOf: policyOf === "identity" ? name : holder }),
      });
      return decision.allowed;
    },
  };
}

/** What an object, a log stream or an execution belongs to: an object is governed by its bucket's policy. */
export function policyHolder(resource: string): string {
  return resource
    .replace(/^(arn:aws:s3:::[^/]+)\/.*$/s, "$1")
    .replace(/^(arn:aws:logs:[^:]*:[^:]*:log-group:[^:]+):.*$/s, "$1")
    .replace(/^(arn:aws:states:[^:]*:[^:]*:execution:[^:]+):.*$/s, "$1");
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
