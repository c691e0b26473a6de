import { expect } from "chai";
import { UNSCOPED_ACTIONS } from "../../../policy/unscopedActions";
import {
  declaredStack,
  listOf,
  ofType,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredStack,
  type Statement,
} from "../../support/pulumi/declared";

type Grant = readonly [action: string, resource: string];

const LOG_DELIVERY = Object.keys(UNSCOPED_ACTIONS).filter((action) => action.startsWith("logs:"));

const grantsOf = (statements: readonly Statement[]): Grant[] =>
  statements.flatMap(({ Action, Resource }) =>
    listOf(Action).flatMap((action) => listOf(Resource).map((resource): Grant => [action, resource])),
  );

for (const name of STACKS)
  describe(`permissions of ${name}`, () => {
    let stack: DeclaredStack;
    before(async () => (stack = await declaredStack(name)));

    const arnOf = (type: string, nameEnd: string) => textOf(theOne(stack, type, nameEnd), "arn");
    const bucket = (role: string) => arnOf("aws:s3/bucket:Bucket", role);
    const policyOf = (nameEnd: string) =>
      statementsOf(theOne(stack, "aws:iam/rolePolicy:RolePolicy", nameEnd));
    const ownLog = (fn: string): Grant[] => {
      const logGroup = arnOf("aws:cloudwatch/logGroup:LogGroup", `-${fn}`);
      return [
        ["logs:CreateLogStream", `${logGroup}:*`],
        ["logs:PutLogEvents", `${logGroup}:*`],
      ];
    };

    const readRaw = (): Grant[] => [
      ["s3:GetObjectVersion", `${bucket("raw-dicom")}/*`],
      ["s3:ListBucket", bucket("raw-dicom")],
    ];

    const expected: Record<string, () => Grant[]> = {
      dispatch: () => [
        ...ownLog("dispatch"),
        ["sqs:ReceiveMessage", arnOf("aws:sqs/queue:Queue", "-ingest")],
        ["sqs:DeleteMessage", arnOf("aws:sqs/queue:Queue", "-ingest")],
        ["sqs:GetQueueAttributes", arnOf("aws:sqs/queue:Queue", "-ingest")],
        ["states:StartExecution", arnOf("aws:sfn/stateMachine:StateMachine", `workflow-${name}`)],
      ],
      ingestion: () => [...ownLog("ingestion"), ...readRaw()],
      validation: () => [...ownLog("validation"), ...readRaw()],
      deidentification: () => [
        ...ownLog("deidentification"),
        ...readRaw(),
        ["s3:GetObject", `${bucket("processed-dicom")}/studies/*`],
        ["s3:ListBucket", bucket("processed-dicom")],
        ["s3:ListBucketMultipartUploads", bucket("processed-dicom")],
        ["s3:PutObject", `${bucket("processed-dicom")}/studies/*`],
        ["s3:AbortMultipartUpload", `${bucket("processed-dicom")}/studies/*`],
        ["s3:PutObject", `${bucket("logs")}/audit/*`],
        ["kms:GenerateMac", arnOf("aws:kms/key:Key", "-deidentification")],
      ],
      study: () => [
        ...ownLog("study"),
        ["sqs:ReceiveMessage", arnOf("aws:sqs/queue:Queue", "-study")],
        ["sqs:DeleteMessage", arnOf("aws:sqs/queue:Queue", "-study")],
        ["sqs:GetQueueAttributes", arnOf("aws:sqs/queue:Queue", "-study")],
        ["s3:GetObject", `${bucket("logs")}/study-markers/*`],
        ["s3:ListBucket", bucket("processed-dicom")],
        ["events:PutEvents", arnOf("aws:cloudwatch/eventBus:EventBus", "")],
      ],
    };

    for (const [fn, grants] of Object.entries(expected))
      it(`lets ${fn} do what it is for and nothing else`, () =>
        expect(grantsOf(policyOf(`-${fn}`))).to.have.deep.members(grants()));

    it("lets the workflow call its steps, mark and explain a quarantine, count, tell and log", () => {
      expect(grantsOf(policyOf(`workflow-${name}`))).to.have.deep.members([
        ...["ingestion", "validation", "deidentification"].map((fn) => [
          "lambda:InvokeFunction",
          `${arnOf("aws:lambda/function:Function", `-${fn}`)}:live`,
        ]),
        ["s3:PutObject", `${bucket("raw-dicom")}/quarantine/*`],
        ["s3:PutObjectVersionTagging", `${bucket("raw-dicom")}/*`],
        ["events:PutEvents", arnOf("aws:cloudwatch/eventBus:EventBus", "")],
        ["s3:PutObject", `${bucket("logs")}/study-markers/*`],
        ["sqs:SendMessage", arnOf("aws:sqs/queue:Queue", "-study")],
        ["cloudwatch:PutMetricData", "*"],
        ...LOG_DELIVERY.map((action) => [action, "*"]),
      ]);
    });

    it("lets Step Functions take the workflow's role for this account only", () =>
      expect(
        statementsOf(theOne(stack, "aws:iam/role:Role", `workflow-${name}`), "assumeRolePolicy"),
      ).to.deep.equal([
        {
          Sid: "AssumedByService",
          Effect: "Allow",
          Principal: { Service: "states.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ]));

    it("lets the study function list studies and nothing else of the processed bucket", () => {
      const listing = policyOf("-study").find(({ Action }) => Action === "s3:ListBucket");
      expect(listing?.Condition).to.deep.equal({ StringLike: { "s3:prefix": "studies/*" } });
    });

    it("has wildcards in no action, and for a resource only where an action knows none", () => {
      for (const policy of ofType(stack, "aws:iam/rolePolicy:RolePolicy"))
        for (const [action, resource] of grantsOf(statementsOf(policy))) {
          expect(action).to.not.include("*");
          if (resource === "*") expect(UNSCOPED_ACTIONS).to.have.property(action);
        }
    });

    it("confines metrics to the pipeline's namespace wherever they may be put", () => {
      const puts = ofType(stack, "aws:iam/rolePolicy:RolePolicy")
        .flatMap((policy) => statementsOf(policy))
        .filter(({ Action }) => listOf(Action).includes("cloudwatch:PutMetricData"));
      expect(puts).to.have.length(1);
      for (const { Condition } of puts)
        expect(Condition).to.deep.equal({
          StringEquals: { "cloudwatch:namespace": "MedicalImaging/Pipeline" },
        });
    });

    it("gives every statement of every policy an id of its own", () => {
      for (const policy of ofType(stack, "aws:iam/rolePolicy:RolePolicy")) {
        const ids = statementsOf(policy).map(({ Sid }) => Sid);
        expect(new Set(ids).size).to.equal(ids.length);
        for (const id of ids) expect(id).to.match(/^[A-Za-z0-9]+$/);
      }
    });
  });
