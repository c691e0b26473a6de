import { conditionsHold, UnknownPolicyFeature, type RequestContext } from "./conditions";
import { listOf, type ParsedPolicy, type PolicyStatement } from "./policyDocument";
import { completeArn, matchesArn, matchesWildcard } from "./wildcard";

/** Who asks: a role or user of the account by ARN, or an AWS service such as `s3.amazonaws.com`. */
export type Principal =
  | { readonly kind: "identity"; readonly arn: string }
  | { readonly kind: "service"; readonly service: string };

export interface AccessRequest {
  readonly principal: Principal;
  /** `s3:GetObject` */
  readonly action: string;
  /** An ARN, or `*` for actions that know no resource, such as `cloudwatch:PutMetricData`. */
  readonly resource: string;
  readonly context?: RequestContext;
}

export interface ApplicablePolicies {
  /** Policies of the caller's role. */
  readonly identity: readonly ParsedPolicy[];
  /** Policy of the bucket, queue, key or role that is asked for. */
  readonly resource: readonly ParsedPolicy[];
  /** As for KMS keys: the identity's policies count only where the resource's policy delegates to the account. */
  readonly needsDelegation?: boolean;
}

export interface Decision {
  readonly allowed: boolean;
  readonly because: "allow" | "explicitDeny" | "noAllow" | "unknownFeature";
  /** What decided: the statement's Sid, or the feature that this evaluator does not know. */
  readonly detail?: string;
  /** Where the statement that decided stands: in a policy of the caller's role, or of what is asked for. */
  readonly policyOf?: "identity" | "resource";
}

/**
 * IAM's decision within one account: an explicit Deny wins, then any Allow, else denied. A policy that
 * uses what is unknown here denies whatever it might have concerned: locally too strict is found at
 * once, locally too lax only after deployment.
 */
export function evaluateAccess(policies: ApplicablePolicies, request: AccessRequest): Decision {
  try {
    const identity = applying(policies.identity, request, "identity");
    const resource = applying(policies.resource, request, "resource");
    const delegated = policies.needsDelegation !== true || delegates(policies.resource, request);
    return (
      decision("Deny", identity, resource) ??
      decision("Allow", delegated ? identity : [], resource) ?? { allowed: false, because: "noAllow" }
    );
  } catch (error) {
    if (!(error instanceof UnknownPolicyFeature)) throw error;
    return { allowed: false, because: "unknownFeature", detail: error.message };
  }
}

/** What the first statement of that effect decides. */
function decision(
  effect: PolicyStatement["Effect"],
  identity: readonly PolicyStatement[],
  resource: readonly PolicyStatement[],
): Decision | undefined {
  const ofIdentity = identity.find(({ Effect }) => Effect === effect);
  const statement = ofIdentity ?? resource.find(({ Effect }) => Effect === effect);
  if (statement === undefined) return undefined;
  return {
    allowed: effect === "Allow",
    because: effect === "Allow" ? "allow" : "explicitDeny",
    ...(statement.Sid !== undefined && { detail: statement.Sid }),
    policyOf: ofIdentity === undefined ? "resource" : "identity",
  };
}

function applying(
  documents: readonly ParsedPolicy[],
  request: AccessRequest,
  kind: keyof ApplicablePolicies,
): PolicyStatement[] {
  return documents
    .flat()
    .filter(
      (statement) =>
        (kind === "identity" || principalMatches(statement, request.principal)) &&
        actionMatches(statement, request.action) &&
        resourceMatches(statement, request.resource) &&
        conditionsHold(statement.Condition, request.context ?? {}),
    );
}

function delegates(documents: readonly ParsedPolicy[], request: AccessRequest): boolean {
  const { principal } = request;
  if (principal.kind !== "identity") return false;
  return documents
    .flat()
    .some(
      (statement) =>
        statement.Effect === "Allow" &&
        typeof statement.Principal === "object" &&
        listOf(statement.Principal.AWS).some((name) => isAccountOf(name, principal.arn)) &&
        actionMatches(statement, request.action) &&
        resourceMatches(statement, request.resource) &&
        conditionsHold(statement.Condition, request.context ?? {}),
    );
}

function actionMatches({ Action, NotAction }: PolicyStatement, action: string): boolean {
  const named = (patterns: typeof Action) =>
    listOf(patterns).some((pattern) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase()));
  return NotAction === undefined ? named(Action) : !named(NotAction);
}

function resourceMatches({ Resource, NotResource }: PolicyStatement, resource: string): boolean {
  const named = (patterns: typeof Resource) =>
    listOf(patterns).some((pattern) => {
      if (pattern.includes("${")) throw new UnknownPolicyFeature("policy variable in a resource");
      return matchesArn(completeArn(pattern), resource);
    });
  if (Resource === undefined && NotResource === undefined) return true; // trust policies name no resource
  return NotResource === undefined ? named(Resource) : !named(NotResource);
}

function principalMatches(
  { Principal, NotPrincipal, Effect }: PolicyStatement,
  principal: Principal,
): boolean {
  if (NotPrincipal !== undefined) throw new UnknownPolicyFeature("NotPrincipal");
  if (Principal === undefined) throw new UnknownPolicyFeature("a resource policy without Principal");
  if (Principal === "*") return true;
  const entries = Object.entries(Principal).flatMap(([type, names]) =>
    listOf(names).map((name) => ({ type, name })),
  );
  return entries.some(({ type, name }) => {
    if (type === "Service") return principal.kind === "service" && name === principal.service;
    if (type !== "AWS" || principal.kind !== "identity") return false;
    if (name === "*" || name === principal.arn) return true;
    // An account (by number or root ARN) delegates to the roles' own policies: it denies all, allows none.
    return Effect === "Deny" && isAccountOf(name, principal.arn);
  });
}

function isAccountOf(name: string, arn: string): boolean {
  const account = arn.split(":")[4];
  return account !== undefined && (name === account || name === `arn:aws:iam::${account}:root`);
}
