import * as v from "valibot";

const textOrList = v.union([v.string(), v.array(v.string())]);
const scalar = v.union([v.string(), v.number(), v.boolean()]);
const principal = v.union([v.literal("*"), v.record(v.string(), textOrList)]);

const statementSchema = v.strictObject({
  Sid: v.optional(v.string()),
  Effect: v.picklist(["Allow", "Deny"]),
  Principal: v.optional(principal),
  NotPrincipal: v.optional(principal),
  Action: v.optional(textOrList),
  NotAction: v.optional(textOrList),
  Resource: v.optional(textOrList),
  NotResource: v.optional(textOrList),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), v.union([scalar, v.array(scalar)])))),
});

const bodySchema = v.strictObject({
  Version: v.optional(v.string()),
  Id: v.optional(v.string()),
  Statement: v.union([statementSchema, v.array(statementSchema)]),
});

export type PolicyStatement = v.InferOutput<typeof statementSchema>;
export type ParsedPolicy = readonly PolicyStatement[];

/**
 * A declared policy, given as JSON text or as an object, to its statements. Strict: a misspelt field (say
 * `Conditions`) would silently widen a permission here while AWS refuses the document.
 */
export const policyDocumentSchema = v.pipe(
  v.union([v.pipe(v.string(), v.parseJson()), v.record(v.string(), v.unknown())]),
  bodySchema,
  v.transform(({ Statement }): ParsedPolicy => (Array.isArray(Statement) ? Statement : [Statement])),
);

/** @throws ValiError where it is no policy */
export const parsePolicyDocument = (policy: unknown): ParsedPolicy => v.parse(policyDocumentSchema, policy);

/** IAM lets most fields be one value or a list of them. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
