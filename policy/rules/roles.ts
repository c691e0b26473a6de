import { ROLE_GRANTS } from "../roleGrants.generated";
import { textOf, unless, type DeclaredThing, type ResourceRule, type Rule } from "../rule";
import { hasCondition, statementsOf, type Statement } from "../statements";
import { UNSCOPED_ACTIONS } from "../unscopedActions";

/** Not managed policies: what deploys makes things that have no name yet. */
const POLICIES = ["aws:iam/rolePolicy:RolePolicy"];

/** What a role may do by this policy. */
const allowedBy = ({ props }: DeclaredThing): Statement[] =>
  statementsOf(props.policy).filter(({ allows }) => allows);

/** Who may take a role, and on which condition; a service without one acts for whatever has the role as its own. */
export const TRUSTED_SERVICES: Readonly<Record<string, readonly string[]>> = {
  "lambda.amazonaws.com": [],
  "states.amazonaws.com": ["aws:SourceAccount", "aws:SourceArn"],
  "vpc-flow-logs.amazonaws.com": ["aws:SourceAccount", "aws:SourceArn"],
};

const GITHUB = "token.actions.githubusercontent.com";

/** One environment, branch or event of one repository. */
const SUBJECT = /^repo:[^*?:/]+\/[^*?:/]+:[^*?]+$/;

const trust: ResourceRule = {
  name: "role-trusts-expected-services",
  description:
    "A role is taken by the services of the pipeline, on this account's behalf, and by nobody else.",
  types: ["aws:iam/role:Role"],
  check: ({ props }) =>
    statementsOf(props.assumeRolePolicy)
      .filter(({ allows }) => allows)
      .flatMap((statement) =>
        unless(
          !statement.isNegative &&
            statement.principals.every(([type, name]) => isTrusted(statement, type, name)),
          `${statement.sid} lets somebody take the role who is not expected to, or for anybody`,
        ),
      ),
};

function isTrusted(statement: Statement, type: string, name: string): boolean {
  if (type === "Federated") {
    // Further conditions take nothing back of these two: all have to hold.
    const asked = (claim: string) => statement.conditions.get(`stringequals ${GITHUB}:${claim}`) ?? [];
    const subjects = asked("sub");
    return (
      name.endsWith(`:oidc-provider/${GITHUB}`) &&
      asked("aud").join() === "sts.amazonaws.com" &&
      subjects.length > 0 &&
      subjects.every((subject) => SUBJECT.test(subject))
    );
  }
  const conditions = type === "Service" ? TRUSTED_SERVICES[name] : undefined;
  return conditions !== undefined && (conditions.length === 0 || hasCondition(statement, conditions));
}

