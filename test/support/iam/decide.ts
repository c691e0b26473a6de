import { parsePolicyDocument } from "../../../src/local/iam/policyDocument";
import { evaluateAccess, type Decision } from "../../../src/local/iam/policyEvaluator";
import { ACCOUNT_ID, ofType, textOf, type DeclaredStack } from "../pulumi/declared";

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

/** The managed policies of the role that a stack declares for GitHub's deployments or previews. */
export const policiesOfGithub = (stack: DeclaredStack, role: "deploy" | "preview"): string[] =>
  ofType(stack, "aws:iam/policy:Policy")
    .filter(({ name }) => name.includes(`-github-${role}-`))
    .map((policy) => textOf(policy, "policy"));
