import { parsePolicyDocument } from "../../../src/local/iam/policyDocument";
import { evaluateAccess, type AccessRequest, type Decision } from "../../../src/local/iam/policyEvaluator";
import { ACCOUNT_ID, ofType, textOf, type DeclaredResource, type DeclaredStack } from "../pulumi/declared";

/** What IAM decides of a call by somebody who has these policies: a document each, or their JSON. */
export const decide = (
  documents: readonly unknown[],
  action: string,
  resource: string,
  context: Readonly<Record<string, string | readonly string[]>> = {},
): Decision["because"] =>
  evaluateAccess(
    { identity: documents.map(parsePolicyDocument), resource: [] },
    {
      principal: { kind: "identity", arn: `arn:aws:iam::${ACCOUNT_ID}:role/somebody` },
      action,
      resource,
      context: { "aws:requestedregion": "us-east-1", ...context },
    },
  ).because;

/**
 * Whether the policy of a key lets a request through. A role of the account may do everything by its own policy: what is
 * refused, the key's policy refuses.
 */
export function keyAllows(key: DeclaredResource, request: Omit<AccessRequest, "resource">): boolean {
  const resource = [parsePolicyDocument(textOf(key, "policy"))];
  const identity = request.principal.kind === "identity" ? [EVERYTHING] : [];
  return evaluateAccess(
    { identity, resource, needsDelegation: true },
    { ...request, resource: textOf(key, "arn") },
  ).allowed;
}

const EVERYTHING = parsePolicyDocument({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });

/** The managed policies of the role that a stack declares for GitHub's deployments or previews. */
export const policiesOfGithub = (stack: DeclaredStack, role: "deploy" | "preview"): string[] =>
  ofType(stack, "aws:iam/policy:Policy")
    .filter(({ name }) => name.includes(`-github-${role}-`))
    .map((policy) => textOf(policy, "policy"));
