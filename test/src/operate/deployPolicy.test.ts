import { expect } from "chai";
import { ACTIONS_BY_TYPE } from "../../../src/deployPolicy/actionsByType";
import {
  deployStatements,
  keepOwnRights,
  KNOWN_TYPES,
  MANAGED_POLICY_CHARACTERS,
  packStatements,
  policyCharacters,
  type DeployTarget,
  type Statement,
} from "../../../src/deployPolicy/deployPolicy";
import { parsePolicyDocument } from "../../../src/local/iam/policyDocument";
import { evaluateAccess } from "../../../src/local/iam/policyEvaluator";
import { matchesArn, matchesWildcard } from "../../../src/local/iam/wildcard";
import { describeProgram } from "../../../src/operate/declaredProgram";
import { deployPolicy } from "../../../src/operate/deployPolicy/run";
import { ACCOUNT_ID, declaredStack, STACKS } from "../../support/pulumi/declared";

const TARGET: DeployTarget = {
  projectName: "medical-imaging-pipeline",
  environment: "dev",
  region: "us-east-1",
  accountId: ACCOUNT_ID,
  bucketNames: ["radiology-in"],
};

/** Everything that can be switched on. */
const EVERYTHING = {
  encryption: "kms",
  enableLambdaVpc: "true",
  enableCloudTrail: "true",
  githubRepository: "hospital/imaging",
  stateBucketName: "hospital-pulumi-state",
};

const allows = (statements: readonly Statement[], action: string, arn: string) =>
  statements.some(
    ({ Effect, Action, Resource }) =>
      Effect === "Allow" &&
      Action.some((pattern) => matchesWildcard(pattern, action)) &&
      Resource.some((pattern) => matchesArn(pattern, arn)),
  );

/** The action that makes a resource of a type whose ARN the program knows. */
const CREATING: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "s3:CreateBucket",
  "aws:sqs/queue:Queue": "sqs:CreateQueue",
  "aws:iam/role:Role": "iam:CreateRole",
  "aws:iam/policy:Policy": "iam:CreatePolicy",
  "aws:lambda/function:Function": "lambda:CreateFunction",
  "aws:sfn/stateMachine:StateMachine": "states:CreateStateMachine",
  "aws:cloudwatch/logGroup:LogGroup": "logs:CreateLogGroup",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "cloudwatch:PutMetricAlarm",
  "aws:kms/alias:Alias": "kms:CreateAlias",
  "aws:sns/topic:Topic": "sns:CreateTopic",
  "aws:cloudwatch/eventBus:EventBus": "events:CreateEventBus",
  "aws:cloudtrail/trail:Trail": "cloudtrail:CreateTrail",
};

