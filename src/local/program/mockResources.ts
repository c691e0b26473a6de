import { createHash } from "node:crypto";
import { LocalStartError } from "../localStartError";

/** Where the mock provider pretends to be. */
export interface MockAccount {
  readonly region: string;
  readonly accountId: string;
}

type Inputs = Readonly<Record<string, unknown>>;

/** What the provider would add to the inputs of a new resource; `id` is its id. */
export type MockedResource = { readonly id: string } & Readonly<Record<string, unknown>>;

type Maker = (name: string, inputs: Inputs, account: MockAccount) => MockedResource;

const textOr = (value: unknown, fallback: string): string => (typeof value === "string" ? value : fallback);

/** A resource that only configures another one, and takes that one's name for its id. */
const configures =
  (key: string): Maker =>
  (name, inputs) => ({ id: textOr(inputs[key], name) });

/** Bucket names are taken world-wide, so Pulumi adds a random suffix; here the logical name will do. */
const bucket: Maker = (name, inputs, { region }) => {
  const bucketName = textOr(inputs.bucket, name);
  return {
    id: bucketName,
    bucket: bucketName,
    arn: `arn:aws:s3:::${bucketName}`,
    bucketRegionalDomainName: `${bucketName}.s3.${region}.amazonaws.com`,
    region,
  };
};

const queue: Maker = (name, inputs, { region, accountId }) => {
  const queueName = textOr(inputs.name, name);
  const url = `https://sqs.${region}.amazonaws.com/${accountId}/${queueName}`;
  return { id: url, url, name: queueName, arn: `arn:aws:sqs:${region}:${accountId}:${queueName}` };
};

/** A resource whose ARN ends in its name. */
const named =
  (arn: (account: MockAccount, name: string) => string, idIsArn = false): Maker =>
  (name, inputs, account) => {
    const resourceName = textOr(inputs.name, name);
    const resourceArn = arn(account, resourceName);
    return { id: idIsArn ? resourceArn : resourceName, name: resourceName, arn: resourceArn };
  };

/** A UUID-shaped id that is the same at every evaluation. */
const key: Maker = (name, _inputs, { region, accountId }) => {
  const hex = createHash("sha256").update(name).digest("hex").slice(0, 32);
  const keyId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { id: keyId, keyId, arn: `arn:aws:kms:${region}:${accountId}:key/${keyId}` };
};

