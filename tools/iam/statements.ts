import { listOf, type PolicyStatement } from "../../src/local/iam/policyDocument";
import type { DeclaredStack } from "../../src/local/program";
import { declaredPolicies, type DeclaredPolicy, type PolicyKind } from "./policies";

/** One statement of a policy that the program declares. */
export interface DeclaredStatement {
  readonly kind: PolicyKind;
  /** Of the role, bucket, queue, key … that the policy belongs to. */
  readonly holderArn: string;
  /** Such as `bucket`. */
  readonly holderType: string;
  /** Its logical name. */
  readonly holder: string;
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

/**
 * All statements that a stack declares: of roles, of their trust, of resources.
 *
 * @throws Error that names each policy which is declared in a way that is not read
 */
export const declaredStatements = (stack: DeclaredStack): DeclaredStatement[] =>
  declaredPolicies(stack).flatMap(statementsOf);

const statementsOf = ({ kind, holder, document }: DeclaredPolicy): DeclaredStatement[] =>
  document.map((statement) => ({
    kind,
    holderArn: String(holder.state.arn),
    // `aws:ec2/vpcEndpoint:VpcEndpoint`: what stands between slash and colon, in words.
    holderType: holder.type
      .replace(/^.*\/(.*):.*$/, "$1")
      .replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`),
    holder: holder.name,
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