const attachedPolicies: Rule = {
  name: "attached-policies-declared",
  description:
    "A managed policy is one of the program, and belongs to a role that deploys: one that only GitHub takes.",
  checkStack: (resources) =>
    resources
      .filter(({ type }) => type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .filter(({ madeOf: { policyArn = [], role = [] } }) => {
        const isDeclared = policyArn.some(({ type }) => type === "aws:iam/policy:Policy");
        return !isDeclared || !role.some(isTakenByGithub);
      })
      .map((resource) => ({
        resource,
        message: "the policy is not one of the program, or its role does not deploy",
      })),
};

const isTakenByGithub = ({ props }: DeclaredThing): boolean =>
  statementsOf(props.assumeRolePolicy).every(({ principals }) =>
    principals.every(([type]) => type === "Federated"),
  );

/** A managed policy of an account; those of AWS are made to give rights, and bound nobody. */
const OWN_POLICY = /^arn:aws[\w-]*:iam::\d{12}:policy\//;

const bounded: Rule = {
  name: "roles-bounded-beside-github",
  description:
    "Where GitHub takes a role that makes roles, every other role has a permissions boundary of the account's own.",
  checkStack(resources) {
    const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");
    const working = roles.filter((role) => !isTakenByGithub(role));
    if (working.length === roles.length) return [];
    return working
      .filter(({ props }) => !OWN_POLICY.test(textOf(props.permissionsBoundary)))
      .map((resource) => ({
        resource,
        message: "permissionsBoundary has to be there, and be a policy of the account's own",
      }));
  },
};

const exactActions: ResourceRule = {
  name: "role-names-its-actions",
  description: "A role is allowed actions by their names: no wildcard, and no everything-but.",
  types: POLICIES,
  check: (resource) =>
    allowedBy(resource).flatMap(({ sid, actions, isNegative }) =>
      unless(!isNegative && !actions.some((action) => /[*?]/.test(action)), `${sid} has to name its actions`),
    ),
};

/** `*` where the name of a thing begins: any bucket, whose ARN is its name; any function, whose ARN has the type first. */
const ANY_THING = /^arn:[^:]*:(?:s3:::\*|(?!s3:)[^:]*:[^:]*:[^:]*:(?:[\w-]+[:/])?\*)/;

const scoped: ResourceRule = {
  name: "role-names-its-resources",
  description:
    "A role acts on the stack's own resources; `*` stands beside what AWS cannot confine, by its condition.",
  types: POLICIES,
  check: (resource) =>
    allowedBy(resource)
      .filter(({ resources }) => resources.some((arn) => arn === "*" || ANY_THING.test(arn)))
      .flatMap((statement) =>
        statement.actions
          .filter((action) => {
            const unscoped = UNSCOPED_ACTIONS[action];
            if (unscoped === undefined) return true;
            return unscoped.confinedBy !== undefined && !hasCondition(statement, [unscoped.confinedBy]);
          })
          .map((action) => `${statement.sid} allows ${action} on everything`),
      ),
};

const noNewActions: ResourceRule = {
  name: "role-not-widened",
  description:
    "A role is allowed what policy/roleGrants.generated.ts lists for it; `npm run iam -- --write` lists anew.",
  types: ["aws:iam/rolePolicy:RolePolicy", "aws:iam/policy:Policy"],
  check(resource) {
    const { type, name, props } = resource;
    // A managed policy is named like its role; one of a role says whose it is.
    const holder = type.endsWith(":RolePolicy") ? textOf(props.role).replace(/-[0-9a-f]{7}$/, "") : name;
    const [, listed] = Object.entries(ROLE_GRANTS).find(([role]) => isNamed(holder, role)) ?? [];
    if (listed === undefined) return ["the role is not in policy/roleGrants.generated.ts"];
    const added = allowedBy(resource).flatMap(({ actions }) =>
      actions.filter((action) => !listed.some((line) => line === action || line.startsWith(`${action} on `))),
    );
    return [...new Set(added)].map(
      (action) => `the role is allowed ${action}, which is not in policy/roleGrants.generated.ts`,
    );
  },
};

/** Who makes roles and hands them on could have any right by them. */
const GIVES_RIGHTS = [
  "iam:CreateRole",
  "iam:PutRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:AttachRolePolicy",
];

const giving: ResourceRule = {
  name: "deployment-gives-bounded-rights",
  description:
    "Who deploys makes roles with the permissions boundary, and hands named ones to expected services.",
  types: ["aws:iam/policy:Policy"],
  check: (resource) =>
    allowedBy(resource).flatMap(({ sid, actions, resources, conditions }) => {
      const asked = (key: string) => conditions.get(`stringequals iam:${key}`) ?? [];
      const [boundaries, services] = [asked("permissionsboundary"), asked("passedtoservice")];
      const isBounded = boundaries.length === 1 && boundaries.every((arn) => OWN_POLICY.test(arn));
      const areExpected = services.length > 0 && services.every((service) => service in TRUSTED_SERVICES);
      const areNamed = !resources.some((arn) => arn === "*" || ANY_THING.test(arn));
      const gives = actions.some((action) => GIVES_RIGHTS.includes(action));
      return [
        ...unless(!gives || (isBounded && areNamed), `${sid} has to ask for the boundary, of named roles`),
        ...unless(
          !actions.includes("iam:PassRole") || (areExpected && areNamed),
          `${sid} has to name the roles that are handed on, and to whom (iam:PassedToService)`,
        ),
      ];
    }),
};

/** Project and environment stand before or behind what a role is for, and a number behind a part of its policies. */
const isNamed = (name: string, role: string): boolean =>
  name === role || name.replace(/-\d+$/, "").endsWith(`-${role}`) || name.startsWith(`${role}-`);

export const roleRules: readonly Rule[] = [
  trust,
  attachedPolicies,
  bounded,
  exactActions,
  scoped,
  noNewActions,
  giving,
];
