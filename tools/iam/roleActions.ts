import type { DeclaredStack } from "../../src/local/program";
import { declaredStatements } from "./statements";

/** What each role may do over all stacks, by what the role is for: its name without project and environment. */
export function roleActions(stacks: readonly DeclaredStack[]): Map<string, string[]> {
  const actions = new Map<string, Set<string>>();
  for (const stack of stacks) {
    for (const { kind, effect, holder, holderArn, actions: allowed } of declaredStatements(stack)) {
      if (!(kind === "role" || kind === "managed") || effect !== "Allow") continue;
      const role = purposeOf(holder, tagsOf(stack, holderArn));
      actions.set(role, new Set([...(actions.get(role) ?? []), ...allowed]));
    }
  }
  const sorted = Array.from(actions, ([role, all]) => [role, [...all].sort()] as const);
  return new Map(sorted.sort(([one], [other]) => (one < other ? -1 : 1)).map(([role, all]) => [role, all]));
}

/** Takes project and environment, which its tags tell, off the name of a role. */
const purposeOf = (name: string, { project = "", environment = "" }: Readonly<Record<string, string>>) =>
  name.replace(`${project}-${environment}-`, "").replace(`-${environment}`, "");

const tagsOf = ({ resources }: DeclaredStack, arn: string): Readonly<Record<string, string>> =>
  (resources.find(({ state }) => state.arn === arn)?.state.tags ?? {}) as Record<string, string>;

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
