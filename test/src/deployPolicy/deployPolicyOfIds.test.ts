import { expect } from "chai";
import type { DeployTarget } from "../../../src/deployPolicy/arns";
import { deployStatements, KNOWN_TYPES } from "../../../src/deployPolicy/deployPolicy";
import { decide } from "../../support/iam/decide";
import { ACCOUNT_ID } from "../../support/pulumi/declared";

const TARGET: DeployTarget = {
  projectName: "medical-imaging-pipeline",
  environment: "dev",
  region: "us-east-1",
  accountId: ACCOUNT_ID,
  bucketNames: [],
};

describe("the policy of the deploying user, where things have ids instead of names,", () => {
  const documents = [
    { Version: "2012-10-17", Statement: deployStatements(KNOWN_TYPES, TARGET, { access: "write" }) },
  ];
  const decided = (action: string, resource: string, context: Record<string, string | string[]> = {}) =>
    decide(documents, action, resource, context);
  const tagsOf = (kind: "request" | "resource", project: string, environment: string) => ({
    [`aws:${kind}tag/project`]: project,
    [`aws:${kind}tag/environment`]: environment,
  });
  const OURS = ["medical-imaging-pipeline", "dev"] as const;
  const wanted = tagsOf("request", ...OURS);

  it("makes a key with the stack's tags, and changes those of its own keys", () => {
    const key = `arn:aws:kms:us-east-1:${ACCOUNT_ID}:key/1`;
    const own = {
      ...tagsOf("resource", ...OURS),
      "kms:resourcealiases": ["alias/medical-imaging-pipeline-dev-data"],
    };
    expect(decided("kms:CreateKey", "*", wanted)).to.equal("allow");
    expect(decided("kms:TagResource", key, wanted)).to.equal("allow");
    for (const action of ["kms:TagResource", "kms:UntagResource", "kms:PutKeyPolicy"])
      expect(decided(action, key, own), action).to.equal("allow");
    expect(decided("kms:CreateKey", "*", tagsOf("request", "other", "dev"))).to.equal("noAllow");
  });

  it("takes over no key of another project or environment, and none behind another alias", () => {
    const key = `arn:aws:kms:us-east-1:${ACCOUNT_ID}:key/1`;
    for (const theirs of [
      tagsOf("resource", "other", "dev"),
      tagsOf("resource", OURS[0], "prod"),
      { "aws:resourcetag/project": "other" },
      { "kms:resourcealiases": ["alias/payroll"] },
      { "kms:resourcealiases": ["alias/medical-imaging-pipeline-dev-data", "alias/payroll"] },
    ]) {
      const title = JSON.stringify(theirs);
      expect(decided("kms:TagResource", key, { ...wanted, ...theirs }), title).to.equal("explicitDeny");
      expect(decided("kms:PutKeyPolicy", key, theirs), title).to.equal("noAllow");
    }
  });

  it("tags a part of a network while it is made, or where it is the stack's, and closes no other group", () => {
    const group = `arn:aws:ec2:us-east-1:${ACCOUNT_ID}:security-group/sg-1`;
    const own = tagsOf("resource", ...OURS);
    expect(decided("ec2:CreateTags", group, { "ec2:createaction": "CreateSecurityGroup" })).to.equal("allow");
    expect(decided("ec2:CreateTags", group, own)).to.equal("allow");
    const network = `arn:aws:ec2:us-east-1:${ACCOUNT_ID}:vpc/vpc-1`;
    expect(decided("ec2:CreateTags", network, wanted)).to.equal("noAllow");
    for (const action of ["ec2:CreateTags", "ec2:RevokeSecurityGroupIngress", "ec2:DeleteSecurityGroup"])
      for (const theirs of [tagsOf("resource", "other", "dev"), tagsOf("resource", OURS[0], "prod")])
        expect(decided(action, group, { ...wanted, ...theirs }), action).to.equal("noAllow");
    expect(decided("ec2:RevokeSecurityGroupIngress", group, own)).to.equal("allow");
    // A default group, which nobody has tagged.
    expect(decided("ec2:CreateTags", group, wanted)).to.equal("allow");
    expect(decided("ec2:DeleteSecurityGroup", group, wanted)).to.equal("noAllow");
  });

  it("makes parts of a network with the stack's tags, in its own network alone", () => {
    const arn = (part: string) => `arn:aws:ec2:us-east-1:${ACCOUNT_ID}:${part}`;
    for (const [action, part] of [
      ["ec2:CreateSubnet", "subnet/*"],
      ["ec2:CreateRouteTable", "route-table/*"],
      ["ec2:CreateSecurityGroup", "security-group/*"],
      ["ec2:CreateVpcEndpoint", "vpc-endpoint/*"],
      ["ec2:CreateFlowLogs", "vpc-flow-log/*"],
    ] as const) {
      expect(decided(action, arn(part), wanted), action).to.equal("allow");
      expect(decided(action, arn(part)), `${action} without tags`).to.equal("noAllow");
      const network = (tags: Record<string, string>) =>
        decided(action, arn("vpc/vpc-1"), { ...wanted, ...tags });
      expect(network(tagsOf("resource", ...OURS)), action).to.equal("allow");
      expect(network(tagsOf("resource", "other", "dev")), action).to.equal("noAllow");
      expect(network({}), `${action} in a network without tags`).to.equal("noAllow");
      const group = decided(action, arn("security-group/sg-1"), {
        ...wanted,
        ...tagsOf("resource", "other", "dev"),
      });
      if (action !== "ec2:CreateSecurityGroup")
        expect(group, `${action} with another's group`).to.equal("noAllow");
    }
  });

  it("deletes the interfaces that Lambda leaves behind, but none of another project", () => {
    const left = `arn:aws:ec2:us-east-1:${ACCOUNT_ID}:network-interface/eni-1`;
    for (const action of ["ec2:DeleteNetworkInterface", "ec2:DetachNetworkInterface"]) {
      expect(decided(action, left)).to.equal("allow");
      expect(decided(action, left, tagsOf("resource", "other", "dev"))).to.equal("noAllow");
    }
  });

  it("makes alarms that tell the stack's topic, and do nothing else", () => {
    const alarm = `arn:aws:cloudwatch:us-east-1:${ACCOUNT_ID}:alarm:medical-imaging-pipeline-dev-stalled`;
    const put = (...actions: string[]) =>
      decided("cloudwatch:PutMetricAlarm", alarm, { "cloudwatch:alarmactions": actions });
    const topic = `arn:aws:sns:us-east-1:${ACCOUNT_ID}:medical-imaging-pipeline-dev-alarms`;
    expect(put(topic)).to.equal("allow");
    expect(put(topic, "arn:aws:automate:us-east-1:ec2:terminate")).to.equal("noAllow");
  });
});
