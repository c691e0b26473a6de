import { itemsOf, propertiesOf } from "./rule";

/** A statement of an IAM or resource policy, with lists where the document may have one value. */
export interface Statement {
  readonly sid: string;
  readonly allows: boolean;
  /** Such as `["Service", "lambda.amazonaws.com"]`; `["*", "*"]` for everybody. */
  readonly principals: readonly (readonly [type: string, name: string])[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The statement names what it is not about (`NotAction` and the like). */
  readonly isNegative: boolean;
  /** By operator and condition key, both in lower case. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
}

/** One value or a list of them, as IAM has it nearly everywhere. */
const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? itemsOf(value).flatMap(listOf) : textsOf(value);

const textsOf = (value: unknown): string[] =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? [String(value)] : [];

/** @param policy a document as JSON text, which is how the program declares it */
export function statementsOf(policy: unknown): Statement[] {
  const document: unknown = typeof policy === "string" ? JSON.parse(policy) : policy;
  const { Statement } = propertiesOf(document);
  return (Array.isArray(Statement) ? Statement : [Statement]).map((one) => statementOf(propertiesOf(one)));
}

function statementOf(statement: Readonly<Record<string, unknown>>): Statement {
  const { Sid, Effect, Principal, Action, Resource, Condition } = statement;
  const conditions = Object.entries(propertiesOf(Condition)).flatMap(([operator, keys]) =>
    Object.entries(propertiesOf(keys)).map(
      ([key, values]) => [`${operator} ${key}`.toLowerCase(), listOf(values)] as const,
    ),
  );
  return {
    sid: typeof Sid === "string" ? Sid : "a statement without Sid",
    allows: Effect !== "Deny",
    principals: principalsOf(Principal),
    actions: listOf(Action),
    resources: listOf(Resource),
    isNegative: ["NotPrincipal", "NotAction", "NotResource"].some((name) => name in statement),
    conditions: new Map(conditions),
  };
}

const principalsOf = (principal: unknown): [string, string][] =>
  typeof principal === "string"
    ? [["*", principal]]
    : Object.entries(propertiesOf(principal)).flatMap(([type, names]) =>
        listOf(names).map((name): [string, string] => [type, name]),
      );

/** Whether the statement denies what it names, and to everybody, as far as its conditions go. */
export const deniesEverybody = ({ allows, isNegative, principals }: Statement): boolean =>
  !allows && !isNegative && principals.some(([, name]) => name === "*");

/**
 * Operators that ask for a value. Negated ones, those with `IfExists` and with `ForAllValues:` hold for a request without the key as well.
 */
const ASKING = ["stringequals", "stringlike", "arnequals", "arnlike"];

/** One value, or an ARN whose account is fixed: that of a bucket has none, so that a wildcard in it means anybody's. */
const CONFINING = /^(?:[^*?]+|arn:[^:*?]+:[^:*?]+:[^:*?]*:\d{12}:.+)$/;

/** Whether the statement asks for a value of any of these condition keys, and would not take whatever comes. */
export const hasCondition = ({ conditions }: Statement, keys: readonly string[]): boolean =>
  keys
    .flatMap((key) => ASKING.map((operator) => conditions.get(`${operator} ${key.toLowerCase()}`) ?? []))
    .some((values) => values.length > 0 && values.every((value) => CONFINING.test(value)));
