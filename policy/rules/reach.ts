import { grantsOf, purposeOf } from "../grants";
import { ofType, type Rule } from "../rule";
import { ROLE_GRANTS } from "../roleGrants.generated";

const ROLE = "aws:iam/role:Role";
const NEVER = "never ";

const reach: Rule = {
  name: "role-reaches-no-further",
  description:
    "A role may do what policy/roleGrants.generated.ts lists for it, with the same things and on the same conditions.",
  checkStack: (resources) => [
    ...ofType(resources, "aws:iam/rolePolicy:RolePolicy")
      .filter(({ madeOf: { role = [] } }) => role.length !== 1 || role[0]?.type !== ROLE)
      .map((resource) => ({
        resource,
        message: "the policy belongs to no role of the program, or to several",
      })),
    ...ofType(resources, ROLE).flatMap((resource) => {
      const listed = ROLE_GRANTS[purposeOf(resource)] ?? [];
      const had = grantsOf(resource, resources);
      return [
        ...had
          .filter((line) => !line.startsWith(NEVER) && !listed.includes(line))
          .map((line) => `the role may do what policy/roleGrants.generated.ts does not list: ${line}`),
        ...missingDenials(had, listed).map((line) => `the role has to be denied: ${line}`),
      ].map((message) => ({ resource, message }));
    }),
  ],
};

/** Denials that are listed and not there: all for who deploys, those of what the role is allowed for others. */
function missingDenials(had: readonly string[], listed: readonly string[]): readonly string[] {
  const deploys = had.some((line) => !line.includes(" "));
  return listed.filter((line) => {
    if (!line.startsWith(NEVER) || had.includes(line)) return false;
    if (deploys) return true;
    const [denied = ""] = line.slice(NEVER.length).split(" ");
    return had.some((allowed) => !allowed.startsWith(NEVER) && covers(denied, allowed.split(" ")[0] ?? ""));
  });
}

/** @param pattern an action, or one that ends in `*` */
const covers = (pattern: string, action: string): boolean =>
  pattern.endsWith("*") ? action.startsWith(pattern.slice(0, -1)) : action === pattern;

export const reachRules: readonly Rule[] = [reach];
