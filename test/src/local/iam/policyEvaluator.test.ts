import { expect } from "chai";
import { evaluateAccess, type AccessRequest, type Decision } from "../../../../src/local/iam/policyEvaluator";
import { parsePolicyDocument } from "../../../../src/local/iam/policyDocument";

const role = { kind: "identity", arn: "arn:aws:iam::123456789012:role/reader" } as const;
const s3 = { kind: "service", service: "s3.amazonaws.com" } as const;
const read: AccessRequest = { principal: role, action: "s3:GetObject", resource: "arn:aws:s3:::raw/a/b.dcm" };

const allow = (rest: object) => ({
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::raw/*",
  ...rest,
});
const deny = (rest: object) => ({ Effect: "Deny", Action: "s3:*", Resource: "*", ...rest });

function decide(
  policies: { identity?: object[]; resource?: object[]; needsDelegation?: boolean },
  request: Partial<AccessRequest> = {},
): Decision {
  return evaluateAccess(
    {
      identity: [parsePolicyDocument({ Version: "2012-10-17", Statement: policies.identity ?? [] })],
      resource: [parsePolicyDocument({ Version: "2012-10-17", Statement: policies.resource ?? [] })],
      needsDelegation: policies.needsDelegation ?? false,
    },
    { ...read, ...request },
  );
}

describe("evaluateAccess", () => {
  const identityTable: [string, object[], Partial<AccessRequest>, Decision["because"]][] = [
    ["allows what a statement names", [allow({})], {}, "allow"],
    ["denies what no statement names", [], {}, "noAllow"],
    ["denies another action", [allow({})], { action: "s3:PutObject" }, "noAllow"],
    ["denies another bucket", [allow({})], { resource: "arn:aws:s3:::rawer/a" }, "noAllow"],
    ["compares actions without regard to case", [allow({ Action: "S3:getobject" })], {}, "allow"],
    ["compares resources with regard to case", [allow({ Resource: "arn:aws:s3:::RAW/*" })], {}, "noAllow"],
    ["takes * in an action", [allow({ Action: "s3:Get*" })], {}, "allow"],
    ["takes ? for exactly one character", [allow({ Action: "s3:GetObjec?" })], {}, "allow"],
    ["takes ? for no fewer", [allow({ Action: "s3:GetObject?" })], {}, "noAllow"],
    ["takes the wildcard over slashes", [allow({ Resource: "arn:aws:s3:::raw/*.dcm" })], {}, "allow"],
    ["does not take a wildcard over colons", [allow({ Resource: "arn:aws:*:raw/*" })], {}, "noAllow"],
    ["completes an ARN that names a service", [allow({ Resource: "arn:aws:s3" })], {}, "allow"],
    ["completes an ARN that names all services", [allow({ Resource: "arn:aws" })], {}, "allow"],
    ["completes no ARN to another service's", [allow({ Resource: "arn:aws:sqs" })], {}, "noAllow"],
    [
      "completes the ARN of what is denied",
      [allow({}), deny({ Resource: "arn:aws:s3" })],
      {},
      "explicitDeny",
    ],
    [
      "completes the ARN that a statement is not about",
      [allow({ Resource: undefined, NotResource: "arn:aws:s3" })],
      {},
      "noAllow",
    ],
    [
      "denies loudly for a short ARN in a condition",
      [allow({ Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3" } } })],
      { context: { "aws:sourcearn": "arn:aws:s3:::raw" } },
      "unknownFeature",
    ],
    [
      "takes any of several resources",
      [allow({ Resource: ["arn:aws:s3:::x", "arn:aws:s3:::raw/a/*"] })],
      {},
      "allow",
    ],
    ["lets a Deny win over an Allow", [allow({}), deny({})], {}, "explicitDeny"],
    ["allows all but NotAction", [allow({ Action: undefined, NotAction: "s3:Put*" })], {}, "allow"],
    ["excludes NotAction", [allow({ Action: undefined, NotAction: "s3:Get*" })], {}, "noAllow"],
    [
      "excludes NotResource",
      [allow({ Resource: undefined, NotResource: "arn:aws:s3:::raw/*" })],
      {},
      "noAllow",
    ],
    [
      "denies loudly for an unknown operator",
      [allow({ Condition: { DateLess: { a: "b" } } })],
      {},
      "unknownFeature",
    ],
    [
      "denies loudly for a policy variable",
      [allow({ Resource: "arn:aws:s3:::${aws:username}" })],
      {},
      "unknownFeature",
    ],
  ];
  for (const [fact, identity, request, because] of identityTable)
    it(fact, () => expect(decide({ identity }, request).because).to.equal(because));

  const conditionTable: [string, object, Record<string, string | string[]>, boolean][] = [
    ["StringEquals holds", { StringEquals: { "s3:prefix": "a" } }, { "s3:prefix": "a" }, true],
    [
      "StringEquals fails for another value",
      { StringEquals: { "s3:prefix": "a" } },
      { "s3:prefix": "b" },
      false,
    ],
    ["StringEquals fails without the key", { StringEquals: { "s3:prefix": "a" } }, {}, false],
    ["the names of keys have no case", { StringEquals: { "S3:Prefix": "a" } }, { "s3:prefix": "a" }, true],
    ["values are alternatives", { StringEquals: { k: ["a", "b"] } }, { k: "b" }, true],
    ["keys must hold together", { StringEquals: { k: "a", l: "b" } }, { k: "a" }, false],
    [
      "operators must hold together",
      { StringEquals: { k: "a" }, Bool: { l: true } },
      { k: "a", l: "false" },
      false,
    ],
    ["StringNotEquals holds without the key", { StringNotEquals: { k: "a" } }, {}, true],
    ["StringNotEquals fails for the value", { StringNotEquals: { k: "a" } }, { k: "a" }, false],
    ["StringLike takes wildcards", { StringLike: { k: "quarantine/*" } }, { k: "quarantine/x" }, true],
    ["StringNotLike negates", { StringNotLike: { k: "quarantine/*" } }, { k: "quarantine/x" }, false],
    ["StringEquals takes no wildcard", { StringEquals: { k: "a*" } }, { k: "ab" }, false],
    ["StringEqualsIgnoreCase", { StringEqualsIgnoreCase: { k: "A" } }, { k: "a" }, true],
    [
      "Bool compares text",
      { Bool: { "aws:SecureTransport": "true" } },
      { "aws:securetransport": "true" },
      true,
    ],
    ["ArnLike goes part by part", { ArnLike: { k: "arn:aws:s3:*:*:raw" } }, { k: "arn:aws:s3:::raw" }, true],
    [
      "ArnEquals fails for another ARN",
      { ArnEquals: { k: "arn:aws:s3:::raw" } },
      { k: "arn:aws:s3:::x" },
      false,
    ],
    ["NumericLessThan", { NumericLessThan: { k: 5 } }, { k: "4" }, true],
    ["IfExists holds without the key", { StringEqualsIfExists: { k: "a" } }, {}, true],
    ["IfExists compares where the key is", { StringEqualsIfExists: { k: "a" } }, { k: "b" }, false],
    ["Null asks for absence", { Null: { k: "true" } }, {}, true],
    ["Null false asks for presence", { Null: { k: "false" } }, {}, false],
    ["ForAllValues holds for none", { "ForAllValues:StringEquals": { k: "a" } }, {}, true],
    ["ForAllValues wants all", { "ForAllValues:StringEquals": { k: "a" } }, { k: ["a", "b"] }, false],
    ["ForAnyValue wants one", { "ForAnyValue:StringEquals": { k: "a" } }, { k: ["a", "b"] }, true],
    ["ForAnyValue fails for none", { "ForAnyValue:StringEquals": { k: "a" } }, {}, false],
  ];
  for (const [fact, Condition, context, holds] of conditionTable)
    it(`condition: ${fact}`, () =>
      expect(decide({ identity: [allow({ Condition })] }, { context }).allowed).to.equal(holds));

  it("denies unencrypted transport by a bucket policy, and names the statement", () => {
    const resource = [
      deny({ Sid: "TlsOnly", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    ];
    const over = (transport: string) =>
      decide({ identity: [allow({})], resource }, { context: { "aws:securetransport": transport } });
    expect(over("true").allowed).to.equal(true);
    expect(over("false")).to.deep.equal({
      allowed: false,
      because: "explicitDeny",
      detail: "TlsOnly",
      policyOf: "resource",
    });
  });

  it("lets a service in by the resource's policy alone, from the declared source only", () => {
    const resource = [
      allow({
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: "arn:aws:sqs:us-east-1:123456789012:q",
        Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::raw" } },
      }),
    ];
    const from = (bucket: string) =>
      decide(
        { resource },
        {
          principal: s3,
          action: "sqs:SendMessage",
          resource: "arn:aws:sqs:us-east-1:123456789012:q",
          context: { "aws:sourcearn": bucket },
        },
      ).allowed;
    expect([from("arn:aws:s3:::raw"), from("arn:aws:s3:::other")]).to.deep.equal([true, false]);
  });

  it("takes the account as principal for a delegation, which allows nothing by itself", () => {
    const resource = [allow({ Principal: { AWS: "arn:aws:iam::123456789012:root" } })];
    expect(decide({ resource }).allowed).to.equal(false);
    expect(decide({ identity: [allow({})], resource, needsDelegation: true }).allowed).to.equal(true);
    expect(decide({ identity: [allow({})], needsDelegation: true }).allowed).to.equal(false);
  });

  it("denies the whole account by its root principal", () => {
    const resource = [deny({ Principal: { AWS: "123456789012" } })];
    expect(decide({ identity: [allow({})], resource }).because).to.equal("explicitDeny");
  });

  it("refuses a document with a misspelt field", () => {
    expect(() => parsePolicyDocument({ Statement: [allow({ Conditions: {} })] })).to.throw();
  });
});