const functionArn = ({ region, accountId }: MockAccount, name: string): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${name}`;

/** A stack that is made here has published each function once. */
const lambdaFunction: Maker = (name, inputs, account) => {
  const made = named(functionArn)(name, inputs, account);
  const version = inputs.publish === true ? "1" : "$LATEST";
  return { ...made, version, qualifiedArn: `${String(made.arn)}:${version}` };
};

/** A part of a network, whose id has its kind before it. */
const networkPart =
  (kind: string, more: Readonly<Record<string, string>> = {}): Maker =>
  (name, _inputs, { region, accountId }) => {
    const id = `${kind}-${createHash("sha256").update(name).digest("hex").slice(0, 17)}`;
    const words = {
      subnet: "subnet",
      vpc: "vpc",
      sg: "security-group",
      vpce: "vpc-endpoint",
      rtb: "route-table",
    };
    const word = words[kind as keyof typeof words];
    return { id, ...(word && { arn: `arn:aws:ec2:${region}:${accountId}:${word}/${id}` }), ...more };
  };

const lambdaAlias: Maker = (name, inputs, account) => {
  const functionName = textOr(inputs.functionName, name).replace(/^arn:.*:function:/, "");
  const arn = `${functionArn(account, functionName)}:${textOr(inputs.name, name)}`;
  return { id: arn, arn, name: textOr(inputs.name, name) };
};

/** Every resource type that the program may declare; what is not here does not exist locally. */
const MAKERS: Readonly<Record<string, Maker>> = {
  "pulumi:providers:aws": (name) => ({ id: name }),
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketVersioning:BucketVersioning": configures("bucket"),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": configures("bucket"),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    configures("bucket"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": configures("bucket"),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": configures("bucket"),
  "aws:s3/bucketPolicy:BucketPolicy": configures("bucket"),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": configures("bucket"),
  "aws:s3/bucketLogging:BucketLogging": configures("bucket"),
  "aws:s3/bucketNotification:BucketNotification": configures("bucket"),
  "aws:sqs/queue:Queue": queue,
  "aws:sqs/queuePolicy:QueuePolicy": configures("queueUrl"),
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": configures("queueUrl"),
  "aws:iam/role:Role": named(({ accountId }, name) => `arn:aws:iam::${accountId}:role/${name}`),
  "aws:iam/rolePolicy:RolePolicy": (name, inputs) => ({
    id: `${textOr(inputs.role, name)}:${name}`,
    name: textOr(inputs.name, name),
  }),
  "aws:iam/policy:Policy": named(({ accountId }, name) => `arn:aws:iam::${accountId}:policy/${name}`, true),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": (name) => ({ id: name }),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": (_name, inputs, { accountId }) => {
    const arn = `arn:aws:iam::${accountId}:oidc-provider/${textOr(inputs.url, "").replace("https://", "")}`;
    return { id: arn, arn };
  },
  "aws:lambda/function:Function": lambdaFunction,
  "aws:lambda/alias:Alias": lambdaAlias,
  "aws:lambda/eventSourceMapping:EventSourceMapping": (name) => ({ id: name, uuid: name }),
  "aws:sfn/stateMachine:StateMachine": named(
    ({ region, accountId }, name) => `arn:aws:states:${region}:${accountId}:stateMachine:${name}`,
    true,
  ),
  "aws:cloudwatch/logGroup:LogGroup": named(
    ({ region, accountId }, name) => `arn:aws:logs:${region}:${accountId}:log-group:${name}`,
  ),
  "aws:cloudwatch/metricAlarm:MetricAlarm": named(
    ({ region, accountId }, name) => `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`,
  ),
  "aws:cloudwatch/dashboard:Dashboard": (name, inputs) => ({ id: textOr(inputs.dashboardName, name) }),
  "aws:cloudwatch/queryDefinition:QueryDefinition": (name) => ({ id: name, queryDefinitionId: name }),
  "aws:sns/topic:Topic": named(
    ({ region, accountId }, name) => `arn:aws:sns:${region}:${accountId}:${name}`,
    true,
  ),
  "aws:sns/topicPolicy:TopicPolicy": configures("arn"),
  "aws:sns/topicSubscription:TopicSubscription": (name, inputs) => {
    const arn = `${textOr(inputs.topic, name)}:${name}`;
    return { id: arn, arn };
  },
  "aws:cloudwatch/eventBus:EventBus": named(
    ({ region, accountId }, name) => `arn:aws:events:${region}:${accountId}:event-bus/${name}`,
  ),
  "aws:cloudtrail/trail:Trail": named(
    ({ region, accountId }, name) => `arn:aws:cloudtrail:${region}:${accountId}:trail/${name}`,
    true,
  ),
  "aws:ec2/vpc:Vpc": networkPart("vpc"),
  "aws:ec2/subnet:Subnet": networkPart("subnet"),
  "aws:ec2/routeTable:RouteTable": networkPart("rtb"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": networkPart("rtbassoc"),
  "aws:ec2/securityGroup:SecurityGroup": networkPart("sg"),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": networkPart("sg"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": networkPart("vpce", { prefixListId: "pl-63a5400a" }),
  "aws:ec2/flowLog:FlowLog": networkPart("fl"),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": networkPart("sgr"),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": networkPart("sgr"),
  "aws:kms/key:Key": key,
  "aws:kms/alias:Alias": named(({ region, accountId }, name) => `arn:aws:kms:${region}:${accountId}:${name}`),
};

/**
 * What the provider would make of a resource.
 *
 * @throws LocalStartError CANNOT_RUN_LOCALLY that names a type which is not in the table
 */
export function mockResource(
  type: string,
  name: string,
  inputs: Inputs,
  account: MockAccount,
): MockedResource {
  const maker = MAKERS[type];
  if (!maker) throw unknown(`declares a ${type}`);
  return maker(name, inputs, account);
}

/**
 * What the provider would answer to a function call of the program.
 *
 * @throws LocalStartError CANNOT_RUN_LOCALLY that names a call which is not known
 */
export function mockCall(token: string, { region, accountId }: MockAccount): Record<string, unknown> {
  switch (token) {
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { accountId, arn: `arn:aws:iam::${accountId}:user/local`, id: accountId, userId: "AIDALOCAL" };
    case "aws:index/getRegion:getRegion":
      return { region, id: region };
    case "aws:index/getAvailabilityZones:getAvailabilityZones":
      return { names: ["a", "b", "c"].map((zone) => `${region}${zone}`), id: region };
    default:
      throw unknown(`calls ${token}`);
  }
}

const unknown = (what: string): LocalStartError =>
  new LocalStartError("CANNOT_RUN_LOCALLY", `The program ${what}, which local mode does not know`);
