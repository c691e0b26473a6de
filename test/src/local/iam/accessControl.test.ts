import { expect } from "chai";
import {
  createAccessControl,
  localUserArn,
  type AccessAnswer,
} from "../../../../src/local/iam/accessControl";
import { createCredentialStore } from "../../../../src/local/iam/credentials";
import { collectPolicies } from "../../../../src/local/iam/declaredPolicies";
import type { DeclaredResource } from "../../../../src/local/program";

const ACCOUNT = "123456789012";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/worker`;
const allow = (Action: string, Resource: string, rest: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...rest,
});
const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

function resource(type: string, state: Record<string, unknown>): DeclaredResource {
  const name = "r";
  return {
    urn: `urn:${type}`,
    type,
    name,
    id: name,
    inputs: {},
    state,
    parent: undefined,
    protect: false,
    dependsOn: [],
  };
}

const tlsOnly = {
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

describe("access control over a declared stack", () => {
  const trust = policy({
    Effect: "Allow",
    Principal: { Service: "lambda.amazonaws.com" },
    Action: "sts:AssumeRole",
  });
  const resources = [
    resource("aws:iam/role:Role", { name: "worker", arn: ROLE, assumeRolePolicy: trust }),
    resource("aws:iam/rolePolicy:RolePolicy", {
      role: "worker",
      policy: policy(allow("s3:GetObject", "arn:aws:s3:::b/in/*")),
    }),
    resource("aws:iam/rolePolicy:RolePolicy", { role: "other", policy: policy(allow("*", "*")) }),
    resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
      role: "worker",
      policyArn: "arn:aws:iam::aws:policy/X",
    }),
    resource("aws:s3/bucketPolicy:BucketPolicy", {
      bucket: "b",
      policy: policy(tlsOnly, {
        ...allow("s3:*", "arn:aws:s3:::b/held/*"),
        Effect: "Deny",
        Principal: "*",
        Sid: "Held",
      }),
    }),
    resource("aws:sqs/queue:Queue", { arn: "arn:aws:sqs:us-east-1:1:q", url: "https://q" }),
    resource("aws:sqs/queuePolicy:QueuePolicy", {
      queueUrl: "https://q",
      policy: policy({ ...allow("sqs:SendMessage", "*"), Principal: { Service: "s3.amazonaws.com" } }),
    }),
    resource("aws:kms/key:Key", { arn: "arn:aws:kms:us-east-1:1:key/k" }),
  ];
  const policies = collectPolicies({ outputs: {}, resources });
  const denials: AccessAnswer[] = [];
  const access = createAccessControl(policies, ACCOUNT, (answer) => answer.allowed || denials.push(answer));
  const asked = (arn: string, action: string, target: string) =>
    access.allows({ principal: { kind: "identity", arn }, action, resource: target });

  it("gives a role what its own inline policies allow, and no more", () => {
    expect(asked(ROLE, "s3:GetObject", "arn:aws:s3:::b/in/a")).to.equal(true);
    expect(asked(ROLE, "s3:GetObject", "arn:aws:s3:::b/out/a")).to.equal(false);
    expect(asked(ROLE, "kms:GenerateMac", "arn:aws:kms:us-east-1:1:key/k")).to.equal(false);
  });

  it("takes the loopback endpoint for the secure transport that bucket policies ask for", () => {
    expect(asked(ROLE, "s3:GetObject", "arn:aws:s3:::b/in/a")).to.equal(true);
  });

  it("lets the local user do everything but what a policy explicitly denies", () => {
    const user = localUserArn(ACCOUNT);
    expect(asked(user, "s3:PutObject", "arn:aws:s3:::b/in/a")).to.equal(true);
    expect(asked(user, "s3:PutObject", "arn:aws:s3:::b/held/a")).to.equal(false);
  });

  it("gives an unknown identity nothing", () => {
    expect(asked(`arn:aws:iam::${ACCOUNT}:role/other`, "s3:GetObject", "arn:aws:s3:::b/in/a")).to.equal(
      false,
    );
  });

  it("applies a queue's policy by the queue's URL", () => {
    const send = { action: "sqs:SendMessage", resource: "arn:aws:sqs:us-east-1:1:q" };
    expect(access.allows({ principal: { kind: "service", service: "s3.amazonaws.com" }, ...send })).to.equal(
      true,
    );
    expect(access.allows({ principal: { kind: "service", service: "sns.amazonaws.com" }, ...send })).to.equal(
      false,
    );
  });

  it("tells of a refusal by who, what and why, never by the object", () => {
    asked(localUserArn(ACCOUNT), "s3:GetObject", "arn:aws:s3:::b/held/Doe^Jane");
    expect(denials.at(-1)).to.deep.equal({
      principal: localUserArn(ACCOUNT),
      action: "s3:GetObject",
      resource: "arn:aws:s3:::b",
      allowed: false,
      because: "explicitDeny",
      detail: "Held",
      policyOf: "arn:aws:s3:::b",
    });
  });

  it("says that managed policies are not evaluated", () => {
    expect(policies.problems).to.have.lengthOf(1);
  });
});

describe("createCredentialStore", () => {
  it("gives each role a key of its own, and knows whose it is", () => {
    const store = createCredentialStore();
    const [one, other] = [store.keyOf("arn:one"), store.keyOf("arn:other")];
    expect(one.accessKeyId).not.to.equal(other.accessKeyId);
    expect(store.keyOf("arn:one")).to.equal(one);
    expect(store.principalOf(one.accessKeyId)).to.deep.equal({ kind: "identity", arn: "arn:one" });
    expect(store.secretOf("unknown")).to.equal(undefined);
  });
});
