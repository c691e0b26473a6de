import { CopyObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { stackInstance } from "../../../support/local/runningStack";
import { endOf, runReprocessing, type Reprocessing } from "../../../support/local/reprocessing";
import { declaredStack } from "../../../support/pulumi/declared";

describe("what reprocessing takes", function () {
  this.timeout(120_000);
  let running: Reprocessing | undefined;

  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  const start = async (config = {}) => (running = await runReprocessing(await declaredStack("dev", config)));

  for (const [source, given] of [
    ["a prefix", { prefix: "in/" }],
    ["a manifest", { manifestKey: "manifests/list.jsonl" }],
  ] as const)
    it(`skips what is archived, and takes a key with line ends, where ${source} tells of them`, async () => {
      const { stack, s3, bucket, put, keys, tags, reprocess } = await start();
      const archived = { Bucket: bucket("rawBucketName"), Key: "in/archived.dcm" };
      await put(archived.Key, await stackInstance(1));
      await put("in/\n\ttab.dcm", await stackInstance(2));
      await put(
        "manifests/list.jsonl",
        [archived.Key, "in/\n\ttab.dcm"].map((Key) => `${JSON.stringify({ Key })}\n`).join(""),
      );
      await stack.idle();
      const CopySource = `${archived.Bucket}/${archived.Key}`;
      await s3.send(new CopyObjectCommand({ ...archived, CopySource, StorageClass: "GLACIER" }));
      await stack.idle();
      const quarantine = await keys("rawBucketName", "quarantine/");

      expect(await reprocess("run-1", { run: "run-1", ...given })).to.include({ status: "SUCCEEDED" });
      const records = await keys("logsBucketName", "reprocessing/run-1/");
      expect(records.map(endOf)).to.have.members(["skipped ARCHIVED", "succeeded OK"]);
      expect(await keys("rawBucketName", "quarantine/")).to.deep.equal(quarantine);
      expect(await tags("in/\n\ttab.dcm")).to.deep.equal([]);
    });

  it("takes the objects that a manifest lists, skips what is gone, and ignores what is no DICOM object", async () => {
    const { stack, put, keys, text, reprocess } = await start();
    await put("in/Doe^Jane é+%.dcm", await stackInstance(1));
    await put("in/two.dcm", await stackInstance(2));
    await put("in/notes.txt", "text");
    await put("in/a.Dcm", await stackInstance(2));
    const lines = ["in/Doe^Jane é+%.dcm", "in/gone.dcm", "in/a.Dcm", "in/notes.txt"];
    await put("manifests/list.jsonl", lines.map((Key) => `${JSON.stringify({ Key })}\n`).join(""));
    await stack.idle();

    const ended = await reprocess("run-1", { run: "run-1", manifestKey: "manifests/list.jsonl" });
    expect(ended).to.include({ status: "SUCCEEDED" });
    const records = await keys("logsBucketName", "reprocessing/run-1/");
    expect(records.map(endOf)).to.have.members([
      "succeeded OK",
      "skipped VANISHED",
      "ignored OTHER_SUFFIX",
      "ignored OTHER_SUFFIX",
    ]);
    for (const key of records) expect(key + (await text("logsBucketName", key))).to.not.match(/Doe|in\//);
    const results = await keys("rawBucketName", "reprocessing/run-1/");
    expect(results.map((key) => key.split("/").at(-1))).to.have.members([
      "SUCCEEDED_0.json",
      "manifest.json",
    ]);
    for (const key of results) expect(await text("rawBucketName", key)).to.not.match(/Doe|in\//);

    // The same run once more, by another execution: what is skipped again is no second object.
    await reprocess("run-1-attempt-2", { run: "run-1", manifestKey: "manifests/list.jsonl" });
    expect(await keys("logsBucketName", "reprocessing/run-1/")).to.deep.equal(records);
    expect(records).to.include("reprocessing/run-1/skipped/VANISHED/run-1-1.json");
  });
});
