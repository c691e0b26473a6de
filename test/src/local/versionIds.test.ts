import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { expect } from "chai";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { declaredStack } from "../../support/pulumi/declared";
import { runStack, stackInstance, type RunningStack } from "../../support/local/runningStack";

/** What the local stack keeps for the services that hold no objects. */
const STATE_FILES = ["events.jsonl", "executions.jsonl", "metrics.jsonl"];

// With a version's id, an execution's name is a plain hash of a key that can be guessed (executionName.ts).
describe("ids of raw versions", function () {
  this.timeout(120_000);
  let running: RunningStack;
  before(async () => {
    running = await runStack(await declaredStack("dev"));
  });
  after(() => running.close());

  async function versionsOf(output: string) {
    const { Versions = [] } = await running.s3.send(
      new ListObjectVersionsCommand({ Bucket: running.bucket(output) }),
    );
    return Versions.map(({ Key, VersionId }) => ({ Bucket: running.bucket(output), Key, VersionId }));
  }

  /** Places outside of what senders put that hold one of the texts: name, content, metadata and tags of every version. */
  async function placesWith(texts: readonly string[]): Promise<string[]> {
    const notes = (await versionsOf("rawBucketName")).filter(({ Key }) => Key!.startsWith("quarantine/"));
    const objects = [
      ...notes,
      ...(await versionsOf("processedBucketName")),
      ...(await versionsOf("logsBucketName")),
    ];
    const described = objects.map(async (version) => {
      const { Body, Metadata } = await running.s3.send(new GetObjectCommand(version));
      const { TagSet } = await running.s3.send(new GetObjectTaggingCommand(version));
      const content = Buffer.from(await Body!.transformToByteArray()).toString("latin1");
      return [version.Key!, `${version.Key!} ${content} ${JSON.stringify([Metadata, TagSet])}`];
    });
    const logs = (await readdir(join(running.directory, "logs"))).map((name) => join("logs", name));
    expect(logs).to.not.deep.equal([]);
    const files = [...STATE_FILES, ...logs].map(async (name) => [
      name,
      await readFile(join(running.directory, name), "utf8"),
    ]);
    const places = await Promise.all([...described, ...files]);
    return places.flatMap(([place = "", text = ""]) =>
      texts.some((one) => text.includes(one)) ? [place] : [],
    );
  }

  it("stand in no record, event, metric, log or metadata of a run, nor of one that takes its objects again", async () => {
    await running.process("in/one.dcm", await stackInstance(1));
    await running.process("in/one.dcm", await stackInstance(2));
    await running.process("in/letter.dcm", Buffer.from("Dear colleague"));
    const { endpoint, region, credentials, outputs } = running.stack;
    const sfn = new SFNClient({ endpoint, region, credentials });
    const stateMachineArn = String(outputs.reprocessingStateMachineArn);
    const input = JSON.stringify({ run: "again", prefix: "in/" });
    await sfn.send(new StartExecutionCommand({ stateMachineArn, name: "again", input }));
    await running.stack.waitForExecution("again");
    await running.stack.idle();
    sfn.destroy();

    const ids = (await versionsOf("rawBucketName")).flatMap(({ Key, VersionId }) =>
      Key!.startsWith("in/") ? [VersionId!] : [],
    );
    expect(ids).to.have.length(3);
    expect(await running.keys("rawBucketName", "quarantine/")).to.have.length(2);
    expect(await running.keys("logsBucketName", "audit/")).to.have.length(3);
    expect(await running.keys("logsBucketName", "reprocessing/again/")).to.have.length(2);
    expect(running.stack.events.length).to.be.greaterThan(5);
    expect(await placesWith(ids)).to.deep.equal([]);
  });

  it("would be found where they stood", async () => {
    const planted = { Bucket: running.bucket("logsBucketName"), Metadata: { version: "planted-id" } };
    await running.s3.send(new PutObjectCommand({ ...planted, Key: "audit/planted.json", Body: "{}" }));
    expect(await placesWith(["planted-id"])).to.deep.equal(["audit/planted.json"]);
  });
});
