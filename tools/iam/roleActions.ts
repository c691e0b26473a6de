import { listOf, parsePolicyDocument } from "../../src/local/iam/policyDocument";
import type { DeclaredStack } from "../../src/local/program";
import { declaredStatements } from "./statements";

/** What each role may do over all stacks, by what the role is for: its name without project and environment. */
export function roleActions(stacks: readonly DeclaredStack[]): Map<string, string[]> {
  const actions = new Map<string, Set<string>>();
  for (const stack of stacks) {
    const strip = stripperOf(stack);
    const allow = (role: string, allowed: readonly string[]) =>
      actions.set(role, new Set([...(actions.get(role) ?? []), ...allowed]));
    for (const { kind, effect, holderArn, actions: allowed } of declaredStatements(stack))
      if (kind === "role" && effect === "Allow") allow(strip(holderArn), allowed);
    for (const { name, state } of stack.resources.filter(({ type }) => type === "aws:iam/policy:Policy"))
      for (const { Effect, Action } of parsePolicyDocument(state.policy))
        if (Effect === "Allow") allow(name.replace(/^.*-(github-\w+)-\d+$/, "$1"), listOf(Action));
  }
  const sorted = Array.from(actions, ([role, all]) => [role, [...all].sort()] as const);
  return new Map(sorted.sort(([one], [other]) => (one < other ? -1 : 1)).map(([role, all]) => [role, all]));
}

/** Takes project and environment, which tags of the roles tell, off the name of a role. */
function stripperOf({ resources }: DeclaredStack): (roleArn: string) => string {
  const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");
  return (roleArn) => {
    const role = roles.find(({ state }) => state.arn === roleArn);
    const { project = "", environment = "" } = (role?.state.tags ?? {}) as Record<string, string>;
    return (role?.name ?? roleArn).replace(`${project}-${environment}-`, "").replace(`-${environment}`, "");
  };
}

/** The content of policy/roleActions.generated.ts. */
export const formatRoleActions = (actions: ReadonlyMap<string, readonly string[]>): string =>
  [
    "// Written by `npm run iam -- --write`. What is added here widens a role: look twice.",
    "",
    "/** What each role may do, by what it is for. */",
    "export const ROLE_ACTIONS: Readonly<Record<string, readonly string[]>> = {",
    ...Array.from(actions, ([role, all]) =>
      [`  "${role}": [`, ...all.map((action) => `    "${action}",`), "  ],"].join("\n"),
    ),
    "};",
    "",
  ].join("\n");
