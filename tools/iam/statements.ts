import { collectPolicies } from "../../src/local/iam/declaredPolicies";
import { listOf, type PolicyDocument, type PolicyStatement } from "../../src/local/iam/policyDocument";
import type { DeclaredStack } from "../../src/local/program";

/** One statement of a policy that the program declares. */
export interface DeclaredStatement {
  /** What the policy belongs to, and whether it is what a role may do, who may take it, or what a resource lets in. */
  readonly kind: "role" | "trust" | "resource";
  /** ARN of the role, bucket, queue, key … */
  readonly holderArn: string;
  readonly sid: string;
  readonly effect: "Allow" | "Deny";
  /** Such as `Service lambda.amazonaws.com`; none in the policy of a role. */
  readonly principals: readonly string[];
  /** With `not` before each where the statement names those that it is not about. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Such as `StringEquals cloudwatch:namespace MedicalImaging/Pipeline`. */
  readonly conditions: readonly string[];
}

/** All statements that a stack declares: of roles, of their trust, of resources. */
export function declaredStatements(stack: DeclaredStack): DeclaredStatement[] {
  const { ofRoles, trust, ofResources } = collectPolicies(stack);
  return [
    ...Array.from(ofRoles).flatMap(([arn, policies]) => statementsOf("role", arn, policies.flat())),
    ...Array.from(trust).flatMap(([arn, policy]) => statementsOf("trust", arn, policy)),
    ...Array.from(ofResources).flatMap(([arn, policy]) => statementsOf("resource", arn, policy)),
  ];
}

/** What an ARN names, without its service, region and account. */
export const nameOfArn = (arn: string): string => arn.split(/[:/]/).at(-1) ?? arn;

const statementsOf = (
  kind: DeclaredStatement["kind"],
  holderArn: string,
  policy: PolicyDocument,
): DeclaredStatement[] =>
  policy.map((statement) => ({
    kind,
    holderArn,
    sid: statement.Sid ?? "",
    effect: statement.Effect,
    principals: [
      ...principalsOf(statement.Principal),
      ...principalsOf(statement.NotPrincipal).map((name) => `not ${name}`),
    ],
    actions: namedOrNot(statement.Action, statement.NotAction),
    resources: namedOrNot(statement.Resource, statement.NotResource),
    conditions: Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => `${operator} ${key} ${listOf(values).join(" | ")}`),
    ),
  }));

const namedOrNot = (named: PolicyStatement["Action"], not: PolicyStatement["NotAction"]): string[] => [
  ...listOf(named),
  ...listOf(not).map((name) => `not ${name}`),
];

const principalsOf = (principal: PolicyStatement["Principal"]): string[] =>
  principal === undefined
    ? []
    : principal === "*"
      ? ["*"]
      : Object.entries(principal).flatMap(([type, names]) => listOf(names).map((name) => `${type} ${name}`));
