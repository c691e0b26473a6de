import { expect } from "chai";
import { itemProcessor } from "../../../src/infra/reprocessing/itemProcessor";
import {
  loadStateMachineLibrary,
  type StateMachine,
  type StateMachineDefinition,
} from "../../../src/local/workflow/stateMachineLibrary";
import {
  declaredStack,
  listOf,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../support/pulumi/declared";
import {
  definitionOf,
  expectValid,
  stateOf,
  successorsOf,
  type Definition,
} from "../../support/pulumi/workflow";

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
              "versionId.$": "$.version.id",
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
      expect(tasks).to.have.length(7);
      for (const task of tasks) {
        expect(task.Catch!.at(-1)!.ErrorEquals).to.deep.equal(["States.ALL"]);
        for (const next of successorsOf(task)) expect(States).to.have.property(next);
      }
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
        ["states:RedriveExecution", `${executions(own)}/Prefix:* ${executions(own)}/Manifest:*`],
        ["states:StartExecution", workflow()],
        ["states:DescribeExecution states:StopExecution", `${executions(workflow())}:*`],
        [
          "events:PutTargets events:PutRule events:DescribeRule",
          "arn:aws:events:us-east-1:123456789012:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule",
        ],
      ]);
    });
  });

type Json = Parameters<StateMachine["run"]>[0];
type Answer = (input: Record<string, unknown>) => unknown;

const failure = (name: string) => Object.assign(new Error("nothing to see"), { name });

/** Runs the item processor with stand-ins for its tasks; those that are not given answer as after a success. */
async function runItem(object: object, tasks: Readonly<Record<string, Answer>> = {}) {
  const processor = itemProcessor({
    rawBucketName: "raw",
    logsBucketName: "logs",
    workflowArn: "arn:aws:states:us-east-1:123456789012:stateMachine:workflow",
  });
  const answers: Record<string, Answer> = {
    PinVersion: () => ({ VersionId: "v1" }),
    ReadTags: () => ({ TagSet: [] }),
    ...tasks,
  };
  const calls: { state: string; input: Record<string, unknown> }[] = [];
  const names = Object.entries(processor.States).flatMap(([state, { Type }]) =>
    Type === "Task" ? [state] : [],
  );
  const handlers = names.map((state) => [
    state,
    (input: Json) => {
      calls.push({ state, input: input as Record<string, unknown> });
      return (answers[state]?.(input as Record<string, unknown>) ?? {}) as Json;
    },
  ]);
  const createMachine = await loadStateMachineLibrary();
  const run = createMachine(processor as unknown as StateMachineDefinition).run(
    { run: "r", list: "l", index: 7, object } as Json,
    {
      overrides: {
        taskResourceLocalHandlers: Object.fromEntries(handlers) as Record<string, never>,
        retryIntervalOverrides: Object.fromEntries(names.map((state) => [state, 0])),
        waitTimeOverrides: { WaitForEnd: 0 },
      },
    },
  );
  const ended = await run.result.then(
    (output: unknown) => ({ output, error: undefined }),
    (error: unknown) => ({ output: undefined, error: (error as Error).cause as Error }),
  );
  const inputsOf = (state: string) => calls.filter((call) => call.state === state).map(({ input }) => input);
  return { ...ended, inputsOf, record: () => inputsOf("WriteRecord")[0]?.Body };
}

