import {
  alarmArns,
  bucketArns,
  eventBusArns,
  functionArns,
  here,
  inIam,
  roleArns,
  stateMachineArns,
  topicArns,
  type DeployTarget,
} from "./arns";
import { namePrefix, type Named } from "./names";
import { stackNames } from "./stackNames";

/** What a statement is about. */
export interface Scope {
  readonly resources: readonly string[];
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Services that roles of the stack are handed to. */
export const PASSED_TO = ["lambda.amazonaws.com", "states.amazonaws.com", "vpc-flow-logs.amazonaws.com"];

/** Calls of EC2 that make something and tag it. */
const TAGGED_WHEN_MADE = [
  "AuthorizeSecurityGroupEgress",
  "AuthorizeSecurityGroupIngress",
  "CreateFlowLogs",
  "CreateRouteTable",
  "CreateSecurityGroup",
  "CreateSubnet",
  "CreateVpc",
  "CreateVpcEndpoint",
];

export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/** What the names of the roles and policies of continuous deployment begin with. */
export const githubPrefix = (stack: Named): string => `${namePrefix(stack)}-github`;

export const tagged = (key: "RequestTag" | "ResourceTag", { projectName, environment }: DeployTarget) => ({
  StringEquals: { [`aws:${key}/project`]: projectName, [`aws:${key}/environment`]: environment },
});

/** Without tags, as AWS makes what comes along with a network; what is another project's has that project's. */
const UNTAGGED = { Null: { "aws:ResourceTag/project": "true" } };

const keysThrough = (target: DeployTarget, services: readonly string[]): Scope => ({
  resources: here(target, "kms", ["key/*"]),
  condition: {
    StringEquals: {
      ...tagged("ResourceTag", target).StringEquals,
      "kms:ViaService": services.map((service) => `${service}.${target.region}.amazonaws.com`),
    },
  },
});

const newPart =
  (kind: string) =>
  (target: DeployTarget): Scope => ({
    resources: here(target, "ec2", [`${kind}/*`]),
    condition: tagged("RequestTag", target),
  });

/** Where rights end, by a name that becomes the statement's Sid. */
export const SCOPES = {
  Buckets: (target) => ({ resources: bucketArns(target) }),
  Objects: (target) => ({ resources: bucketArns(target, "/*") }),
  Queues: (target) => ({ resources: here(target, "sqs", stackNames(target).queues) }),
  Functions: (target) => ({ resources: functionArns(target) }),
  EventSourceMappings: (target) => ({ resources: here(target, "lambda", ["event-source-mapping:*"]) }),
  // Mappings have ids, not names: what they call confines them.
  MappingsOfFunctions: (target) => ({
    resources: ["*"],
    condition: { ArnLike: { "lambda:FunctionArn": functionArns(target) } },
  }),
  StateMachines: (target) => ({ resources: stateMachineArns(target) }),
  // CloudWatch Logs asks about some calls with what stands behind the group's name.
  LogGroups: (target) => ({
    resources: here(
      target,
      "logs",
      stackNames(target).logGroups.flatMap((name) => [`log-group:${name}`, `log-group:${name}:*`]),
    ),
  }),
  Alarms: (target) => ({ resources: alarmArns(target) }),
  // An alarm may also stop a machine of EC2 or call a function: those of the stack tell its topic.
  TellingAlarms: (target) => ({
    resources: alarmArns(target),
    condition: { "ForAllValues:StringLike": { "cloudwatch:AlarmActions": topicArns(target) } },
  }),
  Dashboards: (target) => ({
    resources: stackNames(target).dashboards.map(
      (name) => `arn:aws:cloudwatch::${target.accountId}:dashboard/${name}`,
    ),
  }),
  Topics: (target) => ({ resources: topicArns(target) }),
  EventBuses: (target) => ({ resources: eventBusArns(target) }),
  Trails: (target) => ({
    resources: here(
      target,
      "cloudtrail",
      stackNames(target).trails.map((name) => `trail/${name}`),
    ),
  }),
  // A key has an id, not a name: its tags confine it, and a new one is made with them.
  NewKeys: (target) => ({ resources: ["*"], condition: tagged("RequestTag", target) }),
  Keys: (target) => ({
    resources: here(target, "kms", ["key/*"]),
    condition: tagged("ResourceTag", target),
  }),
  // Step Functions decrypts the definition of a state machine for whoever looks at it.
  KeysOfDefinitions: (target) => keysThrough(target, ["states"]),
  KeyUse: (target) => keysThrough(target, ["states", "sqs"]),
  KeyAliases: (target) => ({ resources: here(target, "kms", stackNames(target).keyAliases) }),
  SeeNetworks: ({ region }) => ({
    resources: ["*"],
    condition: { StringEquals: { "aws:RequestedRegion": region } },
  }),
  // A new part is made with the tags of the stack, and in a network that has them: Networks says so of that.
  NewVpcs: newPart("vpc"),
  NewSubnets: newPart("subnet"),
  NewRouteTables: newPart("route-table"),
  NewSecurityGroups: newPart("security-group"),
  NewVpcEndpoints: newPart("vpc-endpoint"),
  NewFlowLogs: newPart("vpc-flow-log"),
  // A network's default group is made with it and without tags.
  DefaultGroups: (target) => ({
    resources: here(target, "ec2", ["security-group/*"]),
    condition: UNTAGGED,
  }),
  // Interfaces of functions, which Lambda made, and gives back by itself, but late. Those in use cannot be deleted.
  FreedInterfaces: (target) => ({
    resources: here(target, "ec2", ["network-interface/*"]),
    condition: UNTAGGED,
  }),
  // A new rule has no tags yet; the group that it is for has.
  NewGroupRules: (target) => ({ resources: here(target, "ec2", ["security-group-rule/*"]) }),
  // With its tags it is made in one call; what is there already is not tagged, which would make it the stack's.
  NewNetworkTags: ({ region }) => ({
    resources: ["*"],
    condition: { StringEquals: { "aws:RequestedRegion": region, "ec2:CreateAction": TAGGED_WHEN_MADE } },
  }),
  Networks: (target) => ({ resources: ["*"], condition: tagged("ResourceTag", target) }),
  // EC2 gives a network the private names of an endpoint's service by a zone that is AWS's own.
  PrivateNames: (target) => ({
    resources: ["arn:aws:route53:::hostedzone/*", ...here(target, "ec2", ["vpc/*"])],
  }),
  Roles: (target) => ({ resources: roleArns(target) }),
  RoleRights: (target) => ({
    resources: roleArns(target),
    ...(target.permissionsBoundary !== undefined && {
      condition: { StringEquals: { "iam:PermissionsBoundary": target.permissionsBoundary } },
    }),
  }),
  PassedRoles: (target) => ({
    resources: inIam(target, "role", stackNames(target).roles),
    condition: { StringEquals: { "iam:PassedToService": PASSED_TO } },
  }),
  GithubRoles: (target) => ({
    resources: inIam(target, "role", stackNames(target).githubRoles),
    condition: { ArnLike: { "iam:PolicyARN": inIam(target, "policy", stackNames(target).githubPolicies) } },
  }),
  GithubPolicies: (target) => ({ resources: inIam(target, "policy", stackNames(target).githubPolicies) }),
  GithubProvider: (target) => ({ resources: inIam(target, "oidc-provider", [GITHUB_ISSUER]) }),
  /** What AWS knows no resource for. */
  Unscoped: () => ({ resources: ["*"] }),
} as const satisfies Record<string, (target: DeployTarget) => Scope>;

export type ScopeName = keyof typeof SCOPES;
