import { grantsOf, purposeOf } from "../../policy/grants";
import type { DeclaredThing } from "../../policy/rule";
import type { DeclaredResource, DeclaredStack } from "../../src/local/program";

/** What each role may do over all stacks, by what the role is for, as the policy pack reads it. */
export function roleGrants(stacks: readonly DeclaredStack[]): Map<string, string[]> {
  const grants = new Map<string, Set<string>>();
  for (const { resources } of stacks) {
    const things = thingsOf(resources);
    for (const role of things.filter(({ type }) => type === "aws:iam/role:Role")) {
      const purpose = purposeOf(role);
      grants.set(purpose, new Set([...(grants.get(purpose) ?? []), ...grantsOf(role, things)]));
    }
  }
  return new Map(
    [...grants.keys()].sort().map((purpose) => [purpose, [...(grants.get(purpose) ?? [])].sort()]),
  );
}

/** Resources as the engine hands them to a pack once they are made. */
function thingsOf(resources: readonly DeclaredResource[]): DeclaredThing[] {
  const made = new Map<string, DeclaredThing>();
  const things = resources.map(({ type, urn, name, state, protect, propertyDependencies = {} }) => {
    const madeOf: Record<string, readonly DeclaredThing[]> = {};
    const thing: DeclaredThing = { type, urn, name, props: state, protect, madeOf };
    made.set(urn, thing);
    return { thing, madeOf, propertyDependencies };
  });
  for (const { madeOf, propertyDependencies } of things)
    for (const [property, urns] of Object.entries(propertyDependencies))
      madeOf[property] = urns.flatMap((urn) => made.get(urn) ?? []);
  return things.map(({ thing }) => thing);
}

/** The content of policy/roleGrants.generated.ts. */
export const formatRoleGrants = (grants: ReadonlyMap<string, readonly string[]>): string =>
  [
    "// Written by `npm run iam -- --write`. What is added here widens a role, and so does a `never` that goes: look twice.",
    "",
    "/** What each role may do with what, by what it is for: `grantsOf` in grants.ts has the form of the lines. */",
    "export const ROLE_GRANTS: Readonly<Record<string, readonly string[]>> = {",
    ...Array.from(grants, ([role, all]) =>
      [`  "${role}": [`, ...all.map((line) => `    ${JSON.stringify(line)},`), "  ],"].join("\n"),
    ),
    "};",
    "",
  ].join("\n");
