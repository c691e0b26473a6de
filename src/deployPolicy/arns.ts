import { stackNames } from "./stackNames";

/** Of a policy that a role can have for its boundary: the account's own, or one of AWS's. */
export const POLICY_ARN = /^arn:aws:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]{1,512}$/;

/** Whose names the rights are confined to. */
export interface DeployTarget {
  readonly projectName: string;
  readonly environment: string;
  readonly region: string;
  /** `*` where it is not known. */
  readonly accountId: string;
  /** Bucket names that the configuration sets; the others begin with project and environment. */
  readonly bucketNames: readonly string[];
  /** ARN of the policy that every role has to have for its boundary. */
  readonly permissionsBoundary?: string | undefined;
}

export const here = (
  { region, accountId }: DeployTarget,
  service: string,
  resources: readonly string[],
): string[] => resources.map((resource) => `arn:aws:${service}:${region}:${accountId}:${resource}`);

export const inIam = ({ accountId }: DeployTarget, kind: string, names: readonly string[]): string[] =>
  names.map((name) => `arn:aws:iam::${accountId}:${kind}/${name}`);

export const bucketArns = (target: DeployTarget, key = ""): string[] =>
  [...stackNames(target).buckets, ...target.bucketNames].map((name) => `arn:aws:s3:::${name}${key}`);

/** With their versions and aliases, which stand behind a colon. */
export const functionArns = (target: DeployTarget): string[] =>
  here(
    target,
    "lambda",
    stackNames(target).functions.flatMap((name) => [`function:${name}`, `function:${name}:*`]),
  );

export function alarmArns(target: DeployTarget): string[] {
  return here(
    target,
    "cloudwatch",
    stackNames(target).alarms.map((name) => `alarm:${name}`),
  );
}

export function topicArns(target: DeployTarget): string[] {
  return here(target, "sns", stackNames(target).topics);
}

export function roleArns(target: DeployTarget): string[] {
  const { roles, githubRoles } = stackNames(target);
  return inIam(target, "role", [...roles, ...githubRoles]);
}

export const stateMachineArns = (target: DeployTarget): string[] =>
  here(
    target,
    "states",
    stackNames(target).stateMachines.map((name) => `stateMachine:${name}`),
  );

export const eventBusArns = (target: DeployTarget): string[] =>
  here(
    target,
    "events",
    stackNames(target).eventBuses.map((name) => `event-bus/${name}`),
  );
