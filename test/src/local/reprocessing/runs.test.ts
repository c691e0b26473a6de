import { ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stackInstance } from "../../../support/local/runningStack";
import { endOf, runReprocessing, type Reprocessing } from "../../../support/local/reprocessing";
import { declaredStack } from "../../../support/pulumi/declared";

describe("reprocessing in the local stack", function () {
  this.timeout(120_000);
  let running: Reprocessing | undefined;

  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  const start = async (config = {}) => (running = await runReprocessing(await declaredStack("dev", config)));

  it("takes the objects of a prefix through the workflow again, and says how each ended", async () => {
    const { stack, put, keys, text, reprocess } = await start();
    await put("in/Plantagenet^Eleanor.dcm", await stackInstance(1));
    await put("in/two.DCM", await stackInstance(2));
    await put("in/letter.dcm", "Dear colleague");
    await put("in/notes.txt", "text");
    await put("elsewhere/three.dcm", await stackInstance(2));
    await stack.idle();
    const outputs = await keys("processedBucketName");
    const audits = await keys("logsBucketName", "audit/");

    const ended = await reprocess("run-1", { run: "run-1", prefix: "in/" });
    // One of three that are taken has failed: more than the ten percent that are tolerated.
    expect(ended).to.include({ status: "FAILED", error: "States.ExceedToleratedFailureThreshold" });
    const records = await keys("logsBucketName", "reprocessing/run-1/");
    expect(records.map(endOf)).to.have.members([
      "succeeded OK",
      "succeeded OK",
      "failed NOT_DICOM",
      "ignored OTHER_SUFFIX",
    ]);
    for (const key of records) {
      const [, , outcome, code, file] = key.split("/");
      expect(JSON.parse(await text("logsBucketName", key))).to.deep.equal({
        outcome,
        code,
        executionName: file!.replace(".json", ""),
      });
    }
    expect(await keys("processedBucketName")).to.deep.equal(outputs);
    expect(await keys("logsBucketName", "audit/")).to.have.length(audits.length + 2);
    expect(stack.problems).to.deep.equal([]);
  });

  it("writes the outputs of a changed policy as new versions, and leaves those that are as they would be", async () => {
    const first = await start();
    await first.put("in/one.dcm", await stackInstance(1));
    await first.put("in/two.dcm", await stackInstance(2));
    await first.stack.idle();
    await first.reprocess("run-1", { run: "run-1", prefix: "in/" });
    const versions = async ({ s3, bucket }: typeof first) => {
      const { Versions = [] } = await s3.send(
        new ListObjectVersionsCommand({ Bucket: bucket("processedBucketName") }),
      );
      return Versions.map(({ Key }) => Key!);
    };
    const before = await versions(first);
    expect(before).to.have.length(2);
    await first.stack.close();

    const policy = join(first.directory, "policy.yaml");
    await writeFile(policy, "profile: basic\noptions: [retainLongitudinalTemporalInformationFullDates]\n");
    const program = await declaredStack("dev", { deidPolicy: policy });
    const changed = (running = await runReprocessing(program, first.directory));
    const ended = await changed.reprocess("run-2", { run: "run-2", prefix: "in/" });
    expect(ended).to.include({ status: "SUCCEEDED" });
    const after = await versions(changed);
    expect(after).to.have.length(4);
    expect(new Set(after)).to.deep.equal(new Set(before));
  });

  it("tells of every output once as published, and again as unchanged, with the same version", async () => {
    const { stack, put, reprocess } = await start();
    await put("in/one.dcm", await stackInstance(1));
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
    await put("in/one.dcm", await stackInstance(1));
    await put("in/letter.dcm", "Dear colleague");
    await stack.idle();
    await reprocess("run-1", { run: "run-1", prefix: "in/" });
    const records = await keys("logsBucketName", "reprocessing/run-1/");
    expect(records).to.have.length(2);
    await put("in/two.dcm", await stackInstance(2));
    await stack.idle();

    started.length = 0;
    await reprocess("run-1-2", { run: "run-1", prefix: "in/" });
    expect(started).to.have.length(2).and.include("run-1-2");
    expect(await keys("logsBucketName", "reprocessing/run-1/"))
      .to.include.members(records)
      .and.to.have.length(3);

    started.length = 0;
    await reprocess("run-2", { run: "run-2", prefix: "in/one" });
    expect(started).to.have.length(2);
  });

  it("gets past what failed before when it is resumed, does the rest, and tells of both", async () => {
    // One at a time, so that the first attempt ends before it has begun the last.
    const { stack, put, keys, reprocess, started } = await start({ reprocessingConcurrency: "1" });
    await put("in/1.dcm", "Dear colleague");
    await put("in/2.dcm", "Yours sincerely");
    await put("in/3.dcm", await stackInstance(1));
    await stack.idle();
    const report = async () => (await keys("logsBucketName", "reprocessing/run-1/")).map(endOf);

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
});
