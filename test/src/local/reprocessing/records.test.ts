import { PutObjectTaggingCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { stackInstance } from "../../../support/local/runningStack";
import { runReprocessing, type Reprocessing } from "../../../support/local/reprocessing";
import { declaredStack } from "../../../support/pulumi/declared";

describe("what reprocessing leaves behind", function () {
  this.timeout(120_000);
  let running: Reprocessing | undefined;

  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  const start = async (config = {}) => (running = await runReprocessing(await declaredStack("dev", config)));

  it("takes the mark of quarantine from what can be processed now, and leaves the reason", async () => {
    const { stack, s3, bucket, put, keys, tags, reprocess } = await start();
    const marked = { Key: "quarantine", Value: "PROCESSING_FAILED" };
    for (const [Key, others] of [
      ["in/only.dcm", []],
      ["in/others.dcm", [{ Key: "project", Value: "lung" }]],
    ] as const) {
      await put(Key, await stackInstance(1));
      const TagSet = [...others, marked];
      await s3.send(
        new PutObjectTaggingCommand({ Bucket: bucket("rawBucketName"), Key, Tagging: { TagSet } }),
      );
    }
    await put("in/unmarked.dcm", await stackInstance(2));
    const TagSet = [{ Key: "project", Value: "lung" }];
    await s3.send(
      new PutObjectTaggingCommand({
        Bucket: bucket("rawBucketName"),
        Key: "in/unmarked.dcm",
        Tagging: { TagSet },
      }),
    );
    await put("quarantine/abc/reason.json", "{}");
    await stack.idle();

    expect(await reprocess("run-1", { run: "run-1", prefix: "" })).to.include({ status: "SUCCEEDED" });
    expect(await tags("in/only.dcm")).to.deep.equal([]);
    expect(await tags("in/others.dcm")).to.deep.equal([]);
    expect(await tags("in/unmarked.dcm")).to.deep.equal(["project=lung"]);
    expect(await keys("rawBucketName", "quarantine/")).to.deep.equal(["quarantine/abc/reason.json"]);
    expect(await keys("logsBucketName", "reprocessing/run-1/succeeded/")).to.have.length(3);
  });

  it("keeps what it knows of a failed item, its key too, in the raw bucket alone", async () => {
    const { stack, put, keys, text, reprocess } = await start();
    await put("in/Doe^Jane.dcm", "no DICOM");
    await stack.idle();
    await reprocess("run-1", { run: "run-1", prefix: "in/" });
    const failed = (await keys("rawBucketName", "reprocessing/run-1/")).find((key) =>
      key.endsWith("FAILED_0.json"),
    );
    expect(await text("rawBucketName", failed!))
      .to.include("Doe^Jane")
      .and.to.include("NOT_DICOM");
    for (const key of await keys("logsBucketName", "reprocessing/"))
      expect(key + (await text("logsBucketName", key))).to.not.include("Doe");
  });
});
