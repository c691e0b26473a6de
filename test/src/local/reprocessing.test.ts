import {
  CopyObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { expect } from "chai";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startLocalStack, type LocalStack } from "../../../src/local/localStack";
import { evaluateProgram, type DeclaredStack } from "../../../src/local/program";
import { ctSlice } from "../../../src/cli/local/demo/demoObjects";
import { DEMO_PATIENTS } from "../../../src/cli/local/demo/identifiers";
import { bareObjectOf } from "../../support/dicom/dataSets";
import { withoutStatement } from "../../support/local/runningStack";
import { planToBuffer, planWrite } from "../../../dicom";

const projectRoot = resolve(__dirname, "../../../..");
const PATIENT = DEMO_PATIENTS[0];

describe("reprocessing in the local stack", function () {
  this.timeout(120_000);
  let declared: DeclaredStack;
  let slices: Uint8Array[];
  let directory: string;
  let running: LocalStack | undefined;

  before(async () => {
    declared = await evaluateProgram({ stack: "dev", projectRoot });
    slices = await Promise.all(
      [1, 2].map((number) =>
        planToBuffer(planWrite({ ...bareObjectOf([]), dataSet: ctSlice(PATIENT, number) })),
      ),
    );
  });
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "reprocessing-"));
  });
  afterEach(async () => {
    await running?.close();
    running = undefined;
    await rm(directory, { recursive: true });
  });

  async function start(declaredStack = declared) {
    running = await startLocalStack({ directory, projectRoot, declaredStack });
    const stack = running;
    const { endpoint, region, credentials } = stack;
    const s3 = new S3Client({ endpoint, region, credentials });
    const sfn = new SFNClient({ endpoint, region, credentials });
    const bucket = (name: "raw" | "processed" | "logs") => String(stack.outputs[`${name}BucketName`]);
    const started: string[] = [];
    stack.onExecution((event) => {
      if (event.kind === "start") started.push(event.executionName);
    });
    const stateMachineArn = String(stack.outputs.reprocessingStateMachineArn);
    return {
      stack,
      s3,
      started,
      bucket,
      put: (Key: string, Body: Uint8Array | string) =>
        s3.send(new PutObjectCommand({ Bucket: bucket("raw"), Key, Body })),
      keys: async (name: "raw" | "processed" | "logs", Prefix = "") => {
        const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket(name), Prefix }));
        return Contents.map(({ Key }) => Key!);
      },
      text: async (name: "raw" | "logs", Key: string) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket(name), Key }));
        return Body!.transformToString();
      },
      tags: async (Key: string) => {
        const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket: bucket("raw"), Key }));
        return TagSet!.map((tag) => `${tag.Key!}=${tag.Value!}`);
      },
      reprocess: async (name: string, input: object) => {
        const { executionArn } = await sfn.send(
          new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
        );
        await stack.waitForExecution(name);
        return sfn.send(new DescribeExecutionCommand({ executionArn }));
      },
    };
  }

  it("takes the objects of a prefix through the workflow again, and says how each ended", async () => {
    const { stack, put, keys, text, reprocess } = await start();
    await put("in/Plantagenet^Eleanor.dcm", slices[0]!);
    await put("in/two.DCM", slices[1]!);
    await put("in/letter.dcm", "Dear colleague");
    await put("in/notes.txt", "text");
    await put("elsewhere/three.dcm", slices[1]!);
    await stack.idle();
    const outputs = await keys("processed");
    const audits = await keys("logs", "audit/");

    const ended = await reprocess("run-1", { run: "run-1", prefix: "in/" });
    // One of three that are taken has failed: more than the ten percent that are tolerated.
    expect(ended).to.include({ status: "FAILED", error: "States.ExceedToleratedFailureThreshold" });
    const records = await keys("logs", "reprocessing/run-1/");
    expect(records.map((key) => key.split("/").slice(2, -1).join(" "))).to.have.members([
      "succeeded OK",
      "succeeded OK",
      "failed NOT_DICOM",
      "ignored OTHER_SUFFIX",
    ]);
    for (const key of records) {
      const [, , outcome, code, file] = key.split("/");
      expect(JSON.parse(await text("logs", key))).to.deep.equal({
        outcome,
        code,
        executionName: file!.replace(".json", ""),
      });
    }
    expect(await keys("processed")).to.deep.equal(outputs);
    expect(await keys("logs", "audit/")).to.have.length(audits.length + 2);
    expect(stack.problems).to.deep.equal([]);
  });

  it("writes the outputs of a changed policy as new versions, and leaves those that are as they would be", async () => {
    const first = await start();
    await first.put("in/one.dcm", slices[0]!);
    await first.put("in/two.dcm", slices[1]!);
    await first.stack.idle();
    await first.reprocess("run-1", { run: "run-1", prefix: "in/" });
    const versions = async ({ s3, bucket }: typeof first) => {
      const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket("processed") }));
      return Versions.map(({ Key }) => Key!);
    };
    const before = await versions(first);
    expect(before).to.have.length(2);
    await running?.close();

    const policy = join(directory, "policy.yaml");
    await writeFile(policy, "profile: basic\noptions: [retainLongitudinalTemporalInformationFullDates]\n");
    const config = { "medical-imaging-pipeline:deidPolicy": policy };
    const changed = await start(await evaluateProgram({ stack: "dev", projectRoot, config }));
    const ended = await changed.reprocess("run-2", { run: "run-2", prefix: "in/" });
    expect(ended).to.include({ status: "SUCCEEDED" });
    const after = await versions(changed);
    expect(after).to.have.length(4);
    expect(new Set(after)).to.deep.equal(new Set(before));
  });

  it("tells of every output once as published, and again as unchanged, with the same version", async () => {
    const { stack, put, reprocess } = await start();
    await put("in/one.dcm", slices[0]!);
    await stack.idle();
    await reprocess("run-1", { run: "run-1", prefix: "in/" });
    await stack.idle();
    const told = stack.events.flatMap(({ detailType, detail }) =>
      detailType === "DICOM Object De-identified"
        ? [detail as { outcome: string; versionId: string; executionName: string }]
        : [],
    );
    expect(told.map(({ outcome }) => outcome)).to.deep.equal(["published", "unchanged"]);
    expect(told[1]!.versionId).to.equal(told[0]!.versionId);
    expect(told[1]!.executionName).to.not.equal(told[0]!.executionName);
  });

  it("starts nothing twice in one run, also where the run is started again", async () => {
    const { stack, put, keys, reprocess, started } = await start();
    await put("in/one.dcm", slices[0]!);
    await put("in/letter.dcm", "Dear colleague");
    await stack.idle();
    await reprocess("run-1", { run: "run-1", prefix: "in/" });
    const records = await keys("logs", "reprocessing/run-1/");
    expect(records).to.have.length(2);
    await put("in/two.dcm", slices[1]!);
    await stack.idle();

    started.length = 0;
    await reprocess("run-1-2", { run: "run-1", prefix: "in/" });
    expect(started).to.have.length(2).and.include("run-1-2");
    expect(await keys("logs", "reprocessing/run-1/"))
      .to.include.members(records)
      .and.to.have.length(3);

    started.length = 0;
    await reprocess("run-2", { run: "run-2", prefix: "in/one" });
    expect(started).to.have.length(2);
  });

  it("gets past what failed before when it is resumed, does the rest, and tells of both", async () => {
    // One at a time, so that the first attempt ends before it has begun the last.
    const config = { "medical-imaging-pipeline:reprocessingConcurrency": "1" };
    const program = await evaluateProgram({ stack: "dev", projectRoot, config });
    const { stack, put, keys, reprocess, started } = await start(program);
    await put("in/1.dcm", "Dear colleague");
    await put("in/2.dcm", "Yours sincerely");
    await put("in/3.dcm", slices[0]!);
    await stack.idle();
    const report = async () =>
      (await keys("logs", "reprocessing/run-1/")).map((key) => key.split("/").slice(2, -1).join(" "));

    const exceeded = { status: "FAILED", error: "States.ExceedToleratedFailureThreshold" };
    expect(await reprocess("run-1", { run: "run-1", prefix: "in/" })).to.include(exceeded);
    expect(await reprocess("run-1-attempt-2", { run: "run-1", prefix: "in/" })).to.include(exceeded);
    expect(await report()).to.deep.equal(["failed NOT_DICOM", "failed NOT_DICOM"]);

    started.length = 0;
    const ended = await reprocess("run-1-attempt-3", { run: "run-1", prefix: "in/" });
    expect(ended).to.include({ status: "SUCCEEDED" });
    expect(started).to.have.length(2).and.include("run-1-attempt-3");
    expect(await report()).to.deep.equal(["failed NOT_DICOM", "failed NOT_DICOM", "succeeded OK"]);
  });

  it("takes the mark of quarantine from what can be processed now, and leaves the reason", async () => {
    const { stack, s3, bucket, put, keys, tags, reprocess } = await start();
    const marked = { Key: "quarantine", Value: "PROCESSING_FAILED" };
    for (const [Key, others] of [
      ["in/only.dcm", []],
      ["in/others.dcm", [{ Key: "project", Value: "lung" }]],
    ] as const) {
      await put(Key, slices[0]!);
      const TagSet = [...others, marked];
      await s3.send(new PutObjectTaggingCommand({ Bucket: bucket("raw"), Key, Tagging: { TagSet } }));
    }
    await put("in/unmarked.dcm", slices[1]!);
    const TagSet = [{ Key: "project", Value: "lung" }];
    await s3.send(
      new PutObjectTaggingCommand({ Bucket: bucket("raw"), Key: "in/unmarked.dcm", Tagging: { TagSet } }),
    );
    await put("quarantine/abc/reason.json", "{}");
    await stack.idle();

    expect(await reprocess("run-1", { run: "run-1", prefix: "" })).to.include({ status: "SUCCEEDED" });
    expect(await tags("in/only.dcm")).to.deep.equal([]);
    expect(await tags("in/others.dcm")).to.deep.equal([]);
    expect(await tags("in/unmarked.dcm")).to.deep.equal(["project=lung"]);
    expect(await keys("raw", "quarantine/")).to.deep.equal(["quarantine/abc/reason.json"]);
    expect(await keys("logs", "reprocessing/run-1/succeeded/")).to.have.length(3);
  });

  for (const [source, given] of [
    ["a prefix", { prefix: "in/" }],
    ["a manifest", { manifestKey: "manifests/list.jsonl" }],
  ] as const)
    it(`skips what is archived, and takes a key with line ends, where ${source} tells of them`, async () => {
      const { stack, s3, bucket, put, keys, tags, reprocess } = await start();
      const archived = { Bucket: bucket("raw"), Key: "in/archived.dcm" };
      await put(archived.Key, slices[0]!);
      await put("in/\n\ttab.dcm", slices[1]!);
      await put(
        "manifests/list.jsonl",
        [archived.Key, "in/\n\ttab.dcm"].map((Key) => `${JSON.stringify({ Key })}\n`).join(""),
      );
      await stack.idle();
      const CopySource = `${archived.Bucket}/${archived.Key}`;
      await s3.send(new CopyObjectCommand({ ...archived, CopySource, StorageClass: "GLACIER" }));
      await stack.idle();
      const quarantine = await keys("raw", "quarantine/");

      expect(await reprocess("run-1", { run: "run-1", ...given })).to.include({ status: "SUCCEEDED" });
      const records = await keys("logs", "reprocessing/run-1/");
      expect(records.map((key) => key.split("/").slice(2, -1).join(" "))).to.have.members([
        "skipped ARCHIVED",
        "succeeded OK",
      ]);
      expect(await keys("raw", "quarantine/")).to.deep.equal(quarantine);
      expect(await tags("in/\n\ttab.dcm")).to.deep.equal([]);
    });

  it("takes the objects that a manifest lists, skips what is gone, and ignores what is no DICOM object", async () => {
    const { stack, put, keys, text, reprocess } = await start();
    await put("in/Doe^Jane é+%.dcm", slices[0]!);
    await put("in/two.dcm", slices[1]!);
    await put("in/notes.txt", "text");
    await put("in/a.Dcm", slices[1]!);
    const lines = ["in/Doe^Jane é+%.dcm", "in/gone.dcm", "in/a.Dcm", "in/notes.txt"];
    await put("manifests/list.jsonl", lines.map((Key) => `${JSON.stringify({ Key })}\n`).join(""));
    await stack.idle();

    const ended = await reprocess("run-1", { run: "run-1", manifestKey: "manifests/list.jsonl" });
    expect(ended).to.include({ status: "SUCCEEDED" });
    const records = await keys("logs", "reprocessing/run-1/");
    expect(records.map((key) => key.split("/").slice(2, -1).join(" "))).to.have.members([
      "succeeded OK",
      "skipped VANISHED",
      "ignored OTHER_SUFFIX",
      "ignored OTHER_SUFFIX",
    ]);
    for (const key of records) expect(key + (await text("logs", key))).to.not.match(/Doe|in\//);
    const results = await keys("raw", "reprocessing/run-1/");
    expect(results.map((key) => key.split("/").at(-1))).to.have.members([
      "SUCCEEDED_0.json",
      "manifest.json",
    ]);
    for (const key of results) expect(await text("raw", key)).to.not.match(/Doe|in\//);

    // The same run once more, by another execution: what is skipped again is no second object.
    await reprocess("run-1-attempt-2", { run: "run-1", manifestKey: "manifests/list.jsonl" });
    expect(await keys("logs", "reprocessing/run-1/")).to.deep.equal(records);
    expect(records).to.include("reprocessing/run-1/skipped/VANISHED/run-1-1.json");
  });

  it("keeps what it knows of a failed item, its key too, in the raw bucket alone", async () => {
    const { stack, put, keys, text, reprocess } = await start();
    await put("in/Doe^Jane.dcm", "no DICOM");
    await stack.idle();
    await reprocess("run-1", { run: "run-1", prefix: "in/" });
    const failed = (await keys("raw", "reprocessing/run-1/")).find((key) => key.endsWith("FAILED_0.json"));
    expect(await text("raw", failed!))
      .to.include("Doe^Jane")
      .and.to.include("NOT_DICOM");
    for (const key of await keys("logs", "reprocessing/"))
      expect(key + (await text("logs", key))).to.not.include("Doe");
  });

  const ROLE_POLICY = ["aws:iam/rolePolicy:RolePolicy", "dicom-reprocessing-dev"] as const;

  for (const [sid, error] of [
    ["ListObjects", "States.ItemReaderFailed"],
    ["StartItems", "States.Runtime"],
    ["StartWorkflow", "States.ExceedToleratedFailureThreshold"],
    ["HearOfEnds", "States.ExceedToleratedFailureThreshold"],
    ["PinVersion", "States.ExceedToleratedFailureThreshold"],
    ["WriteRecords", "States.ExceedToleratedFailureThreshold"],
    ["WriteMapResults", "States.ResultWriterFailed"],
  ])
    it(`ends by ${error!} where its role lacks ${sid!}`, async () => {
      const { stack, put, keys, reprocess } = await start(withoutStatement(declared, ROLE_POLICY, sid!));
      await put("in/one.dcm", slices[0]!);
      await stack.idle();
      const ended = await reprocess("run-1", { run: "run-1", prefix: "in/" });
      expect(ended).to.include({ status: "FAILED", error });
      expect(await keys("logs", "reprocessing/")).to.have.length(sid === "WriteMapResults" ? 1 : 0);
    });
});
