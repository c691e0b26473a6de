import { expect } from "chai";
import { workflowDefinition } from "../../../../src/infra/workflow/workflowDefinition";
import { declaredStack, STACKS, textOf, theOne, type DeclaredStack } from "../../../support/pulumi/declared";
import {
  attemptsOf,
  definitionOf,
  expectValid,
  longestWay,
  stateOf,
  successorsOf,
  type Definition,
} from "../../../support/pulumi/workflow";

const STEPS = [
  ["Ingestion", "ingestion"],
  ["Validation", "validation"],
  ["Deidentification", "deidentification"],
] as const;

const HAPPY_PATH = [
  ...STEPS.flatMap(([step]) => [`${step}Step`, `Check${step}Status`, `Parse${step}Result`]),
  "PublishSuccessMetric",
  "CheckPublication",
  "PublishObjectEvent",
  "MarkStudy",
  "AwaitQuietStudy",
  "SuccessState",
];

const ERROR_PATH = [
  "ErrorHandler",
  "DescribeServiceFailure",
  "DescribeRejection",
  "TagQuarantinedVersion",
  "WriteQuarantineReason",
  "PublishFailureMetric",
  "PublishQuarantineEvent",
  "FailureState",
];

for (const name of STACKS)
  describe(`workflow of ${name}`, () => {
    let stack: DeclaredStack;
    let definition: Definition;
    before(async () => {
      stack = await declaredStack(name);
      definition = definitionOf(stack);
    });

    const machine = () => theOne(stack, "aws:sfn/stateMachine:StateMachine", `workflow-${name}`);
    const arnOf = (fn: string) => textOf(theOne(stack, "aws:lambda/alias:Alias", `-${fn}`), "arn");
    const tasks = () => Object.entries(definition.States).filter(([, { Type }]) => Type === "Task");

    it("is a standard state machine of the agreed name, listed in the outputs", () => {
      expect(machine().inputs).to.deep.include({
        name: `dicom-processing-workflow-${name}`,
        type: "STANDARD",
      });
      expect(stack.outputs).to.deep.include({
        stateMachineName: `dicom-processing-workflow-${name}`,
        stateMachineArn: machine().id,
        stepFunctionsExecutionRoleArn: machine().inputs.roleArn,
      });
    });

    it("logs what happens without the data of an execution", () => {
      const logGroup = theOne(stack, "aws:cloudwatch/logGroup:LogGroup", `workflow-${name}`);
      expect(logGroup.inputs).to.deep.include({
        name: `/aws/stepfunctions/dicom-processing-workflow-${name}`,
        retentionInDays: name === "dev" ? 7 : 30,
      });
      expect(machine().inputs.loggingConfiguration).to.deep.equal({
        level: "ALL",
        includeExecutionData: false,
        logDestination: `${textOf(logGroup, "arn")}:*`,
      });
    });

    it("is made once its role may do its work", () =>
      expect(machine().dependsOn).to.include(
        theOne(stack, "aws:iam/rolePolicy:RolePolicy", `workflow-${name}`).urn,
      ));

    it("is a valid definition with every value known", () => {
      expectValid(definition);
      expect(textOf(machine(), "definition")).to.not.include("Output<");
    });

    it("has the agreed states and no other", () =>
      expect(Object.keys(definition.States)).to.have.members([...HAPPY_PATH, ...ERROR_PATH]));

    it("goes through the steps in order, or to the error path", () => {
      expect(definition.StartAt).to.equal("IngestionStep");
      for (const [index, state] of HAPPY_PATH.slice(0, -1).entries())
        expect(successorsOf(stateOf(definition, state))).to.include(HAPPY_PATH[index + 1]);
      for (const [step] of STEPS) {
        expect(stateOf(definition, `Check${step}Status`)).to.deep.include({
          Choices: [{ Variable: "$.result.statusCode", NumericEquals: 200, Next: `Parse${step}Result` }],
          Default: "ErrorHandler",
        });
      }
    });

    it("retries what is transient of a step, and nothing else; what is busy for longer", () => {
      for (const [step] of STEPS)
        expect(stateOf(definition, `${step}Step`).Retry).to.deep.equal([
          {
            ErrorEquals: ["Lambda.TooManyRequestsException"],
            IntervalSeconds: 2,
            MaxAttempts: 120,
            MaxDelaySeconds: 60,
            BackoffRate: 2,
            JitterStrategy: "FULL",
          },
          {
            ErrorEquals: [
              "Lambda.ServiceException",
              "Lambda.AWSLambdaException",
              "Lambda.SdkClientException",
              "Lambda.ClientExecutionTimeoutException",
              "Lambda.Unknown",
              "Runtime.ExitError",
              "States.Timeout",
              "TransientServiceError",
            ],
            IntervalSeconds: 2,
            MaxAttempts: 3,
            BackoffRate: 2,
            JitterStrategy: "FULL",
          },
        ]);
    });

    it("retries and catches every task", () => {
      expect(tasks()).to.have.length(11);
      for (const [task, { Retry, Catch }] of tasks()) {
        expect(Retry!.at(-1), task).to.deep.include({
          // But for steps and metrics: nothing makes good later what was not written down or told.
          MaxAttempts: /Step$|Metric$/.test(task) ? 3 : 15,
          IntervalSeconds: 2,
          BackoffRate: 2,
          JitterStrategy: "FULL",
        });
        expect(Catch, task).to.have.length(1);
        expect(Catch![0]!.ErrorEquals).to.deep.equal(["States.ALL"]);
      }
    });

    it("takes an error of a step to the error path, and keeps the state", () => {
      for (const [step] of STEPS)
        expect(stateOf(definition, `${step}Step`).Catch).to.deep.equal([
          { ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "ErrorHandler" },
        ]);
    });

    it("goes on where a record or a metric cannot be written", () => {
      for (const task of [
        "PublishSuccessMetric",
        "TagQuarantinedVersion",
        "WriteQuarantineReason",
        "PublishFailureMetric",
        "PublishObjectEvent",
        "AwaitQuietStudy",
        "PublishQuarantineEvent",
      ]) {
        const { Next, Catch } = stateOf(definition, task);
        expect(Catch![0]!.Next).to.equal(Next);
      }
    });

    it("sends each step the object, the execution's name and what the contract adds", () => {
      const added = {
        ingestion: {},
        validation: {},
        deidentification: { "startedAt.$": "$$.Execution.StartTime" },
      };
      for (const [step, fn] of STEPS)
        expect(stateOf(definition, `${step}Step`)).to.deep.include({
          Resource: "arn:aws:states:::lambda:invoke",
          Parameters: {
            FunctionName: arnOf(fn),
            Payload: { "object.$": "$", "executionName.$": "$$.Execution.Name", ...added[fn] },
          },
          ResultSelector: { "statusCode.$": "$.Payload.statusCode", "body.$": "$.Payload.body" },
          ResultPath: "$.result",
        });
    });

    it("marks the very version, and writes the reason without the object's key", () => {
      expect(stateOf(definition, "TagQuarantinedVersion")).to.deep.include({
        Resource: "arn:aws:states:::aws-sdk:s3:putObjectTagging",
        Parameters: {
          "Bucket.$": "$.bucketName",
          "Key.$": "$.objectKey",
          "VersionId.$": "$.versionId",
          Tagging: { TagSet: [{ Key: "quarantine", "Value.$": "$.failure.reason.code" }] },
        },
      });
      const reason = stateOf(definition, "WriteQuarantineReason");
      expect(reason.Resource).to.equal("arn:aws:states:::aws-sdk:s3:putObject");
      expect(reason.Parameters).to.deep.equal({
        "Bucket.$": "$.bucketName",
        "Key.$": "States.Format('quarantine/{}/reason.json', $$.Execution.Name)",
        Body: {
          "executionName.$": "$$.Execution.Name",
          "reason.$": "$.failure.reason",
        },
        ContentType: "application/json",
      });
      expect(JSON.stringify(reason)).to.not.include("objectKey");
    });

    it("counts successes and failures in the pipeline's namespace, each environment's apart", () => {
      const count = (MetricName: string, ...own: object[]) => ({
        MetricName,
        Value: 1,
        Unit: "Count",
        Dimensions: [{ Name: "Environment", Value: name }, ...own],
      });
      for (const [task, ...MetricData] of [
        ["PublishSuccessMetric", count("PipelineSuccess")],
        [
          "PublishFailureMetric",
          count("PipelineFailure"),
          count("PipelineFailure", { Name: "Fault", "Value.$": "$.failure.reason.fault" }),
          count("Quarantined", { Name: "Reason", "Value.$": "$.failure.reason.code" }),
        ],
      ] as const)
        expect(stateOf(definition, task)).to.deep.include({
          Resource: "arn:aws:states:::aws-sdk:cloudwatch:putMetricData",
          Parameters: { Namespace: "MedicalImaging/Pipeline", MetricData },
        });
    });

    it("lets a call of a function take longer than the function may, and bounds every other call", () => {
      for (const [task, { TimeoutSeconds }] of tasks())
        expect(TimeoutSeconds, task).to.equal(task.endsWith("Step") ? 300 + 60 : 60);
    });

    for (const seconds of ["10", "300", "900"])
      it(`has time for the longest way through its states, with functions of ${seconds} s`, async () => {
        const configured = definitionOf(await declaredStack(name, { lambdaTimeoutSeconds: seconds }));
        const { path, longestSeconds } = longestWay(configured);
        expect(path).to.include.members(["IngestionStep", "DeidentificationStep"]);
        expect(longestSeconds).to.be.greaterThan(3 * 124 * Number(seconds));
        // Two days are left for what no definition says: the account's quota of transitions.
        expect(configured.TimeoutSeconds - longestSeconds).to.be.greaterThan(2 * 24 * 60 * 60);
      });

    it("cannot have more events in an execution than Step Functions keeps", () => {
      const attempts = tasks().reduce((sum, [, task]) => sum + attemptsOf(task), 0);
      expect(Object.keys(definition.States).length * 2 + attempts * 4).to.be.lessThan(25_000);
    });
  });

