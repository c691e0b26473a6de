import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import {
  deployStatements,
  KNOWN_TYPES,
  MANAGED_POLICY_CHARACTERS,
  packStatements,
  policyCharacters,
  type Statement,
} from "../../../src/deployPolicy/deployPolicy";
import type { DeployTarget } from "../../../src/deployPolicy/arns";
import { matchesArn, matchesWildcard } from "../../../src/local/iam/wildcard";
import { describeProgram } from "../../../src/operate/declaredProgram";
import { deployPolicy, runDeployPolicy } from "../../../src/operate/deployPolicy/run";
import { runOperate } from "../../support/operate/runOperate";
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
  permissionsBoundaryArn: `arn:aws:iam::${ACCOUNT_ID}:policy/boundary`,
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

describe("the policy of the deploying user", function () {
  // The first to ask evaluates the program under every configuration.
  this.timeout(120_000);

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
          if (type === "aws:iam/role:Role" && !arn.includes("-github-"))
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
    const longest = { ...TARGET, projectName: "a".repeat(18), environment: "e".repeat(20) };
    expect(packStatements(deployStatements(KNOWN_TYPES, longest, { access: "write" })).length).to.be.at.most(
      9,
    );
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
      "Unscoped",
      "MappingsOfFunctions",
      "NewKeys",
      "NewNetworkTags",
      "SeeNetworks",
      "Networks",
    ]);
    for (const { Sid, Condition } of unscoped)
      if (Sid !== "Unscoped") expect(Condition, Sid).to.be.an("object");
    expect(everything.find(({ Sid }) => Sid === "Unscoped")!.Action).to.deep.equal([
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
    expect(using.map(({ Action }) => Action)).to.deep.equal([
      ["kms:Decrypt"],
      ["kms:Decrypt", "kms:GenerateDataKey"],
    ]);
    for (const { Sid, Condition } of using)
      expect(Condition).to.deep.equal({
        StringEquals: {
          "aws:ResourceTag/project": TARGET.projectName,
          "aws:ResourceTag/environment": "dev",
          "kms:ViaService": (Sid === "KeyUse" ? ["states", "sqs"] : ["states"]).map(
            (service) => `${service}.us-east-1.amazonaws.com`,
          ),
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

  it("takes no boundary that is not the ARN of a policy", async () => {
    for (const boundary of [
      "abc",
      "",
      "arn:aws:iam::123456789012:role/boundary",
      "arn:aws:iam::1:policy/b",
    ]) {
      const { exitCode, stdout, stderr } = await runOperate(["deploy-policy", "dev", "--boundary", boundary]);
      expect({ exitCode, stdout }).to.deep.equal({ exitCode: 2, stdout: "" });
      expect(stderr).to.contain("It must be the ARN of an IAM policy");
    }
  }).timeout(60_000);

  it("looks at the definition of an encrypted state machine, and decrypts nothing else", () => {
    const reading = deployStatements(KNOWN_TYPES, TARGET, { access: "read" });
    const using = reading.filter(({ Action }) =>
      Action.some((action) => /^kms:(Decrypt|Generate)/.test(action)),
    );
    expect(using).to.have.length(1);
    expect(using[0]!.Action).to.deep.equal(["kms:Decrypt"]);
    expect(using[0]!.Condition?.StringEquals?.["kms:ViaService"]).to.deep.equal([
      "states.us-east-1.amazonaws.com",
    ]);
  });

  it("changes nothing where it may only look", () => {
    const reading = deployStatements(KNOWN_TYPES, TARGET, { access: "read" });
    for (const { Action } of reading)
      for (const action of Action.filter((one) => one !== "kms:Decrypt"))
        expect(action)
          .to.match(/:(Get|List|Describe|Validate)/)
          .and.not.match(/GetObject|:ListBucket$/);
  });

  it("warns where no account confines what is printed, and not among what is printed", async () => {
    const printed = async (account: string) => {
      const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
      await runDeployPolicy("dev", { account }, streams);
      for (const stream of Object.values(streams)) stream.end();
      return { stdout: await text(streams.stdout), stderr: await text(streams.stderr) };
    };
    const anywhere = await printed("*");
    expect(anywhere.stderr).to.match(/^Warning: without --account /);
    expect(anywhere.stdout).to.match(/^{/);
    expect(anywhere.stdout).to.include(":*:").and.not.include("Warning");
    expect((await printed(ACCOUNT_ID)).stderr).to.not.include("Warning");
  });
});