describe("the policy of the deploying user", () => {
  for (const name of STACKS)
    for (const config of [{}, EVERYTHING]) {
      const title = config === EVERYTHING ? "with everything switched on" : "as configured";
      it(`lets ${name} be deployed ${title}: every declared type and name is covered`, async () => {
        const program = describeProgram(await declaredStack(name, config));
        const documents = deployPolicy(program, { account: ACCOUNT_ID });
        const statements = documents.flatMap(({ Statement }) => Statement);
        const covered = program.resources.filter(({ type }) => CREATING[type] !== undefined);
        expect(covered.length).to.be.greaterThan(20);
        for (const { type, inputs, state } of covered) {
          // What has no name of its own gets one from Pulumi, with a suffix.
          const isNamed = inputs.name !== undefined || inputs.bucket !== undefined;
          const arn = `${String(state.arn)}${isNamed ? "" : "-1a2b3c4"}`;
          expect(allows(statements, CREATING[type]!, arn), `${CREATING[type]!} ${arn}`).to.equal(true);
          if (type === "aws:iam/role:Role")
            expect(allows(statements, "iam:PassRole", arn), arn).to.equal(true);
        }
        for (const document of documents)
          expect(policyCharacters(document)).to.be.at.most(MANAGED_POLICY_CHARACTERS);
      });
    }

  it("fails for a type that the table does not know", () => {
    expect(() => deployStatements(["aws:rds/instance:Instance"], TARGET, { access: "write" })).to.throw(
      "No actions are known for aws:rds/instance:Instance",
    );
  });

  const everything = deployStatements(KNOWN_TYPES, TARGET, { access: "write" });

  it("fits into managed policies for all types at once, and loses nothing on the way", () => {
    const documents = packStatements(everything);
    const grants = (statements: readonly Statement[]) =>
      statements
        .flatMap(({ Action, Resource }) => Action.map((action) => `${action} ${Resource.join()}`))
        .sort();
    expect(documents.length).to.be.within(2, 9);
    for (const document of documents)
      expect(policyCharacters(document)).to.be.at.most(MANAGED_POLICY_CHARACTERS);
    expect(grants(documents.flatMap(({ Statement }) => Statement))).to.deep.equal(grants(everything));
  });

  it("splits a statement that is too long for one policy", () => {
    const long: Statement = {
      Sid: "Long",
      Effect: "Allow",
      Action: Array.from({ length: 600 }, (_, index) => `s3:Action${index}`),
      Resource: ["*"],
    };
    const documents = packStatements([long]);
    expect(documents.length).to.be.greaterThan(1);
    for (const document of documents)
      expect(policyCharacters(document)).to.be.at.most(MANAGED_POLICY_CHARACTERS);
    expect(documents.flatMap(({ Statement }) => Statement).flatMap(({ Action }) => Action)).to.deep.equal(
      long.Action,
    );
  });

  it("reaches nothing of another project or environment", () => {
    const foreign = [
      ["s3:DeleteBucket", "arn:aws:s3:::other-project-dev-raw"],
      ["s3:DeleteBucket", "arn:aws:s3:::medical-imaging-pipeline-prod-raw-dicom"],
      ["iam:PutRolePolicy", `arn:aws:iam::${ACCOUNT_ID}:role/Administrator`],
      ["iam:PassRole", `arn:aws:iam::${ACCOUNT_ID}:role/medical-imaging-pipeline-prod-dispatch-1`],
      ["lambda:UpdateFunctionCode", `arn:aws:lambda:us-east-1:${ACCOUNT_ID}:function:other`],
      [
        "states:DeleteStateMachine",
        `arn:aws:states:us-east-1:${ACCOUNT_ID}:stateMachine:dicom-processing-workflow-prod`,
      ],
    ] as const;
    for (const [action, arn] of foreign)
      expect(allows(everything, action, arn), `${action} ${arn}`).to.equal(false);
  });

  const decide = (action: string, resource: string, context: Record<string, string | string[]> = {}) =>
    evaluateAccess(
      { identity: [parsePolicyDocument({ Version: "2012-10-17", Statement: everything })], resource: [] },
      {
        principal: { kind: "identity", arn: `arn:aws:iam::${ACCOUNT_ID}:role/deployer` },
        action,
        resource,
        context: { "aws:requestedregion": "us-east-1", ...context },
      },
    ).because;
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
    expect(decide("kms:CreateKey", "*", wanted)).to.equal("allow");
    expect(decide("kms:TagResource", key, wanted)).to.equal("allow");
    for (const action of ["kms:TagResource", "kms:UntagResource", "kms:PutKeyPolicy"])
      expect(decide(action, key, own), action).to.equal("allow");
    expect(decide("kms:CreateKey", "*", tagsOf("request", "other", "dev"))).to.equal("noAllow");
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
      expect(decide("kms:TagResource", key, { ...wanted, ...theirs }), title).to.equal("explicitDeny");
      expect(decide("kms:PutKeyPolicy", key, theirs), title).to.equal("noAllow");
    }
  });

  it("tags a part of a network while it is made, or where it is the stack's, and closes no other group", () => {
    const group = `arn:aws:ec2:us-east-1:${ACCOUNT_ID}:security-group/sg-1`;
    const own = tagsOf("resource", ...OURS);
    expect(decide("ec2:CreateTags", group, { "ec2:createaction": "CreateSecurityGroup" })).to.equal("allow");
    expect(decide("ec2:CreateTags", group, own)).to.equal("allow");
    const network = `arn:aws:ec2:us-east-1:${ACCOUNT_ID}:vpc/vpc-1`;
    expect(decide("ec2:CreateTags", network, wanted)).to.equal("noAllow");
    for (const action of ["ec2:CreateTags", "ec2:RevokeSecurityGroupIngress", "ec2:DeleteSecurityGroup"])
      for (const theirs of [tagsOf("resource", "other", "dev"), tagsOf("resource", OURS[0], "prod")])
        expect(decide(action, group, { ...wanted, ...theirs }), action).to.equal("noAllow");
    expect(decide("ec2:RevokeSecurityGroupIngress", group, own)).to.equal("allow");
    // A default group, which nobody has tagged.
    expect(decide("ec2:CreateTags", group, wanted)).to.equal("allow");
    expect(decide("ec2:DeleteSecurityGroup", group, wanted)).to.equal("noAllow");
  });

  it("hands roles to named services only", () => {
    const passing = everything.filter(({ Action }) => Action.includes("iam:PassRole"));
    expect(passing).to.have.length(1);
    expect(passing[0]!.Condition)
      .to.have.nested.property("StringEquals.iam:PassedToService")
      .that.is.an("array");
  });

  it("stands on * only where tags, a function or the region confine it, or AWS knows no resource", () => {
    const unscoped = everything.filter(({ Resource }) => Resource.includes("*"));
    expect(unscoped.map(({ Sid }) => Sid)).to.have.members([
      "Everything",
      "MappingsOfFunctions",
      "NewKeys",
      "NewNetworkTags",
      "NewNetworks",
      "Networks",
    ]);
    for (const { Sid, Condition } of unscoped)
      if (Sid !== "Everything") expect(Condition, Sid).to.be.an("object");
    expect(everything.find(({ Sid }) => Sid === "Everything")!.Action).to.deep.equal([
      "cloudtrail:DescribeTrails",
      "kms:ListAliases",
      "logs:DeleteQueryDefinition",
      "logs:DescribeLogGroups",
      "logs:DescribeQueryDefinitions",
      "logs:PutQueryDefinition",
      "sns:GetSubscriptionAttributes",
      "sns:SetSubscriptionAttributes",
      "sns:Unsubscribe",
      "states:ValidateStateMachineDefinition",
    ]);
  });

  it("reads and deletes no object unless buckets are to be emptied", () => {
    const object = "arn:aws:s3:::radiology-in/a.dcm";
    for (const action of ["s3:GetObject", "s3:DeleteObjectVersion"])
      expect(allows(everything, action, object), action).to.equal(false);
    const emptying = deployStatements(KNOWN_TYPES, TARGET, { access: "write", emptyBuckets: true });
    expect(allows(emptying, "s3:DeleteObjectVersion", object)).to.equal(true);
    expect(allows(emptying, "s3:GetObject", object)).to.equal(false);
  });

  it("makes and changes roles only with the permissions boundary that is asked for", () => {
    const boundary = `arn:aws:iam::${ACCOUNT_ID}:policy/boundary`;
    const statements = deployStatements(
      KNOWN_TYPES,
      { ...TARGET, permissionsBoundary: boundary },
      { access: "write" },
    );
    for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"])
      for (const { Action, Condition } of statements)
        if (Action.includes(action))
          expect(Condition, action).to.deep.equal({ StringEquals: { "iam:PermissionsBoundary": boundary } });
    expect(statements.flatMap(({ Action }) => Action)).not.to.include("iam:DeleteRolePermissionsBoundary");
  });

  it("uses keys of the stack through Step Functions and SQS only, with encryption: kms", async () => {
    const program = describeProgram(await declaredStack("dev", { encryption: "kms" }));
    const statements = deployPolicy(program, { account: ACCOUNT_ID }).flatMap(({ Statement }) => Statement);
    const using = statements.filter(({ Action }) =>
      Action.some((action) => /^kms:(Decrypt|GenerateDataKey)$/.test(action)),
    );
    expect(using.flatMap(({ Action }) => Action)).to.have.members(["kms:Decrypt", "kms:GenerateDataKey"]);
    for (const { Condition } of using)
      expect(Condition).to.deep.equal({
        StringEquals: {
          "aws:ResourceTag/project": TARGET.projectName,
          "aws:ResourceTag/environment": "dev",
          "kms:ViaService": ["states.us-east-1.amazonaws.com", "sqs.us-east-1.amazonaws.com"],
        },
      });
  });

  it("reaches the state bucket and keeps the boundary of the configuration", async () => {
    const permissionsBoundaryArn = `arn:aws:iam::${ACCOUNT_ID}:policy/boundary`;
    const program = describeProgram(await declaredStack("dev", { permissionsBoundaryArn }));
    const statementsWith = (bucketName?: string) =>
      deployPolicy(
        program,
        { account: ACCOUNT_ID },
        bucketName === undefined ? undefined : { bucketName, project: "imaging", stack: "dev" },
      ).flatMap(({ Statement }) => Statement);
    const state = "arn:aws:s3:::hospital-state/.pulumi/stacks/imaging/dev.json";
    expect(allows(statementsWith("hospital-state"), "s3:PutObject", state)).to.equal(true);
    expect(allows(statementsWith(), "s3:PutObject", state)).to.equal(false);
    const creating = statementsWith().find(({ Action }) => Action.includes("iam:CreateRole"));
    expect(creating!.Condition).to.deep.equal({
      StringEquals: { "iam:PermissionsBoundary": permissionsBoundaryArn },
    });
  });

  it("changes nothing where it may only look", () => {
    const reading = deployStatements(KNOWN_TYPES, TARGET, { access: "read" });
    for (const { Action } of reading)
      for (const action of Action)
        expect(action)
          .to.match(/:(Get|List|Describe|Validate)/)
          .and.not.match(/GetObject|:ListBucket$/);
  });

  it("cannot change its own rights where nobody watches", () => {
    const { Effect, Action, Resource } = keepOwnRights(TARGET);
    expect(Effect).to.equal("Deny");
    const own = `arn:aws:iam::${ACCOUNT_ID}:role/medical-imaging-pipeline-dev-github-deploy-1a2b3c4`;
    expect(Resource.some((pattern) => matchesArn(pattern, own))).to.equal(true);
    const changing = Object.values(ACTIONS_BY_TYPE)
      .flat()
      .flatMap(({ write = [] }) => write)
      .filter((action) => action.startsWith("iam:"));
    expect(changing.length).to.be.greaterThan(15);
    for (const action of changing)
      expect(
        Action.some((pattern) => matchesWildcard(pattern, action)),
        action,
      ).to.equal(true);
  });
});
