import { listOf, type PolicyStatement } from "./policyDocument";
import { isShortArn, matchesArn, matchesWildcard } from "./wildcard";

/** Condition keys of a request, lower case as IAM compares their names: `aws:securetransport` … */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** The declared policy uses something that this evaluator does not know; the request must be denied. */
export class UnknownPolicyFeature extends Error {
  override readonly name = "UnknownPolicyFeature";
}

type Comparison = (wanted: string, actual: string) => boolean;

const equal: Comparison = (wanted, actual) => wanted === actual;
const equalIgnoringCase: Comparison = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();
/** Whether IAM completes a short ARN here, as it does that of a resource, it does not say. */
const likeArn: Comparison = (wanted, actual) => {
  if (isShortArn(wanted)) throw new UnknownPolicyFeature("an ARN of fewer than six parts in a condition");
  return matchesArn(wanted, actual);
};
const numeric =
  (compare: (wanted: number, actual: number) => boolean): Comparison =>
  (wanted, actual) =>
    compare(Number(wanted), Number(actual));

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: equal,
  StringEqualsIgnoreCase: equalIgnoringCase,
  StringLike: matchesWildcard,
  ArnEquals: likeArn, // IAM treats ArnEquals and ArnLike alike
  ArnLike: likeArn,
  Bool: equalIgnoringCase,
  NumericEquals: numeric((wanted, actual) => actual === wanted),
  NumericLessThan: numeric((wanted, actual) => actual < wanted),
  NumericLessThanEquals: numeric((wanted, actual) => actual <= wanted),
  NumericGreaterThan: numeric((wanted, actual) => actual > wanted),
  NumericGreaterThanEquals: numeric((wanted, actual) => actual >= wanted),
};

/** All operators, and all keys of one operator, must hold; the values of one key are alternatives. */
export function conditionsHold(condition: PolicyStatement["Condition"], context: RequestContext): boolean {
  return Object.entries(condition ?? {}).every(([operator, tests]) =>
    Object.entries(tests).every(([key, values]) => {
      const wanted = listOf(values).map(String);
      const variable = wanted.find((value) => value.includes("${"));
      if (variable !== undefined) throw new UnknownPolicyFeature(`policy variable in condition ${operator}`);
      return testHolds(operator, wanted, context[key.toLowerCase()]);
    }),
  );
}

function testHolds(
  operator: string,
  wanted: readonly string[],
  value: string | readonly string[] | undefined,
): boolean {
  const { quantifier, name, negated, ifExists } = parseOperator(operator);
  const actual = listOf(value);
  if (name === "Null")
    return wanted.some((wish) => (wish.toLowerCase() === "true") === (actual.length === 0));

  const compare = COMPARISONS[name];
  if (compare === undefined) throw new UnknownPolicyFeature(`condition operator ${operator}`);
  const holds = (text: string) => wanted.some((wish) => compare(wish, text)) !== negated;

  if (quantifier === "ForAllValues") return actual.every(holds);
  if (actual.length === 0) return ifExists || (negated && quantifier === undefined);
  return actual.some(holds);
}

function parseOperator(operator: string) {
  const parts = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator);
  const fullName = parts?.[2] ?? operator;
  const negated = /^(String|Arn|Numeric)Not/.test(fullName);
  return {
    quantifier: parts?.[1],
    name: negated ? fullName.replace("Not", "") : fullName,
    negated,
    ifExists: parts?.[3] !== undefined,
  };
}
