import { expect } from "chai";
import { itemProcessor } from "../../../../src/infra/reprocessing/itemProcessor";
import {
  loadStateMachineLibrary,
  type StateMachine,
  type StateMachineDefinition,
} from "../../../../src/local/workflow/stateMachineLibrary";

type Json = Parameters<StateMachine["run"]>[0];
type Answer = (input: Record<string, unknown>) => unknown;

const failure = (name: string) => Object.assign(new Error("nothing to see"), { name });

/** Runs the item processor with stand-ins for its tasks; those that are not given answer as after a success. */
async function runItem(object: unknown, tasks: Readonly<Record<string, Answer>> = {}) {
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
  const createMachine = loadStateMachineLibrary();
  const run = createMachine(processor as unknown as StateMachineDefinition).run(
    { run: "r", list: "l", index: 7, object } as unknown as Json,
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
  return {
    ...ended,
    inputsOf,
    record: () => inputsOf("WriteRecord")[0]?.Body as Record<string, unknown> | undefined,
  };
}

describe("reprocessing of one item", () => {
  const object = { Key: "in/Doe^Jane.dcm" };
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

  for (const [Status, Error, code] of [
    ["FAILED", "TRUNCATED_ELEMENT", "TRUNCATED_ELEMENT"],
    ["TIMED_OUT", undefined, "TIMED_OUT"],
  ])
    it(`tells again, but counts no more, what an earlier attempt has seen end as ${Status!}`, async () => {
      const { error, record, inputsOf } = await runItem(object, {
        ProcessObject: exists,
        DescribeExecution: () => ({ Status, ...(Error && { Error }) }),
      });
      expect(error).to.equal(undefined);
      expect(inputsOf("ProcessObject")).to.have.length(1);
      expect(record()).to.include({ outcome: "failed", code });
    });

  it("counts what fails under the next name, after it was stopped with an earlier attempt", async () => {
    const ends = [{ Status: "ABORTED" }, { Status: "FAILED", Error: "NOT_DICOM" }];
    let attempt = 0;
    const { error, record } = await runItem(object, {
      ProcessObject: () => (++attempt === 1 ? exists() : Promise.reject(failure("States.TaskFailed"))),
      DescribeExecution: () => ends.shift(),
    });
    expect(error?.name).to.equal("NOT_DICOM");
    expect(record()).to.include({ outcome: "failed", code: "NOT_DICOM" });
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
    const archived = (VersionId: string) =>
      runItem(object, { PinVersion: () => ({ VersionId, StorageClass: "GLACIER" }) });
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

  for (const [head, outcome] of [
    [{ StorageClass: "GLACIER" }, "skipped"],
    [{ StorageClass: "DEEP_ARCHIVE", Restore: 'ongoing-request="true"' }, "skipped"],
    [{ StorageClass: "INTELLIGENT_TIERING", ArchiveStatus: "ARCHIVE_ACCESS" }, "skipped"],
    [{ StorageClass: "INTELLIGENT_TIERING" }, "succeeded"],
    [{ StorageClass: "GLACIER_IR" }, "succeeded"],
    [
      {
        StorageClass: "GLACIER",
        Restore: 'ongoing-request="false", expiry-date="Fri, 21 Dec 2029 00:00:00 GMT"',
      },
      "succeeded",
    ],
  ] as const)
    it(`${outcome} is what an object is of which S3 tells ${JSON.stringify(head)}`, async () => {
      const { record, inputsOf } = await runItem(object, {
        PinVersion: () => ({ VersionId: "v1", ...head }),
      });
      expect(record()).to.include({ outcome, code: outcome === "skipped" ? "ARCHIVED" : "OK" });
      expect(inputsOf("ProcessObject")).to.have.length(outcome === "skipped" ? 0 : 1);
    });

  it("takes a key whatever characters it has", async () => {
    const Key = "in/\n\ttab\u2028.dcm";
    const { record, inputsOf } = await runItem({ Key });
    expect(record()).to.include({ outcome: "succeeded" });
    expect(inputsOf("ProcessObject")[0]!.Input).to.include({ objectKey: Key });
  });

  for (const [key, code] of [
    ["quarantine/a.dcm", "QUARANTINE_FOLDER"],
    ["in/notes.txt", "OTHER_SUFFIX"],
    ["in/a.Dcm", "OTHER_SUFFIX"],
    ["reprocessing/r/manifest.json", "OTHER_SUFFIX"],
    ["manifests/a.jsonl", "OTHER_SUFFIX"],
  ] as const)
    it(`ignores ${key}, and writes down that it was ${code}`, async () => {
      const { record, inputsOf, error } = await runItem({ Key: key });
      expect(error).to.equal(undefined);
      expect(record()).to.include({ outcome: "ignored", code });
      expect(String(record()!.executionName)).to.match(/^[0-9a-f]{64}$/);
      expect(inputsOf("ProcessObject")).to.deep.equal([]);
    });

  for (const item of [{ key: "in/a.dcm" }, { Key: "" }, { Key: 5 }, { Key: null }, {}, "in/a.dcm", 5, null])
    it(`fails for want of a key, and writes that down, where the item is ${JSON.stringify(item)}`, async () => {
      const { record, inputsOf, error } = await runItem(item);
      expect(error?.name).to.equal("NO_KEY");
      expect(record()).to.deep.equal({ outcome: "failed", code: "NO_KEY", executionName: "l-7" });
      expect(inputsOf("PinVersion")).to.deep.equal([]);
    });

  it("takes no further what S3 tells of an object but its version", async () => {
    const { output, inputsOf } = await runItem(object, {
      PinVersion: () => ({ VersionId: "v1", Metadata: { patient: "Doe" }, StorageClass: "STANDARD_IA" }),
      ReadTags: () => ({ TagSet: [{ Key: "quarantine", Value: "NOT_DICOM" }] }),
    });
    expect(JSON.stringify([output, inputsOf("ClearQuarantine"), inputsOf("WriteRecord")])).to.not.include(
      "patient",
    );
    expect(inputsOf("ClearQuarantine")).to.deep.equal([{ Bucket: "raw", Key: object.Key, VersionId: "v1" }]);
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
