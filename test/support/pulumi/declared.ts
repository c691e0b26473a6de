import { expect } from "chai";
import { join } from "node:path";
import { evaluateProgram, type DeclaredResource, type DeclaredStack } from "../../../src/local/program";

export type { DeclaredResource, DeclaredStack } from "../../../src/local/program";

/** From dist/test/support/pulumi. */
export const PROJECT_ROOT = join(__dirname, "../../../..");

export const ACCOUNT_ID = "123456789012";

/** The stacks that have a file; every test of the infrastructure holds for each. */
export const STACKS = ["dev", "prod"] as const;

/** Of every stack. */
export const FUNCTIONS = ["dispatch", "ingestion", "validation", "deidentification", "study"] as const;

export type StackName = (typeof STACKS)[number];

const evaluated = new Map<string, Promise<DeclaredStack>>();

/**
 * What the program declares for a stack, evaluated once for all tests.
 *
 * @param config set on top of the stack's file, keys without the project's name
 */
export function declaredStack(
  stack: StackName,
  config: Readonly<Record<string, string>> = {},
): Promise<DeclaredStack> {
  const id = JSON.stringify([stack, config]);
  const fullKeys = Object.entries(config).map(
    ([key, value]) => [`medical-imaging-pipeline:${key}`, value] as const,
  );
  const known =
    evaluated.get(id) ??
    evaluateProgram({
      stack,
      projectRoot: PROJECT_ROOT,
      region: "us-east-1",
      accountId: ACCOUNT_ID,
      config: Object.fromEntries(fullKeys),
    });
  evaluated.set(id, known);
  return known;
}

export const ofType = (stack: DeclaredStack, type: string): DeclaredResource[] =>
  stack.resources.filter((resource) => resource.type === type);

/** The one resource of a type whose logical name ends so. */
export function theOne(stack: DeclaredStack, type: string, nameEnd = ""): DeclaredResource {
  const found = ofType(stack, type).filter(({ name }) => name.endsWith(nameEnd));
  expect(
    found.map(({ name }) => name),
    `${type} …${nameEnd}`,
  ).to.have.length(1);
  return found[0]!;
}

/** A property of a resource's state that is text, such as its arn. */
export function textOf(resource: DeclaredResource, property: string): string {
  const value = resource.state[property];
  expect(value, `${property} of ${resource.name}`).to.be.a("string");
  return value as string;
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The statements of the policy that a property of a resource holds as JSON. */
export function statementsOf(resource: DeclaredResource, property = "policy"): Statement[] {
  const document = JSON.parse(textOf(resource, property)) as { Version: string; Statement: Statement[] };
  expect(document.Version).to.equal("2012-10-17");
  return document.Statement;
}

export const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;