describe("reprocessing of one item", () => {
  const object = { Key: "in/Doe^Jane.dcm", StorageClass: "STANDARD" };
  const exists = () => {
    throw failure("StepFunctions.ExecutionAlreadyExistsException");
  };

  it("starts one execution that is named by run, version and key, and writes down that it succeeded", async () => {
    const first = await runItem(object);
    const [{ Name, Input }] = first.inputsOf("ProcessObject") as [Record<string, unknown>];
    expect(Name).to.match(/^[0-9a-f]{64}$/);
    expect(Input).to.deep.equal({ bucketName: "raw", objectKey: object.Key, versionId: "v1" });
    expect(first.record()).to.deep.equal({ outcome: "succeeded", code: "OK", executionName: Name });
    expect(first.inputsOf("WriteRecord")[0]!.Key).to.equal(
      `reprocessing/r/succeeded/OK/${String(Name)}.json`,
    );
    expect(first.output).to.deep.equal(first.record());

    const again = await runItem(object);
    expect(again.inputsOf("ProcessObject")[0]!.Name).to.equal(Name);
    const other = await runItem(object, { PinVersion: () => ({ VersionId: "v2" }) });
    expect(other.inputsOf("ProcessObject")[0]!.Name).to.not.equal(Name);
  });

  it("fails by the code of the execution that failed, once that is written down", async () => {
    const { error, record, inputsOf } = await runItem(object, {
      ProcessObject: () => {
        throw failure("States.TaskFailed");
      },
      DescribeExecution: () => ({ Status: "FAILED", Error: "TRUNCATED_ELEMENT" }),
    });
    expect(error?.name).to.equal("TRUNCATED_ELEMENT");
    expect(record()).to.include({ outcome: "failed", code: "TRUNCATED_ELEMENT" });
    expect(inputsOf("DescribeExecution")[0]!.ExecutionArn).to.equal(
      `arn:aws:states:us-east-1:123456789012:execution:workflow:${String(inputsOf("ProcessObject")[0]!.Name)}`,
    );
  });

  it("starts nothing where the run has taken the item before, and waits where that still runs", async () => {
    const statuses = ["RUNNING", "RUNNING", "SUCCEEDED"];
    const { record, inputsOf } = await runItem(object, {
      ProcessObject: exists,
      DescribeExecution: () => ({ Status: statuses.shift() }),
    });
    expect(inputsOf("ProcessObject")).to.have.length(1);
    expect(inputsOf("DescribeExecution")).to.have.length(3);
    expect(record()).to.include({ outcome: "succeeded" });
  });

  it("takes an item up again whose execution was stopped with the run, under the next name", async () => {
    let attempt = 0;
    const { record, inputsOf } = await runItem(object, {
      ProcessObject: () => (++attempt === 1 ? exists() : {}),
      DescribeExecution: () => ({ Status: "ABORTED" }),
    });
    const [stopped, next] = inputsOf("ProcessObject").map(({ Name }) => Name);
    expect(next)
      .to.match(/^[0-9a-f]{64}$/)
      .and.not.equal(stopped);
    expect(record()).to.deep.equal({ outcome: "succeeded", code: "OK", executionName: next });
  });

  it("names no record by what can be guessed: an archived object's by its version, a vanished one's by its place", async () => {
    const archived = (versionId: string) =>
      runItem(
        { ...object, StorageClass: "GLACIER" },
        { PinVersion: () => ({ VersionId: versionId }), ReadRestore: () => ({ Contents: [{}] }) },
      );
    const { record } = await archived("v1");
    const { inputsOf } = await runItem(object);
    const executionName = inputsOf("ProcessObject")[0]!.Name;
    expect(record()).to.deep.equal({ outcome: "skipped", code: "ARCHIVED", executionName });
    expect((await archived("v2")).record()).to.not.deep.equal(record());

    const vanished = await runItem(object, {
      PinVersion: () => {
        throw failure("S3.NoSuchKeyException");
      },
    });
    expect(vanished.record()).to.deep.equal({ outcome: "skipped", code: "VANISHED", executionName: "l-7" });
    expect(vanished.inputsOf("ProcessObject")).to.deep.equal([]);
  });

  for (const [restore, outcome] of [
    [undefined, "skipped"],
    [{ IsRestoreInProgress: true }, "skipped"],
    [{ IsRestoreInProgress: false, RestoreExpiryDate: "2026-11-30T00:00:00Z" }, "succeeded"],
  ] as const)
    it(`${outcome} is what an archived object is whose restore is ${JSON.stringify(restore)}`, async () => {
      const { record, inputsOf } = await runItem(
        { ...object, StorageClass: "GLACIER" },
        {
          ReadRestore: () => ({
            Contents: [{ Key: object.Key, ...(restore && { RestoreStatus: restore }) }],
          }),
        },
      );
      expect(record()).to.include({ outcome, code: outcome === "skipped" ? "ARCHIVED" : "OK" });
      expect(inputsOf("ProcessObject")).to.have.length(outcome === "skipped" ? 0 : 1);
    });

  for (const key of ["quarantine/a.dcm", "in/notes.txt", "reprocessing/r/manifest.json", "manifests/a.jsonl"])
    it(`ignores ${key}`, async () => {
      const { output, inputsOf } = await runItem({ Key: key });
      expect(output).to.deep.equal({ outcome: "ignored" });
      expect(inputsOf("PinVersion")).to.deep.equal([]);
    });

  for (const task of ["PinVersion", "DescribeExecution", "ReadTags", "WriteRecord"])
    it(`leaves an item without a record to the next attempt where ${task} is refused`, async () => {
      const refused = () => {
        throw failure("S3.S3Exception");
      };
      const start = task === "DescribeExecution" ? { ProcessObject: exists } : {};
      const { error, inputsOf } = await runItem(object, { ...start, [task]: refused });
      expect(error?.name).to.equal("UNDECIDED");
      if (task !== "WriteRecord") expect(inputsOf("WriteRecord")).to.deep.equal([]);
    });
});
