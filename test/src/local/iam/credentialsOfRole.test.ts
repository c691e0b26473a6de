import { expect } from "chai";
import { createAccessControl } from "../../../../src/local/iam/accessControl";
import { createCredentialStore } from "../../../../src/local/iam/credentials";
import { credentialsOfRole } from "../../../../src/local/iam/credentialsOfRole";
import { parsePolicyDocument } from "../../../../src/local/iam/policyDocument";

const ACCOUNT = "123456789012";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/step`;
const FUNCTION = {
  name: "step",
  arn: "arn:function",
  roleArn: ROLE,
  service: "lambda.amazonaws.com",
} as const;

function take(trust?: object) {
  const policies = {
    ofRoles: new Map(),
    trust: new Map(trust ? [[ROLE, parsePolicyDocument({ Statement: trust })]] : []),
    ofResources: new Map(),
    problems: [],
  };
  const credentials = createCredentialStore();
  const problems: string[] = [];
  const access = createAccessControl(policies, ACCOUNT, () => undefined);
  const parts = { credentials, access, onProblem: (problem: string) => problems.push(problem) };
  const { key, assumed } = credentialsOfRole(parts, FUNCTION);
  return { assumed, principal: credentials.principalOf(key.accessKeyId), problems };
}

const letsIn = (Service: string, Condition = {}) => ({
  Effect: "Allow",
  Principal: { Service },
  Action: "sts:AssumeRole",
  Condition,
});

describe("credentialsOfRole", () => {
  it("answers the role's own key where its trust policy lets the service in", () => {
    const condition = { StringEquals: { "aws:SourceAccount": ACCOUNT } };
    expect(take(letsIn("lambda.amazonaws.com", condition))).to.deep.equal({
      assumed: true,
      principal: { kind: "identity", arn: ROLE },
      problems: [],
    });
  });

  const refusing: [string, object | undefined][] = [
    ["lets another service in", letsIn("states.amazonaws.com")],
    [
      "asks for another account",
      letsIn("lambda.amazonaws.com", { StringEquals: { "aws:SourceAccount": "1" } }),
    ],
    ["is not declared", undefined],
  ];
  for (const [what, trust] of refusing)
    it(`answers a key of no one, and says so, where the trust policy ${what}`, () => {
      const { assumed, principal, problems } = take(trust);
      expect({ assumed, principal }).to.deep.equal({ assumed: false, principal: undefined });
      expect(problems).to.deep.equal([
        "step: the trust policy of its role does not let lambda.amazonaws.com in",
      ]);
    });
});