describe("workflowDefinition", () => {
  const definition = workflowDefinition(
    { ingestion: "arn:i", validation: "arn:v", deidentification: "arn:d" },
    {
      environment: "test",
      functionTimeoutSeconds: 10,
      eventBusName: "bus",
      studies: { queueUrl: "queue", bucketName: "logs", quietMinutes: 5 },
    },
  );

  it("is what the stack declares, but for the functions", () =>
    expect(Object.keys(definition.States)).to.have.members([...HAPPY_PATH, ...ERROR_PATH]));

  it("marks no studies and waits for none where it has nobody to ask", () => {
    const { States } = workflowDefinition(
      { ingestion: "arn:i", validation: "arn:v", deidentification: "arn:d" },
      { environment: "test", functionTimeoutSeconds: 10, eventBusName: "bus" },
    );
    expect(States).to.not.have.any.keys("MarkStudy", "AwaitQuietStudy");
    expect(States.PublishObjectEvent).to.have.property("Next", "SuccessState");
  });

  it("has to have an end for the sum of its times", () => {
    const endless = { ...definition.States, SuccessState: { Type: "Pass", Next: "IngestionStep" } };
    expect(() => longestWay({ ...definition, States: endless })).to.throw("circle");
  });

  it("calls the functions that it is given", () => {
    const text = JSON.stringify(definition);
    for (const arn of ["arn:i", "arn:v", "arn:d"]) expect(text.split(`"${arn}"`)).to.have.length(2);
  });
});
