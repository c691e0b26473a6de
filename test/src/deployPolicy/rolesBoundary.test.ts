import { expect } from "chai";
import { ROLE_GRANTS } from "../../../policy/roleGrants.generated";
import type { DeployTarget } from "../../../src/deployPolicy/arns";
import { rolesBoundary } from "../../../src/deployPolicy/boundary";
import { MANAGED_POLICY_CHARACTERS, policyCharacters } from "../../../src/deployPolicy/deployPolicy";
import { decide } from "../../support/iam/decide";
import { ACCOUNT_ID, declaredStack, STACKS } from "../../support/pulumi/declared";
import { declaredStatements } from "../../../tools/iam/statements";
import { VARIANTS } from "../../../tools/iam/variants";

const targetOf = (environment: string): DeployTarget => ({
  projectName: "medical-imaging-pipeline",
  environment,
  region: "us-east-1",
  accountId: ACCOUNT_ID,
  bucketNames: [],
});

/** What the conditions of the boundary ask for, as the things of a stack have it. */
const contextOf = (environment: string) => ({
  "aws:resourcetag/project": "medical-imaging-pipeline",
  "aws:resourcetag/environment": environment,
  "cloudwatch:namespace": "MedicalImaging/Pipeline",
});

/** A bucket or queue of an account has Pulumi's suffix. */
const withSuffix = (arn: string): string =>
  arn.replace(/^(arn:aws:(?:s3:::|sqs:[^:]*:\d+:)[a-z-]+)(?=\/|$)/, "$1-1a2b3c4");

describe("the permissions boundary that deploy-policy prints", function () {
  // The first to ask evaluates the program under every configuration.
  this.timeout(120_000);

  for (const name of STACKS)
    it(`allows what the roles of ${name} may do, with whatever is switched on`, async () => {
      const boundary = [rolesBoundary(targetOf(name))];
      let asked = 0;
      for (const { config } of VARIANTS)
        for (const { kind, effect, actions, resources } of declaredStatements(
          await declaredStack(name, config),
        ))
          if (kind === "role" && effect === "Allow")
            for (const action of actions)
              for (const resource of resources.map(withSuffix)) {
                asked++;
                expect(decide(boundary, action, resource, contextOf(name)), `${action} ${resource}`).to.equal(
                  "allow",
                );
              }
      expect(asked).to.be.greaterThan(200);
    });

  const actions = rolesBoundary(targetOf("dev")).Statement.flatMap(({ Action }) => Action);

  it("allows no action that no role has", () => {
    const had = Object.entries(ROLE_GRANTS)
      .filter(([role]) => !role.startsWith("github-"))
      .flatMap(([, lines]) => lines.map((line) => line.split(" ")[0]));
    expect(actions.filter((action) => !had.includes(action))).to.deep.equal([]);
  });

  it("allows nobody to give rights, to change code, or to become somebody else", () => {
    expect(
      actions.filter((action) => /^(iam|sts|organizations|cloudformation|ssm):|\*/.test(action)),
    ).to.deep.equal([]);
    expect(
      actions.filter((action) =>
        /:(Create|Update|Put|Add|Delete)\w*(Function|Permission|Policy|Code)/.test(action),
      ),
    )
      .to // By it Step Functions lets CloudWatch's log delivery write to log groups.
      .deep.equal(["logs:PutResourcePolicy"]);
  });

  it("reaches nothing of others", () => {
    const boundary = [rolesBoundary(targetOf("dev"))];
    for (const [action, resource] of [
      ["s3:GetObject", "arn:aws:s3:::payroll/a"],
      ["s3:GetObject", "arn:aws:s3:::medical-imaging-pipeline-dev-eu-raw-dicom-1a2b3c4/a"],
      ["lambda:InvokeFunction", `arn:aws:lambda:us-east-1:${ACCOUNT_ID}:function:payroll:live`],
      ["states:StartExecution", `arn:aws:states:us-east-1:${ACCOUNT_ID}:stateMachine:payroll`],
    ] as const)
      expect(decide(boundary, action, resource), resource).to.equal("noAllow");
    const key = `arn:aws:kms:us-east-1:${ACCOUNT_ID}:key/1`;
    expect(decide(boundary, "kms:Decrypt", key, contextOf("prod"))).to.equal("noAllow");
  });

  it("is one managed policy, however long the names are", () => {
    const longest = rolesBoundary({
      projectName: "a".repeat(18),
      environment: "e".repeat(20),
      region: "ap-southeast-1",
      accountId: ACCOUNT_ID,
      bucketNames: ["r", "p", "l"].map((letter) => letter.repeat(63)),
    });
    expect(policyCharacters(longest)).to.be.at.most(MANAGED_POLICY_CHARACTERS);
  });
});
