import { expect } from "chai";
import type { DeclaredResource, DeclaredStack } from "../../support/pulumi/declared";
import { declaredStatement, type RawStatement } from "../statement";

type Change = (stack: DeclaredStack) => DeclaredStack;

export interface Mutation {
  /** What somebody did to the program. */
  readonly what: string;
  /** Of prod; the configuration on top of the stack's file. */
  readonly config?: Readonly<Record<string, string>>;
  readonly change: Change;
  /** Names of the rules that are broken, each once, and which text says what is wrong. */
  readonly breaks: Readonly<Record<string, RegExp>>;
}

const type = (end: string) => (resource: DeclaredResource) => resource.type.endsWith(`:${end}`);

/** Changes the inputs of the one resource of a type whose name ends so. */
export const set =
  (typeEnd: string, nameEnd: string, inputs: Readonly<Record<string, unknown>>, more: object = {}): Change =>
  (stack) => ({
    ...stack,
    resources: theOne(stack, typeEnd, nameEnd, (resource) => ({
      ...resource,
      ...more,
      inputs: withoutUndefined({ ...resource.inputs, ...inputs }),
    })),
  });

/** An input that is `undefined` is taken away: Pulumi does not hand it to a pack. */
const withoutUndefined = (inputs: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));

export const take =
  (typeEnd: string, nameEnd: string): Change =>
  (stack) => ({ ...stack, resources: theOne(stack, typeEnd, nameEnd, () => undefined) });

function theOne(
  { resources }: DeclaredStack,
  typeEnd: string,
  nameEnd: string,
  change: (resource: DeclaredResource) => DeclaredResource | undefined,
): DeclaredResource[] {
  const found = resources.filter((one) => type(typeEnd)(one) && one.name.endsWith(nameEnd));
  expect(found, `${typeEnd} …${nameEnd}`).to.have.length(1);
  return resources.flatMap((resource) => (resource === found[0] ? (change(resource) ?? []) : [resource]));
}

export const add =
  (resourceType: string, inputs: Readonly<Record<string, unknown>> = {}): Change =>
  (stack) => ({
    ...stack,
    resources: [
      ...stack.resources,
      {
        urn: `urn:${resourceType}`,
        type: resourceType,
        name: "added",
        id: "added",
        inputs,
        state: inputs,
        parent: undefined,
        protect: false,
        dependsOn: [],
      },
    ],
  });

/** Changes the statements of a policy. */
export const restate =
  (
    typeEnd: string,
    nameEnd: string,
    change: (statements: RawStatement[]) => RawStatement[],
    property = "policy",
  ): Change =>
  (stack) => ({
    ...stack,
    resources: theOne(stack, typeEnd, nameEnd, (resource) => ({
      ...resource,
      inputs: { ...resource.inputs, [property]: declaredStatement(resource.inputs[property], change) },
    })),
  });

export const plus =
  (statement: Partial<RawStatement>) =>
  (statements: RawStatement[]): RawStatement[] => [
    ...statements,
    { Sid: "Added", Effect: "Allow", ...statement },
  ];

export const edit =
  (sid: string, changes: Partial<RawStatement>) =>
  (statements: RawStatement[]): RawStatement[] => {
    expect(statements.map(({ Sid }) => Sid)).to.include(sid);
    return statements.map((one) => (one.Sid === sid ? { ...one, ...changes } : one));
  };

export const without =
  (sid: string) =>
  (statements: RawStatement[]): RawStatement[] => {
    expect(statements.map(({ Sid }) => Sid)).to.include(sid);
    return statements.filter(({ Sid }) => Sid !== sid);
  };
