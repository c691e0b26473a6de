import { declaredStatement, type RawStatement } from "../statement";
import { set, add, restate, plus, edit, without, type Mutation } from "./change";

const ROLE_OF_GITHUB = {
  Principal: { Federated: "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com" },
  Action: "sts:AssumeRoleWithWebIdentity",
};

const RAW = "raw-dicom";

/** What lets somebody in, or lets a role do more. */
export const ACCESS_MUTATIONS: readonly Mutation[] = [
  {
    what: "lets everybody read a bucket",
    change: restate(
      "BucketPolicy",
      RAW,
      plus({ Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }),
    ),
    breaks: { "resource-policy-not-public": /Added lets everybody in/ },
  },
  {
    what: "lets every account read a bucket, on a condition",
    change: restate(
      "BucketPolicy",
      RAW,
      plus({
        Principal: { AWS: "*" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::b/*",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
      }),
    ),
    breaks: { "resource-policy-not-public": /Added/, "no-other-account": /Added/ },
  },
  {
    what: "lets everybody but one in",
    change: restate(
      "QueuePolicy",
      "-ingest",
      plus({ NotPrincipal: { AWS: "1" }, Action: "sqs:SendMessage", Resource: "*" } as Partial<RawStatement>),
    ),
    breaks: { "resource-policy-not-public": /Added/ },
  },
  {
    what: "lets another account read a bucket",
    change: restate(
      "BucketPolicy",
      RAW,
      plus({ Principal: { AWS: "999999999999" }, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }),
    ),
    breaks: { "no-other-account": /Added/ },
  },
  {
    what: "lets another account use a key",
    config: { encryption: "kms" },
    change: restate(
      "Key",
      "-data",
      plus({ Principal: { AWS: "arn:aws:iam::999999999999:root" }, Action: "kms:Decrypt", Resource: "*" }),
    ),
    breaks: { "no-other-account": /Added/ },
  },
  {
    what: "lets a key holder of another account use the HMAC key",
    change: restate(
      "Key",
      "-deidentification",
      plus({
        Principal: { AWS: "arn:aws:iam::999999999999:role/holder" },
        Action: "kms:GenerateMac",
        Resource: "*",
      }),
    ),
    breaks: { "no-other-account": /Added lets somebody in/ },
  },
  {
    what: "lets a user of the account look after the HMAC key",
    change: restate(
      "Key",
      "-deidentification",
      plus({ Principal: { AWS: "arn:aws:iam::123456789012:user/u" }, Action: "kms:*", Resource: "*" }),
    ),
    breaks: { "no-other-account": /Added lets somebody in/ },
  },
  {
    what: "lets S3 send the events of anybody's bucket",
    change: restate("QueuePolicy", "-ingest", edit("ReceiveRawBucketEvents", { Condition: {} })),
    breaks: { "services-on-our-behalf": /ReceiveRawBucketEvents/ },
  },
  {
    what: "takes TLS only from a bucket",
    change: restate("BucketPolicy", RAW, without("TlsOnly")),
    breaks: { "tls-only": /s3:\*/ },
  },
  {
    what: "takes TLS only from a queue",
    change: restate("QueuePolicy", "-ingest", without("TlsOnly")),
    breaks: { "tls-only": /sqs:\*/ },
  },
  {
    what: "asks for TLS from one address only",
    change: restate(
      "BucketPolicy",
      RAW,
      edit("TlsOnly", {
        Condition: { Bool: { "aws:SecureTransport": "false" }, IpAddress: { "aws:SourceIp": "10.0.0.1" } },
      }),
    ),
    breaks: { "tls-only": /SecureTransport/ },
  },
  {
    what: "lets anybody call a function",
    change: add("aws:lambda/permission:Permission", {
      principal: "*",
      action: "lambda:InvokeFunction",
      sourceArn: "arn",
    }),
    breaks: { "function-not-public": /who calls/ },
  },
  {
    what: "lets a service call a function for anybody",
    change: add("aws:lambda/permission:Permission", { principal: "s3.amazonaws.com" }),
    breaks: { "function-not-public": /sourceArn/ },
  },
  {
    what: "gives a function a URL",
    change: add("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "NONE" }),
    breaks: { "function-not-public": /URL/ },
  },
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
    breaks: { "role-trusts-expected-services": /Added/ },
  },
  {
    what: "lets Step Functions take the role for any account",
    change: restate("Role", "workflow-prod", edit("AssumedByService", { Condition: {} }), "assumeRolePolicy"),
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
          StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
          StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" },
        },
      }),
      "assumeRolePolicy",
    ),
    breaks: { "role-trusts-expected-services": /Added/ },
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
    breaks: { "role-without-managed-policies": /managedPolicyArns/ },
  },
  {
    what: "makes a user",
    change: add("aws:iam/user:User"),
    breaks: { "role-without-managed-policies": /User/ },
  },
  {
    what: "lets GitHub's deployments do more",
    config: { githubRepository: "example/pipeline" },
    change: restate(
      "Policy",
      "github-preview-1",
      plus({ Action: "s3:DeleteObject", Resource: "arn:aws:s3:::b/*" }),
    ),
    breaks: { "role-not-widened": /s3:DeleteObject/ },
  },
  {
    what: "allows a role actions by a wildcard",
    change: restate("RolePolicy", "-ingestion", edit("ReadRawVersion", { Action: "s3:Get*" })),
    breaks: { "role-names-its-actions": /ReadRawVersion/, "role-not-widened": /s3:Get\*/ },
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
    what: "allows a role something by an inline policy of its own",
    change: set("Role", "-ingestion", {
      inlinePolicies: [
        { policy: declaredStatement(undefined, plus({ Action: "s3:*", Resource: "arn:aws:s3:::b/x" })) },
      ],
    }),
    breaks: { "role-names-its-actions": /Added/ },
  },
  {
    what: "lets a role read every bucket",
    change: restate("RolePolicy", "-ingestion", edit("ReadRawVersion", { Resource: "*" })),
    breaks: { "role-names-its-resources": /s3:GetObjectVersion on everything/ },
  },
  {
    what: "lets a role read every bucket, as an ARN",
    change: restate("RolePolicy", "-ingestion", edit("ReadRawVersion", { Resource: "arn:aws:s3:::*/*" })),
    breaks: { "role-names-its-resources": /ReadRawVersion/ },
  },
  {
    what: "lets the workflow call every function",
    change: restate(
      "RolePolicy",
      "workflow-prod",
      edit("CallSteps", { Resource: "arn:aws:lambda:us-east-1:1:function:*" }),
    ),
    breaks: { "role-names-its-resources": /CallSteps/ },
  },
  {
    what: "lets a role put metrics of any namespace",
    change: restate("RolePolicy", "workflow-prod", edit("PublishMetrics", { Condition: {} })),
    breaks: { "role-names-its-resources": /PutMetricData/ },
  },
  {
    what: "lets a role delete what it reads",
    change: restate(
      "RolePolicy",
      "-ingestion",
      plus({ Action: "s3:DeleteObject", Resource: "arn:aws:s3:::b/*" }),
    ),
    breaks: { "role-not-widened": /s3:DeleteObject/ },
  },
  {
    what: "gives an unknown role a policy",
    change: add("aws:iam/rolePolicy:RolePolicy", {
      policy: declaredStatement(undefined, plus({ Action: "s3:GetObject", Resource: "arn:aws:s3:::b/x" })),
    }),
    breaks: { "role-not-widened": /added: the role is not in/ },
  },
];
