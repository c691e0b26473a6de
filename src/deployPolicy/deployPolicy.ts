import { GITHUB_ACTIONS } from "./actions/github";
import { EMPTYING_BUCKETS } from "./actions/s3";
import { ACTIONS_BY_TYPE } from "./actionsByType";
import type { Grant } from "./grant";
import type { DeployTarget } from "./arns";
import { SCOPES, type Scope, type ScopeName } from "./scopes";
import { stackNames } from "./stackNames";

/** A statement of an identity policy, as it stands in the document. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Scope["condition"];
}

export interface ManagedPolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** Characters that IAM allows a managed policy; a role may have ten. */
export const MANAGED_POLICY_CHARACTERS = 6144;

export interface DeployPolicyOptions {
  /** Whether it may change what it sees; `ownRightsKept`: all but who may deploy unattended, and how. */
  readonly access: "read" | "write" | "ownRightsKept";
  /** Also what emptying the buckets takes. */
  readonly emptyBuckets?: boolean;
}

/**
 * The statements that deploying resources of these types takes.
 *
 * @throws Error that names the types which the table does not know
 */
export function deployStatements(
  types: readonly string[],
  target: DeployTarget,
  { access, emptyBuckets = false }: DeployPolicyOptions,
): Statement[] {
  const unknown = types.filter((type) => ACTIONS_BY_TYPE[type] === undefined);
  if (unknown.length > 0) throw new Error(`No actions are known for ${unknown.join(", ")}`);
  const byScope = new Map<ScopeName, Set<string>>();
  const add = (grants: readonly Grant[], mayWrite: boolean) => {
    for (const { scope, read = [], write = [], tag = [] } of grants) {
      const actions = byScope.get(scope) ?? new Set();
      for (const action of [...read, ...(access === "read" ? [] : tag), ...(mayWrite ? write : [])])
        actions.add(action);
      byScope.set(scope, actions);
    }
  };
  for (const type of types)
    add(ACTIONS_BY_TYPE[type] ?? [], access === "write" || (access !== "read" && !(type in GITHUB_ACTIONS)));
  if (emptyBuckets) add(EMPTYING_BUCKETS, access !== "read");
  const allowed = Array.from(byScope)
    .filter(([, actions]) => actions.size > 0)
    .map(([scope, actions]) => allow(scope, [...actions], target));
  return byScope.get("NewKeys")?.has("kms:TagResource")
    ? [...leaveOtherKeysStatements(target), ...allowed]
    : allowed;
}

/**
 * KMS wants kms:TagResource on all keys of whoever makes one with tags, and knows no condition for "while it is made". So nobody
 * may tag a key that carries another stack's tag or alias: it would be this stack's from then on.
 */
function leaveOtherKeysStatements(target: DeployTarget): Statement[] {
  const { projectName, environment, region, accountId } = target;
  const deny = (sid: string, condition: Statement["Condition"]): Statement => ({
    Sid: sid,
    Effect: "Deny",
    Action: ["kms:TagResource", "kms:UntagResource"],
    Resource: [`arn:aws:kms:${region}:${accountId}:key/*`],
    Condition: condition,
  });
  // A key that is being made has neither tag nor alias yet: a negated comparison alone would hold for it.
  const another = (tag: string, value: string): Statement["Condition"] => ({
    Null: { [`aws:ResourceTag/${tag}`]: "false" },
    StringNotEquals: { [`aws:ResourceTag/${tag}`]: value },
  });
  return [
    deny("LeaveKeysOfOtherProjects", another("project", projectName)),
    deny("LeaveKeysOfOtherEnvironments", another("environment", environment)),
    deny("LeaveKeysOfOtherAliases", {
      "ForAnyValue:StringNotLike": { "kms:ResourceAliases": stackNames(target).keyAliases },
    }),
  ];
}

function allow(scope: ScopeName, actions: readonly string[], target: DeployTarget): Statement {
  const { resources, condition }: Scope = SCOPES[scope](target);
  return {
    Sid: scope,
    Effect: "Allow",
    Action: [...actions].sort(),
    Resource: resources,
    ...(condition && { Condition: condition }),
  };
}

/** Every type that the table knows: a change of the configuration may declare any of them. */
export const KNOWN_TYPES: readonly string[] = Object.keys(ACTIONS_BY_TYPE);

/** IAM does not count white space, and JSON.stringify writes none. */
export const policyCharacters = (document: ManagedPolicyDocument): number => JSON.stringify(document).length;

/** As few documents as hold the statements in their order, each small enough for a managed policy. */
export function packStatements(statements: readonly Statement[]): ManagedPolicyDocument[] {
  const documents: Statement[][] = [];
  for (const statement of statements.flatMap(splitStatement)) {
    const last = documents.at(-1);
    if (last && fits([...last, statement])) last.push(statement);
    else documents.push([statement]);
  }
  return documents.map(documentOf);
}

const documentOf = (statements: readonly Statement[]): ManagedPolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements,
});

const fits = (statements: readonly Statement[]): boolean =>
  policyCharacters(documentOf(statements)) <= MANAGED_POLICY_CHARACTERS;

/** A statement of its own size may be too long: half of its actions each, as often as it takes. */
function splitStatement(statement: Statement): Statement[] {
  if (fits([statement]) || statement.Action.length < 2) return [statement];
  const half = Math.ceil(statement.Action.length / 2);
  return [
    { ...statement, Sid: `${statement.Sid}A`, Action: statement.Action.slice(0, half) },
    { ...statement, Sid: `${statement.Sid}B`, Action: statement.Action.slice(half) },
  ].flatMap(splitStatement);
}

export type { DeployTarget };
