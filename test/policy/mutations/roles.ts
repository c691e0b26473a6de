import { declaredStatement, type RawStatement } from "../statement";
import { set, add, restate, plus, edit, type Mutation } from "./change";

const FROM_GITHUB = {
  githubRepository: "example/pipeline",
  permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/boundary",
};

const ROLE_OF_GITHUB = {
  Principal: { Federated: "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com" },
  Action: "sts:AssumeRoleWithWebIdentity",
};

const AUDIENCE = "token.actions.githubusercontent.com:aud";
const SUBJECT = "token.actions.githubusercontent.com:sub";
const TO_AWS = { [AUDIENCE]: "sts.amazonaws.com" };
const TO_PROD = { [SUBJECT]: "repo:example/pipeline:environment:prod" };
const ANY_BRANCH = "repo:example/pipeline:*";

/** What lets somebody take a role, or lets a role do more. */
export const ROLE_MUTATIONS: readonly Mutation[] = [
  {
    what: "lets another service take a role",
    change: restate(
      "Role",
      "-ingestion",
      edit("AssumedByService", { Principal: { Service: "ec2.amazonaws.com" } }),
      "assumeRolePolicy",
    ),
    breaks: { "role-trusts-expected-services": /AssumedByService/ },
  },
  {
    what: "lets another account take a role",
    change: restate(
      "Role",
      "-ingestion",
      plus({ Principal: { AWS: "arn:aws:iam::999999999999:root" }, Action: "sts:AssumeRole" }),
      "assumeRolePolicy",
    ),
    breaks: { "policies-of-this-account": /another account/, "role-trusts-expected-services": /Added/ },
  },
  {
    what: "lets Step Functions take the role for any account",
    change: restate("Role", "workflow-prod", edit("AssumedByService", { Condition: {} }), "assumeRolePolicy"),
    breaks: { "role-trusts-expected-services": /for anybody/ },
  },
  {
    what: "lets Step Functions take the role for any state machine",
    change: restate(
      "Role",
      "workflow-prod",
      edit("AssumedByService", { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:states:*:*:*" } } }),
      "assumeRolePolicy",
    ),
    breaks: { "role-trusts-expected-services": /for anybody/ },
  },
  {
    what: "lets every repository of GitHub take a role",
    change: restate(
      "Role",
      "-ingestion",
      plus({
        ...ROLE_OF_GITHUB,
        Condition: {
          StringEquals: TO_AWS,
          StringLike: { [SUBJECT]: "repo:*" },
        },
      }),
      "assumeRolePolicy",
    ),
    breaks: { "role-trusts-expected-services": /Added/ },
  },
  ...Object.entries({
    "every branch of the repository": { StringEquals: TO_AWS, StringLike: { [SUBJECT]: ANY_BRANCH } },
    "whoever resembles the environment": { StringEquals: TO_AWS, StringLike: TO_PROD },
    "the environment or any branch": {
      StringEquals: { ...TO_AWS, [SUBJECT]: [TO_PROD[SUBJECT], ANY_BRANCH] },
    },
    "tokens for others": { StringEquals: { ...TO_PROD, [AUDIENCE]: ["sts.amazonaws.com", "others"] } },
    "tokens that resemble those for AWS": { StringEquals: TO_PROD, StringLike: TO_AWS },
  }).map(([whom, Condition]) => ({
    what: `lets ${whom} of GitHub take the role that deploys`,
    config: FROM_GITHUB,
    change: restate("Role", "github-deploy", edit("AssumedByGithub", { Condition }), "assumeRolePolicy"),
    breaks: { "role-trusts-expected-services": /AssumedByGithub/ },
  })),
  {
    what: "takes the boundary off a role beside those of GitHub",
    config: FROM_GITHUB,
    change: set("Role", "-ingestion", { permissionsBoundary: undefined }),
    breaks: { "roles-bounded-beside-github": /-ingestion: permissionsBoundary/ },
  },
  {
    what: "gives a role one of AWS's policies for its boundary",
    config: FROM_GITHUB,
    change: set("Role", "-ingestion", { permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess" }),
    breaks: { "roles-bounded-beside-github": /the account's own/ },
  },
  {
    what: "attaches a managed policy",
    change: add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
      policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
    }),
    breaks: { "attached-policies-declared": /added: the policy is not one/ },
  },
  {
    what: "names a managed policy in a role",
    change: set("Role", "-ingestion", { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] }),
    breaks: { "parts-declared-apart": /managedPolicyArns/ },
  },
  {
    what: "makes a user",
    change: add("aws:iam/user:User"),
    breaks: { "type-known": /User/ },
  },
  {
    what: "lets GitHub's deployments do more",
    config: FROM_GITHUB,
    change: restate(
      "Policy",
      "github-preview-1",
      plus({ Action: "s3:DeleteObject", Resource: "arn:aws:s3:::b/*" }),
    ),
    breaks: {
      "role-reaches-no-further": /roleGrants|belongs to no role/,
      "role-not-widened": /s3:DeleteObject/,
    },
  },
  {
    what: "allows a role actions by a wildcard",
    change: restate("RolePolicy", "-ingestion", edit("ReadRawVersion", { Action: "s3:Get*" })),
    breaks: {
      "role-reaches-no-further": /roleGrants|belongs to no role/,
      "role-names-its-actions": /ReadRawVersion/,
      "role-not-widened": /s3:Get\*/,
    },
  },
  {
    what: "allows a role everything but something",
    change: restate(
      "RolePolicy",
      "-ingestion",
      plus({ NotAction: "iam:*", Resource: "arn:aws:s3:::b/x" } as Partial<RawStatement>),
    ),
    breaks: { "role-names-its-actions": /Added/ },
  },
  {
    what: "lets a role read every bucket",
    change: restate("RolePolicy", "-ingestion", edit("ReadRawVersion", { Resource: "*" })),
    breaks: {
      "role-reaches-no-further": /roleGrants|belongs to no role/,
      "role-names-its-resources": /s3:GetObjectVersion on everything/,
    },
  },
  {
    what: "lets a role read every bucket, as an ARN",
    change: restate("RolePolicy", "-ingestion", edit("ReadRawVersion", { Resource: "arn:aws:s3:::*/*" })),
    breaks: {
      "role-reaches-no-further": /roleGrants|belongs to no role/,
      "role-names-its-resources": /ReadRawVersion/,
    },
  },
  {
    what: "lets the workflow call every function",
    change: restate(
      "RolePolicy",
      "workflow-prod",
      edit("CallSteps", { Resource: "arn:aws:lambda:us-east-1:1:function:*" }),
    ),
    breaks: {
      "role-reaches-no-further": /roleGrants|belongs to no role/,
      "role-names-its-resources": /CallSteps/,
    },
  },
  {
    what: "lets a role put metrics of any namespace",
    change: restate("RolePolicy", "workflow-prod", edit("PublishMetrics", { Condition: {} })),
    breaks: {
      "role-reaches-no-further": /roleGrants|belongs to no role/,
      "role-names-its-resources": /PutMetricData/,
    },
  },
  {
    what: "lets a role put metrics of a namespace that is a wildcard",
    change: restate(
      "RolePolicy",
      "workflow-prod",
      edit("PublishMetrics", { Condition: { StringLike: { "cloudwatch:namespace": "*" } } }),
    ),
    breaks: {
      "role-reaches-no-further": /roleGrants|belongs to no role/,
      "role-names-its-resources": /PutMetricData/,
    },
  },
  {
    what: "lets a role delete what it reads",
    change: restate(
      "RolePolicy",
      "-ingestion",
      plus({ Action: "s3:DeleteObject", Resource: "arn:aws:s3:::b/*" }),
    ),
    breaks: {
      "role-reaches-no-further": /roleGrants|belongs to no role/,
      "role-not-widened": /s3:DeleteObject/,
    },
  },
  {
    what: "gives an unknown role a policy",
    change: add("aws:iam/rolePolicy:RolePolicy", {
      policy: declaredStatement(undefined, plus({ Action: "s3:GetObject", Resource: "arn:aws:s3:::b/x" })),
    }),
    breaks: {
      "role-reaches-no-further": /roleGrants|belongs to no role/,
      "role-not-widened": /added: the role is not in/,
    },
  },
];
