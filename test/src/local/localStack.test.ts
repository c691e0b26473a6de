import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startLocalStack, type ExecutionResult, type LocalStack } from "../../../src/local/localStack";
import { evaluateProgram, type DeclaredStack } from "../../../src/local/program";
import { executionNameOf } from "../../../src/pipeline/executionName";
import { ctSlice } from "../../../src/cli/local/demo/demoObjects";
import { DEMO_PATIENTS } from "../../../src/cli/local/demo/identifiers";
import { bareObjectOf } from "../../support/dicom/dataSets";
import { planToBuffer, planWrite } from "../../../dicom";

const projectRoot = resolve(__dirname, "../../../..");
const PATIENT = DEMO_PATIENTS[0];

describe("the local stack", function () {
  this.timeout(60_000);
  let declared: DeclaredStack;
  let instance: Uint8Array;
  let directory: string;
  let running: LocalStack | undefined;

  before(async () => {
    declared = await evaluateProgram({ stack: "dev", projectRoot });
    instance = await planToBuffer(planWrite({ ...bareObjectOf([]), dataSet: ctSlice(PATIENT, 1) }));
  });
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "local-stack-"));
  });
  afterEach(async () => {
    await running?.close();
    running = undefined;
    await rm(directory, { recursive: true });
  });

  async function start() {
    running = await startLocalStack({ directory, projectRoot, declaredStack: declared });
    const { endpoint, region, credentials, outputs } = running;
    const s3 = new S3Client({ endpoint, region, credentials });
    const stack = running;
    const bucket = (name: string) => String(outputs[name]);
    return {
      stack,
      s3,
      raw: bucket("rawBucketName"),
      keys: async (name: string, Prefix = "") => {
        const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket(name), Prefix }));
        return Contents.map(({ Key }) => Key!);
      },
      process: async (objectKey: string, body: Uint8Array): Promise<ExecutionResult> => {
        const bucketName = bucket("rawBucketName");
        const put = new PutObjectCommand({ Bucket: bucketName, Key: objectKey, Body: body });
        const { VersionId: versionId } = await s3.send(put);
        const name = executionNameOf({ bucketName, objectKey, versionId: versionId! });
        return stack.waitForExecution(name);
      },
    };
  }

  it("carries an object from the raw bucket to its output, by what is declared alone", async () => {
    const { stack, s3, keys, process } = await start();
    const events: string[] = [];
    stack.onExecution(({ kind }) => events.push(kind));
    const result = await process("in/Plantagenet Eleanor+1.dcm", instance);
    expect(result).to.include({ status: "SUCCEEDED" });
    expect(result.states.at(-1)).to.equal("SuccessState");
    expect(stack.problems).to.deep.equal([]);

    const [key = ""] = await keys("processedBucketName");
    expect(key).to.match(/^studies\/2\.25\.\d+\/2\.25\.\d+\/2\.25\.\d+\.dcm$/);
    const output = await s3.send(
      new GetObjectCommand({ Bucket: String(stack.outputs.processedBucketName), Key: key }),
    );
    const bytes = Buffer.from(await output.Body!.transformToByteArray());
    expect(bytes.toString("latin1", 128, 132)).to.equal("DICM");
    expect(bytes.includes(PATIENT.name)).to.equal(false);
    expect(await keys("logsBucketName", "audit/")).to.have.lengthOf(1);
    expect(stack.metrics.map(({ MetricName }) => MetricName)).to.include("PipelineSuccess");
    expect(events).to.include.members(["start", "step", "end"]);
    for (const file of ["executions.jsonl", "metrics.jsonl"])
      expect(await readFile(join(directory, file), "utf8")).not.to.contain("Plantagenet");
  });

  it("records the metrics of functions and workflow alike, with values of closed lists for dimensions", async () => {
    const { stack, process } = await start();
    await process("in/Plantagenet Eleanor.dcm", instance);
    await process("in/Plantagenet letter.dcm", Buffer.from("Dear Plantagenet"));
    const series = stack.metrics.map(({ namespace, MetricName, Unit, Dimensions = [] }) => {
      expect(namespace).to.equal("MedicalImaging/Pipeline");
      expect(Dimensions[0]).to.deep.equal({ Name: "Environment", Value: "dev" });
      return [MetricName, Unit, ...Dimensions.slice(1).map(({ Name, Value }) => `${Name}=${Value}`)].join(
        " ",
      );
    });
    const counted = new Map<string, number>();
    for (const one of series) counted.set(one, (counted.get(one) ?? 0) + 1);
    const actions = [...counted].filter(([name]) => name.startsWith("AttributeActions"));
    const findings = [...counted.keys()].filter((name) => name.startsWith("ValidationFindings"));
    for (const name of findings) expect(name).to.match(/^ValidationFindings Count Code=[A-Z_]+$/);
    const others = [...counted].filter(([name]) => !/^(AttributeActions|ValidationFindings)/.test(name));
    expect(Object.fromEntries(others)).to.deep.equal({
      "ArrivalToStart Milliseconds": 2,
      "StepDuration Milliseconds Step=ingestion": 2,
      "StepDuration Milliseconds Step=validation": 1,
      "StepDuration Milliseconds Step=deidentification": 1,
      "BytesMoved Bytes Step=ingestion": 1,
      "BytesMoved Bytes Step=validation": 1,
      "BytesMoved Bytes Step=deidentification": 1,
      "ObjectBytes Bytes": 1,
      "PipelineSuccess Count": 1,
      "PipelineFailure Count": 1,
      "PipelineFailure Count Fault=input": 1,
      "Quarantined Count Reason=NOT_DICOM": 1,
    });
    expect(actions.length).to.be.greaterThan(2);
    for (const [name, times] of actions) {
      expect(name).to.match(/^AttributeActions Count Action=[DZXKUC]$/);
      expect(times).to.equal(1);
    }
    const recorded = (await readFile(join(directory, "metrics.jsonl"), "utf8")).trim().split("\n");
    expect(recorded).to.have.length(stack.metrics.length);
    expect(recorded.join()).to.not.contain("Plantagenet");
    expect(stack.problems).to.deep.equal([]);
  });

  it("quarantines what is not DICOM: a reason, a tag, and an execution that failed by its code", async () => {
    const { stack, s3, raw, keys, process } = await start();
    const result = await process("in/letter.dcm", Buffer.from("Dear colleague"));
    expect(result).to.include({ status: "FAILED", code: "NOT_DICOM" });
    expect(await keys("rawBucketName", "quarantine/")).to.deep.equal([
      `quarantine/${result.executionName}/reason.json`,
    ]);
    const head = await s3.send(new HeadObjectCommand({ Bucket: raw, Key: "in/letter.dcm" }));
    expect(head.TagCount).to.equal(1);
    expect(stack.metrics.map(({ MetricName }) => MetricName)).to.include("PipelineFailure");
    await stack.idle();
  });

  it("tells S3 clients how to reach it, in a file for the owner alone", async () => {
    const { stack } = await start();
    const path = join(directory, "stack.json");
    const file = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
    const { githubRoleArns, trailArn, ...outputs } = stack.outputs;
    expect([githubRoleArns, trailArn], "outputs that only a configured stack has").to.deep.equal([
      undefined,
      undefined,
    ]);
    expect(file).to.deep.equal({
      ...outputs,
      s3Endpoint: stack.endpoint,
      region: stack.region,
      ...stack.credentials,
    });
    expect((await stat(path)).mode & 0o077).to.equal(0);
  });

  it("does nothing for an object that the declared filter leaves out", async () => {
    const { stack, s3, raw } = await start();
    const events: string[] = [];
    stack.onExecution(({ kind }) => events.push(kind));
    await s3.send(new PutObjectCommand({ Bucket: raw, Key: "in/notes.txt", Body: "text" }));
    await stack.idle();
    expect(events).to.deep.equal([]);
  });

  it("gives the same output key for the same object on the same data directory, run after run", async () => {
    const names: (string | undefined)[] = [];
    for (let turn = 0; turn < 2; turn++) {
      const { stack, keys, process } = await start();
      await process("in/a.dcm", instance);
      names.push((await keys("processedBucketName")).join());
      await stack.close();
    }
    expect(names[0]).to.equal(names[1]).and.not.to.equal("");
  });

  it("takes up what an interrupted run left, so that no object is forgotten", async () => {
    const first = await start();
    const objectKeys = [1, 2, 3, 4, 5, 6].map((number) => `in/${number}.dcm`);
    const started = new Promise((resolve) => first.stack.onExecution(resolve));
    for (const Key of objectKeys)
      await first.s3.send(new PutObjectCommand({ Bucket: first.raw, Key, Body: instance }));
    await started;
    await first.stack.close();

    const { stack, keys } = await start();
    await stack.idle();
    const lines = (await readFile(join(directory, "executions.jsonl"), "utf8")).trim().split("\n");
    const ended = lines.map((line) => JSON.parse(line) as ExecutionResult);
    const succeeded = ended.filter(({ status }) => status === "SUCCEEDED");
    expect(new Set(succeeded.map(({ executionName }) => executionName)).size).to.equal(objectKeys.length);
    expect(await keys("logsBucketName", "audit/")).to.have.lengthOf(objectKeys.length);
  });
});
