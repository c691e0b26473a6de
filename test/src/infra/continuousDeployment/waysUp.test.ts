import { expect } from "chai";
import { listOf } from "../../../../src/local/iam/policyDocument";
import { decide, policiesOfGithub } from "../../../support/iam/decide";
import { ACCOUNT_ID, declaredStack } from "../../../support/pulumi/declared";

const iam = (thing: string) => `arn:aws:iam::${ACCOUNT_ID}:${thing}`;
const here = (service: string, thing: string) => `arn:aws:${service}:us-east-1:${ACCOUNT_ID}:${thing}`;

// Named like a thing of the stack: no pattern of names may let it be changed.
const BOUNDARY = iam("policy/medical-imaging-pipeline-dev-boundary");
const STATE_BUCKET = "arn:aws:s3:::medical-imaging-pipeline-dev-state";

const CONFIG = {
  encryption: "kms",
  enableLambdaVpc: "true",
  githubRepository: "hospital/imaging",
  stateBucketName: "medical-imaging-pipeline-dev-state",
  permissionsBoundaryArn: BOUNDARY,
};

const BOUND = { "iam:permissionsboundary": BOUNDARY };
const OWN_ROLE = iam("role/medical-imaging-pipeline-dev-github-deploy-1a2b3c4");
const OWN_POLICY = iam("policy/medical-imaging-pipeline-dev-github-deploy-1-1a2b3c4");
const PROVIDER = iam("oidc-provider/token.actions.githubusercontent.com");
const WORKING_ROLE = iam("role/medical-imaging-pipeline-dev-deidentification-1a2b3c4");
const OTHERS_ROLES = [
  iam("role/Administrator"),
  iam("role/medical-imaging-pipeline-dev-eu-dispatch-1a2b3c4"),
  iam("role/medical-imaging-pipeline-dev-administrator"),
  iam("role/dicom-processing-workflow-prod-1a2b3c4"),
];

