import { declaredStatement, type RawStatement } from "../statement";
import { set, add, restate, plus, edit, without, type Mutation } from "./change";

const RAW = "raw-dicom";

/** What lets somebody in. */
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
    breaks: { "policies-of-this-account": /another account/, "no-other-account": /Added/ },
  },
  {
    what: "lets another account use a key",
    config: { encryption: "kms" },
    change: restate(
      "Key",
      "-data",
      plus({ Principal: { AWS: "arn:aws:iam::999999999999:root" }, Action: "kms:Decrypt", Resource: "*" }),
    ),
    breaks: { "policies-of-this-account": /another account/, "no-other-account": /Added/ },
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
    breaks: { "policies-of-this-account": /another account/, "no-other-account": /Added lets somebody in/ },
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
    what: "leaves the HMAC key to the account",
    change: restate("Key", "-deidentification", (statements) =>
      without("UsedByNobodyElse")(edit("AdministeredByAccount", { Action: "kms:*" })(statements)),
    ),
    breaks: { "hmac-key-denied-to-others": /deidentification: .*GenerateMac/ },
  },
  ...Object.entries<Partial<RawStatement>>({
    "to every role": {
      Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/*" } },
    },
    "to the account": { Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:root" } } },
    "within one network": { Condition: { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } } },
    "to verify": { Action: "kms:GenerateMac" },
    "to whom the account is not": { Principal: { AWS: "arn:aws:iam::123456789012:root" } },
  }).map(([whom, changes]) => ({
    what: `opens the HMAC key ${whom}`,
    change: restate("Key", "-deidentification", edit("UsedByNobodyElse", changes)),
    breaks: { "hmac-key-denied-to-others": /GenerateMac/ },
  })),
  {
    what: "leaves the HMAC key to AWS's policy",
    change: set("Key", "-deidentification", { policy: undefined }),
    breaks: { "hmac-key-denied-to-others": /GenerateMac/ },
  },
  {
    what: "replaces the policy of a key",
    change: add("aws:kms/keyPolicy:KeyPolicy", {
      policy: declaredStatement(
        undefined,
        plus({ Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" }),
      ),
    }),
    breaks: { "type-known": /KeyPolicy/ },
  },
  {
    what: "lets S3 send the events of anybody's bucket",
    change: restate("QueuePolicy", "-ingest", edit("ReceiveRawBucketEvents", { Condition: {} })),
    breaks: { "services-on-our-behalf": /ReceiveRawBucketEvents/ },
  },
  ...Object.entries({
    "from any ARN": { ArnLike: { "aws:SourceArn": "*" } },
    "from any bucket": { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } },
    "from one bucket or any": { ArnEquals: { "aws:SourceArn": ["arn:aws:s3:::b", "arn:*:*:*:*:*"] } },
    "for every other account": { StringNotEquals: { "aws:SourceAccount": "123456789012" } },
    "where no account is named": { StringEqualsIfExists: { "aws:SourceAccount": "123456789012" } },
    "for accounts that begin alike": { StringLike: { "aws:SourceAccount": "1*" } },
  }).map(([whose, Condition]) => ({
    what: `lets S3 send events ${whose}`,
    change: restate("QueuePolicy", "-ingest", edit("ReceiveRawBucketEvents", { Condition })),
    breaks: { "services-on-our-behalf": /ReceiveRawBucketEvents/ },
  })),
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
    breaks: { "type-known": /Permission/ },
  },
  {
    what: "lets a service call a function for anybody",
    change: add("aws:lambda/permission:Permission", { principal: "s3.amazonaws.com" }),
    breaks: { "type-known": /Permission/ },
  },
  {
    what: "gives a function a URL",
    change: add("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "NONE" }),
    breaks: { "type-known": /FunctionUrl/ },
  },
  {
    what: "lets a service read a bucket on behalf of another account",
    change: restate(
      "BucketPolicy",
      RAW,
      plus({
        Principal: { Service: "s3.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::b/*",
        Condition: { StringEquals: { "aws:SourceAccount": "999999999999" } },
      }),
    ),
    breaks: { "policies-of-this-account": /another account/ },
  },
];
