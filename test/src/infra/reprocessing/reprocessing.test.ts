import { expect } from "chai";
import {
  declaredStack,
  listOf,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";
import {
  definitionOf,
  expectValid,
  stateOf,
  successorsOf,
  type Definition,
} from "../../../support/pulumi/workflow";

const MAPS = ["Prefix", "Manifest"];

/** A Map's fields and its item processor, beside what every state has. */
const mapOf = (definition: Definition, name: string) =>
  stateOf(definition, `Reprocess${name}`) as unknown as Record<string, unknown> & {
    ItemProcessor: Definition;
  };

for (const name of STACKS)
  describe(`reprocessing of ${name}`, () => {
    let stack: DeclaredStack;
    let definition: Definition;
    before(async () => {
      stack = await declaredStack(name);
      definition = definitionOf(stack, "dicom-reprocessing");
    });

    const arnOf = (type: string, nameEnd: string) => textOf(theOne(stack, type, nameEnd), "arn");
    const machine = () => theOne(stack, "aws:sfn/stateMachine:StateMachine", `reprocessing-${name}`);
    const workflow = () => arnOf("aws:sfn/stateMachine:StateMachine", `workflow-${name}`);

    it("is a standard state machine of the agreed name, listed in the outputs", () => {
      expect(machine().inputs).to.include({ name: `dicom-reprocessing-${name}`, type: "STANDARD" });
      expect(stack.outputs.reprocessingStateMachineArn).to.equal(machine().state.arn);
    });

    it("is a valid definition with every value known", () => {
      expectValid(definition);
      expect(textOf(machine(), "definition")).to.not.include("Output<");
    });

    it("logs errors without the data of an execution", () => {
      const logGroup = theOne(stack, "aws:cloudwatch/logGroup:LogGroup", `reprocessing-${name}`);
      expect(machine().inputs.loggingConfiguration).to.deep.equal({
        level: "ERROR",
        includeExecutionData: false,
        logDestination: `${textOf(logGroup, "arn")}:*`,
      });
      expect(logGroup.inputs.retentionInDays).to.equal(name === "dev" ? 7 : 30);
    });

    it("is made once its role may do its work", () =>
      expect(machine().dependsOn).to.include(
        theOne(stack, "aws:iam/rolePolicy:RolePolicy", `reprocessing-${name}`).urn,
      ));

    it("bounds how many objects are taken at a time, and how many may fail", async () => {
      const configured = definitionOf(
        await declaredStack(name, {
          reprocessingConcurrency: "3",
          reprocessingToleratedFailurePercentage: "0",
        }),
        "dicom-reprocessing",
      );
      for (const map of MAPS) {
        expect(stateOf(definition, `Reprocess${map}`)).to.include({
          MaxConcurrency: 20,
          ToleratedFailurePercentage: 10,
        });
        expect(stateOf(configured, `Reprocess${map}`)).to.include({
          MaxConcurrency: 3,
          ToleratedFailurePercentage: 0,
        });
      }
    });

    it("sends every item through the machine that processes what arrives", () => {
      for (const map of MAPS)
        expect(stateOf(mapOf(definition, map).ItemProcessor, `${map}ProcessObject`)).to.deep.include({
          Resource: "arn:aws:states:::states:startExecution.sync:2",
          Parameters: {
            StateMachineArn: workflow(),
            "Name.$": "$.execution.name",
            Input: {
              bucketName: stack.outputs.rawBucketName,
              "objectKey.$": "$.object.Key",
              "versionId.$": "$.version.VersionId",
            },
          },
        });
    });

    it("writes what may hold a key into the raw bucket, and outcomes into the logs bucket", () => {
      for (const map of MAPS) {
        const { ResultWriter, ItemProcessor } = mapOf(definition, map);
        expect(ResultWriter).to.deep.include({
          Parameters: { Bucket: stack.outputs.rawBucketName, "Prefix.$": "$.results.prefix" },
          WriterConfig: { OutputType: "JSON", Transformation: "COMPACT" },
        });
        const { Parameters } = stateOf(ItemProcessor, `${map}WriteRecord`);
        expect(Parameters).to.deep.equal({
          Bucket: stack.outputs.logsBucketName,
          "Key.$": "$.recordObject.key",
          "Body.$": "$.record",
          ContentType: "application/json",
        });
      }
    });

    it("gives an item its place in a list that an attempt makes anew, or that stays for the run", () => {
      for (const [map, list] of [
        ["Prefix", "$.results.attempt"],
        ["Manifest", "$.run"],
      ] as const)
        expect(mapOf(definition, map).ItemSelector).to.deep.equal({
          "run.$": "$.run",
          "list.$": list,
          "index.$": "$$.Map.Item.Index",
          "object.$": "$$.Map.Item.Value",
        });
      expect(stateOf(definition, "NameResults").Parameters).to.include({ "attempt.$": "$$.Execution.Name" });
    });

    it("ends no item by an error that is not its own: every task is caught", () => {
      const { States } = mapOf(definition, "Prefix").ItemProcessor;
      const tasks = Object.values(States).filter(({ Type }) => Type === "Task");
      expect(tasks).to.have.length(6);
      for (const task of tasks) {
        expect(task.Catch!.at(-1)!.ErrorEquals).to.deep.equal(["States.ALL"]);
        for (const next of successorsOf(task)) expect(States).to.have.property(next);
      }
    });

    it("bounds every task and the run: calls by a minute, an object by more than the workflow takes", () => {
      const workflowSeconds = definitionOf(stack, "dicom-processing-workflow").TimeoutSeconds;
      for (const map of MAPS)
        for (const [state, { Type, TimeoutSeconds }] of Object.entries(
          mapOf(definition, map).ItemProcessor.States,
        )) {
          if (Type !== "Task") continue;
          if (state.endsWith("ProcessObject")) expect(TimeoutSeconds).to.be.greaterThan(workflowSeconds);
          else expect(TimeoutSeconds, state).to.equal(60);
        }
      expect(definition.TimeoutSeconds).to.equal(90 * 24 * 60 * 60);
    });

    it("lets its role list, pin, start, follow and write down, and nothing else", () => {
      const own = machine().state.arn as string;
      const raw = arnOf("aws:s3/bucket:Bucket", "raw-dicom");
      const executions = (arn: string) => arn.replace(":stateMachine:", ":execution:");
      const policy = statementsOf(theOne(stack, "aws:iam/rolePolicy:RolePolicy", `reprocessing-${name}`));
      const grants = policy
        .filter(({ Sid }) => Sid !== "DeliverLogs")
        .map(({ Action, Resource }) => [listOf(Action).join(" "), listOf(Resource).join(" ")]);
      expect(grants).to.have.deep.members([
        ["s3:ListBucket", raw],
        ["s3:GetObject", `${raw}/*`],
        ["s3:GetObjectVersionTagging s3:DeleteObjectVersionTagging", `${raw}/*`],
        ["s3:PutObject s3:ListMultipartUploadParts s3:AbortMultipartUpload", `${raw}/reprocessing/*`],
        ["s3:PutObject", `${arnOf("aws:s3/bucket:Bucket", "logs")}/reprocessing/*`],
        ["states:StartExecution", own],
        ["states:DescribeExecution states:StopExecution", `${executions(own)}:*`],
        ["states:StartExecution", workflow()],
        ["states:DescribeExecution states:StopExecution", `${executions(workflow())}:*`],
        [
          "events:PutTargets events:PutRule events:DescribeRule",
          "arn:aws:events:us-east-1:123456789012:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule",
        ],
      ]);
    });
  });