/** docs/decisions/0018-deploying-from-github.md lists the same ways. */
describe("who holds the role that deploys from GitHub", () => {
  let policies: string[];
  before(async () => (policies = policiesOfGithub(await declaredStack("dev", CONFIG), "deploy")));

  const may = (
    action: string,
    resource: string,
    context?: Readonly<Record<string, string | readonly string[]>>,
  ) => decide(policies, action, resource, context) === "allow";

  it("makes and changes the working roles with the boundary", () => {
    for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"])
      expect(may(action, WORKING_ROLE, BOUND), action).to.equal(true);
    expect(may("iam:UpdateAssumeRolePolicy", WORKING_ROLE)).to.equal(true);
    const toLambda = { "iam:passedtoservice": "lambda.amazonaws.com" };
    expect(may("iam:PassRole", WORKING_ROLE, toLambda)).to.equal(true);
  });

  it("makes no role without the boundary, or with another one, and gives none rights", () => {
    for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"])
      for (const context of [{}, { "iam:permissionsboundary": iam("policy/other") }])
        expect(decide(policies, action, WORKING_ROLE, context), action).to.equal("explicitDeny");
  });

  it("takes the boundary off no role", () =>
    expect(decide(policies, "iam:DeleteRolePermissionsBoundary", WORKING_ROLE, BOUND)).to.equal(
      "explicitDeny",
    ));

  it("does not change what the boundary says, whatever it is called", () => {
    for (const action of [
      "CreatePolicyVersion",
      "SetDefaultPolicyVersion",
      "DeletePolicy",
      "DeletePolicyVersion",
    ])
      expect(decide(policies, `iam:${action}`, BOUNDARY), action).to.equal("explicitDeny");
  });

  it("attaches no managed policy, and makes none", () => {
    for (const arn of [iam("policy/mine"), "arn:aws:iam::aws:policy/AdministratorAccess", OWN_POLICY])
      expect(may("iam:AttachRolePolicy", WORKING_ROLE, { ...BOUND, "iam:policyarn": arn }), arn).to.equal(
        false,
      );
    for (const action of ["iam:CreatePolicy", "iam:CreatePolicyVersion"])
      expect(may(action, iam("policy/medical-imaging-pipeline-dev-mine")), action).to.equal(false);
  });

  it("changes neither its own role nor that of previews, and hands neither on", () => {
    const preview = iam("role/medical-imaging-pipeline-dev-github-preview-1a2b3c4");
    for (const role of [OWN_ROLE, preview, iam("role/medical-imaging-pipeline-dev-github-mine")])
      for (const action of [
        "AttachRolePolicy",
        "CreateRole",
        "DeleteRole",
        "DeleteRolePolicy",
        "DetachRolePolicy",
        "PassRole",
        "PutRolePermissionsBoundary",
        "PutRolePolicy",
        "UpdateAssumeRolePolicy",
        "UpdateRole",
      ])
        expect(decide(policies, `iam:${action}`, role, BOUND), `${action} ${role}`).to.equal("explicitDeny");
  });

  it("changes neither the policies of these roles nor whose tokens the account trusts", () => {
    for (const action of [
      "CreatePolicyVersion",
      "SetDefaultPolicyVersion",
      "DeletePolicyVersion",
      "DeletePolicy",
    ])
      expect(decide(policies, `iam:${action}`, OWN_POLICY), action).to.equal("explicitDeny");
    for (const action of [
      "AddClientIDToOpenIDConnectProvider",
      "CreateOpenIDConnectProvider",
      "DeleteOpenIDConnectProvider",
      "UpdateOpenIDConnectProviderThumbprint",
    ])
      expect(decide(policies, `iam:${action}`, PROVIDER), action).to.equal("explicitDeny");
    expect(may("iam:CreateOpenIDConnectProvider", iam("oidc-provider/example.org"))).to.equal(false);
  });

  it("gives its own role no tags that somebody may ask for, but another owner and cost centre", () => {
    for (const [kind, thing] of [
      ["Role", OWN_ROLE],
      ["Policy", OWN_POLICY],
      ["OpenIDConnectProvider", PROVIDER],
    ] as const) {
      for (const call of ["Tag", "Untag"]) {
        const action = `iam:${call}${kind}`;
        expect(may(action, thing, { "aws:tagkeys": ["owner", "costCenter"] }), action).to.equal(true);
        for (const keys of ["project", "environment", "team"])
          expect(decide(policies, action, thing, { "aws:tagkeys": ["owner", keys] }), keys).to.equal(
            "explicitDeny",
          );
      }
    }
  });

  it("changes and hands on no role of others, whose rights no boundary ends", () => {
    for (const role of OTHERS_ROLES)
      for (const action of [
        "iam:UpdateAssumeRolePolicy",
        "iam:PutRolePolicy",
        "iam:PassRole",
        "iam:DeleteRole",
      ])
        expect(
          may(action, role, { ...BOUND, "iam:passedtoservice": "lambda.amazonaws.com" }),
          `${action} ${role}`,
        ).to.equal(false);
    expect(may("iam:PassRole", WORKING_ROLE, { "iam:passedtoservice": "ec2.amazonaws.com" })).to.equal(false);
  });

  it("has no action of IAM beside those of roles, their tags and what it looks at", () => {
    const actions = policies
      .flatMap(
        (text) => (JSON.parse(text) as { Statement: { Effect: string; Action: string[] }[] }).Statement,
      )
      .filter(({ Effect }) => Effect === "Allow")
      .flatMap(({ Action }) => listOf(Action))
      .filter(
        (action) => /^(iam|sts|organizations|cloudformation):/.test(action) && !/:(Get|List)/.test(action),
      );
    expect([...new Set(actions)].sort()).to.deep.equal([
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:PassRole",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
      "iam:TagOpenIDConnectProvider",
      "iam:TagPolicy",
      "iam:TagRole",
      "iam:UntagOpenIDConnectProvider",
      "iam:UntagPolicy",
      "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
    ]);
  });

  it("runs no code in the functions of others, and lets nobody call its own", () => {
    const other = here("lambda", "function:payroll");
    for (const action of [
      "lambda:UpdateFunctionCode",
      "lambda:CreateFunction",
      "lambda:UpdateFunctionConfiguration",
    ])
      expect(may(action, other), action).to.equal(false);
    const own = here("lambda", "function:medical-imaging-pipeline-dev-dispatch");
    for (const action of ["lambda:InvokeFunction", "lambda:AddPermission", "lambda:CreateFunctionUrlConfig"])
      expect(may(action, own), action).to.equal(false);
    const mapping = here("lambda", "event-source-mapping:1");
    expect(may("lambda:CreateEventSourceMapping", mapping, { "lambda:functionarn": other })).to.equal(false);
    expect(may("lambda:CreateEventSourceMapping", mapping, { "lambda:functionarn": `${own}:live` })).to.equal(
      true,
    );
  });

  it("uses keys through Step Functions and queues alone, and gives nobody a grant", () => {
    const key = here("kms", "key/1");
    const own = {
      "aws:resourcetag/project": "medical-imaging-pipeline",
      "aws:resourcetag/environment": "dev",
    };
    for (const action of ["kms:Decrypt", "kms:GenerateMac", "kms:CreateGrant"])
      for (const context of [own, { ...own, "kms:viaservice": "s3.us-east-1.amazonaws.com" }])
        expect(may(action, key, context), action).to.equal(false);
  });

  it("reads no image, and neither opens nor empties the bucket of the state", () => {
    const image = "arn:aws:s3:::medical-imaging-pipeline-dev-raw-dicom-1a2b3c4/a.dcm";
    for (const action of ["s3:GetObject", "s3:GetObjectVersion", "s3:DeleteObject", "s3:PutObject"])
      expect(may(action, image), action).to.equal(false);
    for (const action of [
      "s3:PutBucketPolicy",
      "s3:PutBucketVersioning",
      "s3:PutLifecycleConfiguration",
      "s3:DeleteBucket",
    ])
      expect(may(action, STATE_BUCKET), action).to.equal(false);
    const state = (stack: string) =>
      may("s3:PutObject", `${STATE_BUCKET}/.pulumi/stacks/medical-imaging-pipeline/${stack}.json`);
    expect([state("dev"), state("dev-eu"), state("prod")]).to.deep.equal([true, false, false]);
  });
});
