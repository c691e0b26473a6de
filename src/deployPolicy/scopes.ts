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
export const githubPrefix = ({
  projectName,
  environment,
}: Pick<DeployTarget, "projectName" | "environment">) => `${projectName}-${environment}-github`;

const arnsOf = (target: DeployTarget) => {
  const { projectName, environment, region, accountId } = target;
  const prefix = `${projectName}-${environment}`;
  const here = (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;
  const iam = (resource: string) => `arn:aws:iam::${accountId}:${resource}`;
  // State machines are called dicom-<what>-<environment>, and so are their roles and log groups.
  return { prefix, machines: `dicom-*-${environment}`, here, iam };
};

const tagged = (key: "RequestTag" | "ResourceTag", { projectName, environment }: DeployTarget) => ({
  StringEquals: { [`aws:${key}/project`]: projectName, [`aws:${key}/environment`]: environment },
});

const roles = (target: DeployTarget): Scope => ({
  resources: [`${arnsOf(target).prefix}-*`, `${arnsOf(target).machines}-*`].map((name) =>
    arnsOf(target).iam(`role/${name}`),
  ),
});

/** Where rights end, by a name that becomes the statement's Sid. */
export const SCOPES = {
  Buckets: (target) => ({
    resources: [`${arnsOf(target).prefix}-*`, ...target.bucketNames].map((name) => `arn:aws:s3:::${name}`),
  }),
  Objects: (target) => ({
    resources: [`${arnsOf(target).prefix}-*`, ...target.bucketNames].map((name) => `arn:aws:s3:::${name}/*`),
  }),
  Queues: (target) => ({ resources: [arnsOf(target).here("sqs", `${arnsOf(target).prefix}-*`)] }),
  Functions: (target) => ({
    resources: [arnsOf(target).here("lambda", `function:${arnsOf(target).prefix}-*`)],
  }),
  EventSourceMappings: (target) => ({
    resources: [arnsOf(target).here("lambda", "event-source-mapping:*")],
  }),
  // Mappings have ids, not names: what they call confines them.
  MappingsOfFunctions: (target) => ({
    resources: ["*"],
    condition: {
      ArnLike: { "lambda:FunctionArn": arnsOf(target).here("lambda", `function:${arnsOf(target).prefix}-*`) },
    },
  }),
  StateMachines: (target) => ({
    resources: [arnsOf(target).here("states", `stateMachine:${arnsOf(target).machines}*`)],
  }),
  LogGroups: (target) => ({
    resources: [arnsOf(target).prefix, arnsOf(target).machines].map((name) =>
      arnsOf(target).here("logs", `log-group:/aws/*${name}*`),
    ),
  }),
  Alarms: (target) => ({ resources: [arnsOf(target).here("cloudwatch", `alarm:${arnsOf(target).prefix}*`)] }),
  Dashboards: (target) => ({
    resources: [`arn:aws:cloudwatch::${target.accountId}:dashboard/${arnsOf(target).prefix}*`],
  }),
  Topics: (target) => ({ resources: [arnsOf(target).here("sns", `${arnsOf(target).prefix}*`)] }),
  EventBuses: (target) => ({
    resources: [arnsOf(target).here("events", `event-bus/${arnsOf(target).prefix}*`)],
  }),
  Trails: (target) => ({ resources: [arnsOf(target).here("cloudtrail", `trail/${arnsOf(target).prefix}*`)] }),
  // A key has an id, not a name: its tags confine it, and a new one is made with them.
  NewKeys: (target) => ({ resources: ["*"], condition: tagged("RequestTag", target) }),
  Keys: (target) => ({
    resources: [arnsOf(target).here("kms", "key/*")],
    condition: tagged("ResourceTag", target),
  }),
  KeyUse: (target) => ({
    resources: [arnsOf(target).here("kms", "key/*")],
    condition: {
      StringEquals: {
        ...tagged("ResourceTag", target).StringEquals,
        "kms:ViaService": ["states", "sqs"].map((service) => `${service}.${target.region}.amazonaws.com`),
      },
    },
  }),
  KeyAliases: (target) => ({ resources: [arnsOf(target).here("kms", `alias/${arnsOf(target).prefix}-*`)] }),
  // A new network part stands in the network that it is made in, which a tag on the request says nothing of.
  NewNetworks: ({ region }) => ({
    resources: ["*"],
    condition: { StringEquals: { "aws:RequestedRegion": region } },
  }),
  // A network's default group is made with it and without tags; one of another project has that project's.
  DefaultGroups: (target) => ({
    resources: [arnsOf(target).here("ec2", "security-group/*")],
    condition: { Null: { "aws:ResourceTag/project": "true" } },
  }),
  // A new rule has no tags yet; the group that it is for has.
  NewGroupRules: (target) => ({ resources: [arnsOf(target).here("ec2", "security-group-rule/*")] }),
  // With its tags it is made in one call; what is there already is not tagged, which would make it the stack's.
  NewNetworkTags: ({ region }) => ({
    resources: ["*"],
    condition: { StringEquals: { "aws:RequestedRegion": region, "ec2:CreateAction": TAGGED_WHEN_MADE } },
  }),
  Networks: (target) => ({ resources: ["*"], condition: tagged("ResourceTag", target) }),
  Roles: roles,
  RoleRights: (target) => ({
    ...roles(target),
    ...(target.permissionsBoundary !== undefined && {
      condition: { StringEquals: { "iam:PermissionsBoundary": target.permissionsBoundary } },
    }),
  }),
  PassedRoles: (target) => ({
    ...roles(target),
    condition: { StringEquals: { "iam:PassedToService": PASSED_TO } },
  }),
  AttachedPolicies: (target) => ({
    ...roles(target),
    condition: {
      ArnLike: { "iam:PolicyARN": arnsOf(target).iam(`policy/${arnsOf(target).prefix}-*`) },
    },
  }),
  Policies: (target) => ({ resources: [arnsOf(target).iam(`policy/${arnsOf(target).prefix}-*`)] }),
  GithubProvider: (target) => ({ resources: [arnsOf(target).iam(`oidc-provider/${GITHUB_ISSUER}`)] }),
  /** What AWS knows no resource for. */
  Everything: () => ({ resources: ["*"] }),
} as const satisfies Record<string, (target: DeployTarget) => Scope>;

export type ScopeName = keyof typeof SCOPES;
