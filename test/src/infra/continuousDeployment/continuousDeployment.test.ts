import { expect } from "chai";
import { parsePolicyDocument } from "../../../../src/local/iam/policyDocument";
import { evaluateAccess } from "../../../../src/local/iam/policyEvaluator";
import {
  declaredStack,
  listOf,
  ofType,
  STACKS,
  statementsOf,
  textOf,
  theOne,
} from "../../../support/pulumi/declared";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const PROVIDER = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

const BOUNDARY = "arn:aws:iam::123456789012:policy/hospital-boundary";

const CONFIG = {
  githubRepository: "hospital/imaging",
  stateBucketName: "hospital-pulumi-state",
  permissionsBoundaryArn: BOUNDARY,
};

describe("continuous deployment", () => {
  it("is not declared unless a repository is configured", async () => {
    const stack = await declaredStack("dev");
    for (const type of [POLICY, ATTACHMENT, PROVIDER]) expect(ofType(stack, type), type).to.deep.equal([]);
    expect(stack.outputs.githubRoleArns).to.equal(undefined);
  });

  for (const name of STACKS) {
    it(`trusts jobs of the repository alone: ${name}'s environment to deploy, pull requests to preview`, async () => {
      const stack = await declaredStack(name, CONFIG);
      for (const [role, subject] of [
        ["github-deploy", `repo:hospital/imaging:environment:${name}`],
        ["github-preview", "repo:hospital/imaging:pull_request"],
      ] as const) {
        const [statement, ...others] = statementsOf(theOne(stack, ROLE, role), "assumeRolePolicy");
        expect(others).to.deep.equal([]);
        expect(statement).to.deep.equal({
          Sid: "AssumedByGithub",
          Effect: "Allow",
          Principal: { Federated: textOf(theOne(stack, PROVIDER), "arn") },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
              "token.actions.githubusercontent.com:sub": subject,
            },
          },
        });
      }
    });

    it(`gives ${name}'s roles managed policies within IAM's quotas`, async () => {
      const stack = await declaredStack(name, CONFIG);
      const attachments = ofType(stack, ATTACHMENT);
      const policies = ofType(stack, POLICY);
      expect(attachments.map(({ inputs }) => inputs.policyArn)).to.have.members(
        policies.map(({ state }) => state.arn),
      );
      for (const policy of policies) expect(textOf(policy, "policy").length).to.be.at.most(6144);
      const ofRole = (role: string) => attachments.filter(({ inputs }) => String(inputs.role).endsWith(role));
      expect(ofRole("github-deploy").length).to.be.within(1, 10);
      expect(ofRole("github-preview").length).to.be.within(1, 10);
      expect(ofRole("github-deploy").length + ofRole("github-preview").length).to.equal(attachments.length);
    });
  }

  const actionsOf = async (role: string, config: Readonly<Record<string, string>> = CONFIG) =>
    ofType(await declaredStack("dev", config), POLICY)
      .filter(({ name }) => name.includes(role))
      .flatMap((policy) => statementsOf(policy))
      .filter(({ Effect }) => Effect === "Allow")
      .flatMap(({ Action, Resource }) =>
        listOf(Action).map((action) => ({ action, resources: listOf(Resource) })),
      );

  it("lets a preview look at configuration, and read the state, but no other object and no key of one", async () => {
    for (const { action, resources } of await actionsOf("github-preview")) {
      expect(action).to.match(/:(Get|List|Describe|Validate)|^kms:Decrypt$/);
      if (/:(GetObject|ListBucket)$/.test(action))
        expect(resources.join()).to.match(/^arn:aws:s3:::hospital-pulumi-state(\/\.pulumi\/|$)/);
    }
  });

  for (const name of STACKS)
    it(`uses the state of ${name} alone in the bucket of states`, async () => {
      const bucket = "arn:aws:s3:::hospital-pulumi-state";
      const project = "medical-imaging-pipeline";
      const policies = ofType(await declaredStack(name, CONFIG), POLICY);
      const allowed = (role: string, action: string, resource: string, context = {}) =>
        evaluateAccess(
          {
            identity: policies
              .filter((policy) => policy.name.includes(role))
              .map((policy) => parsePolicyDocument(textOf(policy, "policy"))),
            resource: [],
          },
          {
            principal: { kind: "identity", arn: "arn:aws:iam::123456789012:role/github" },
            action,
            resource,
            context,
          },
        ).allowed;
      const folders = ["history", "backups", "locks/organization"];
      const own = [
        `stacks/${project}/${name}.json`,
        `stacks/${project}/${name}.json.bak`,
        `stacks/${project}/${name}.pulumi-tags`,
        ...folders.map((folder) => `${folder}/${project}/${name}/1.json`),
      ];
      const others = ["other", project].flatMap((owner) => {
        const stack = owner === project ? `${name}-2` : name;
        return [
          `stacks/${owner}/${stack}.json`,
          ...folders.map((folder) => `${folder}/${owner}/${stack}/1.json`),
        ];
      });
      for (const key of own) {
        for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"])
          expect(allowed("github-deploy", action, `${bucket}/.pulumi/${key}`), `${action} ${key}`).to.equal(
            true,
          );
        expect(allowed("github-preview", "s3:GetObject", `${bucket}/.pulumi/${key}`), key).to.equal(true);
      }
      for (const key of [...others, "meta.yaml"])
        for (const action of ["s3:PutObject", "s3:DeleteObject"])
          expect(allowed("github-", action, `${bucket}/.pulumi/${key}`), `${action} ${key}`).to.equal(false);
      for (const key of others)
        expect(allowed("github-", "s3:GetObject", `${bucket}/.pulumi/${key}`), key).to.equal(false);
      expect(allowed("github-preview", "s3:GetObject", `${bucket}/.pulumi/meta.yaml`)).to.equal(true);
      const lists = (prefix: string) =>
        allowed("github-preview", "s3:ListBucket", bucket, { "s3:prefix": prefix });
      expect(lists(`.pulumi/locks/organization/${project}/${name}/`)).to.equal(true);
      expect(lists(`.pulumi/history/other/${name}/`)).to.equal(false);
    });

  it("touches no state where the backend is not a bucket", async () => {
    const actions = await actionsOf("github-", {
      githubRepository: "hospital/imaging",
      permissionsBoundaryArn: BOUNDARY,
    });
    expect(actions.map(({ action }) => action)).not.to.include("s3:GetObject");
  });

  it("takes the account's provider where there is one", async () => {
    const arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
    const stack = await declaredStack("prod", { ...CONFIG, githubOidcProviderArn: arn });
    expect(ofType(stack, PROVIDER)).to.deep.equal([]);
    const [statement] = statementsOf(theOne(stack, ROLE, "github-deploy"), "assumeRolePolicy");
    expect(statement!.Principal).to.deep.equal({ Federated: arn });
  });

  it("says the roles' ARNs, for the repository's variables", async () => {
    const { outputs } = await declaredStack("dev", CONFIG);
    expect(outputs.githubRoleArns).to.have.all.keys("deploy", "preview");
  });
});

describe("the permissions boundary", () => {
  for (const name of STACKS)
    it(`is that of every role of ${name} where one is configured, but of GitHub's two, which need IAM`, async () => {
      const roles = ofType(await declaredStack(name, CONFIG), ROLE);
      const [github, others] = [true, false].map((wanted) =>
        roles.filter(({ name: role }) => role.includes("-github-") === wanted),
      );
      expect(github).to.have.length(2);
      expect(others!.length).to.be.greaterThan(6);
      for (const { name: role, inputs } of others!)
        expect(inputs.permissionsBoundary, role).to.equal(BOUNDARY);
      for (const { name: role, inputs } of github!)
        expect(inputs, role).not.to.have.property("permissionsBoundary");
    });

  it("is nobody's otherwise", async () => {
    for (const { inputs } of ofType(await declaredStack("dev"), ROLE))
      expect(inputs).not.to.have.property("permissionsBoundary");
  });
});
