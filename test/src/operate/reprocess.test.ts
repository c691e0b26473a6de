import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { planToBuffer, planWrite } from "../../../dicom";
import { ctSlice } from "../../../src/cli/local/demo/demoObjects";
import { DEMO_PATIENTS } from "../../../src/cli/local/demo/identifiers";
import { startLocalStack, type LocalStack } from "../../../src/local/localStack";
import { createProgram } from "../../../src/operate/commands";
import type { ReprocessOptions } from "../../../src/operate/reprocess/command";
import { runReprocess } from "../../../src/operate/reprocess/run";
import { bareObjectOf } from "../../support/dicom/dataSets";
import { declaredStack, PROJECT_ROOT } from "../../support/pulumi/declared";

/** What a command wrote. */
function collector() {
  const texts: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      texts.push(chunk.toString());
      done();
    },
  });
  return { stream, text: () => texts.join("") };
}

describe("npm run reprocess, with a stack on this machine", function () {
  this.timeout(60_000);
  let directory: string;
  let stack: LocalStack;
  let put: (key: string, body: Uint8Array | string) => Promise<unknown>;
  const started: string[] = [];

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "reprocess-"));
    const program = await declaredStack("dev");
    stack = await startLocalStack({ directory, projectRoot: PROJECT_ROOT, declaredStack: program });
    const { endpoint, region, credentials } = stack;
    const s3 = new S3Client({ endpoint, region, credentials });
    put = (Key, Body) =>
      s3.send(new PutObjectCommand({ Bucket: String(stack.outputs.rawBucketName), Key, Body }));
    const slice = await planToBuffer(
      planWrite({ ...bareObjectOf([]), dataSet: ctSlice(DEMO_PATIENTS[0], 1) }),
    );
    for (const [Key, Body] of [
      ["good/Doe^Jane.dcm", slice],
      ["bad/letter.dcm", Buffer.from("Dear colleague")],
    ] as const)
      await put(Key, Body);
    await stack.idle();
    stack.onExecution((event) => {
      if (event.kind === "start") started.push(event.executionName);
    });
  });
  beforeEach(() => started.splice(0));
  after(async () => {
    await stack.close();
    await rm(directory, { recursive: true });
  });

  async function reprocess(options: Partial<ReprocessOptions>) {
    const [stdout, stderr] = [collector(), collector()];
    const all = { stack: "dev", outputs: join(directory, "stack.json"), yes: true as const, ...options };
    const error: unknown = await runReprocess(all, {
      stdout: stdout.stream,
      stderr: stderr.stream,
      pollSeconds: 0.05,
    }).catch((reason: unknown) => reason);
    return { stdout: stdout.text(), stderr: stderr.text(), error: error as Error | undefined };
  }

  it("starts a run over a prefix, waits for it, and reports without a key", async () => {
    const { stdout, stderr, error } = await reprocess({ prefix: "good/", run: "one", wait: true });
    expect(error).to.equal(undefined);
    expect(stderr).to.match(/The run one has been started: arn:aws:states:.*:dicom-reprocessing-dev:one/);
    expect(stdout)
      .to.match(/^Run one: 1 object, 1 succeeded\n/)
      .and.to.match(/succeeded\s*│\s*OK\s*│\s*1 /);
    expect(stdout + stderr).to.not.match(/Doe|good/);
    expect(started).to.have.length(2);
  });

  it("counts what is ignored, and manifest lines without a key, in its first line too", async () => {
    const lines = ["Key", "key"].map((member) => `{"${member}":"listed/notes.txt"}\n`);
    await put("listed/notes.txt", "text");
    await put("manifests/list.jsonl", lines.join(""));
    const manifest = `s3://${String(stack.outputs.rawBucketName)}/manifests/list.jsonl`;
    const { stdout, stderr, error } = await reprocess({ manifest, run: "listed", wait: true });
    expect(error).to.include({ exitStatus: 1 });
    expect(stdout)
      .to.match(/^Run listed: 2 objects, 1 failed, 1 ignored\n/)
      .and.to.match(/failed\s*│\s*NO_KEY\s*│\s*1 /)
      .and.to.match(/ignored\s*│\s*OTHER_SUFFIX\s*│\s*1 /);
    expect(stdout + stderr).to.not.match(/notes/);
  });

  it("resumes a run by its name alone, and starts nothing that is done", async () => {
    const { stdout, stderr, error } = await reprocess({ run: "one", wait: true });
    expect(error).to.equal(undefined);
    expect(stderr).to.match(/The run one has been started again/);
    expect(stdout).to.match(/^Run one: 1 object, 1 succeeded\n/);
    expect(started).to.deep.equal(["one-attempt-2"]);
  });

  it("ends with status 1 where the run has failed, after the report", async () => {
    const { stdout, error } = await reprocess({ prefix: "bad/", run: "two", wait: true });
    expect(stdout).to.match(/failed\s*│\s*NOT_DICOM\s*│\s*1 /);
    expect(error).to.include({ exitStatus: 1 });
    expect(error!.message).to.equal(
      "The run has ended as FAILED, States.ExceedToleratedFailureThreshold. `--run two` resumes it.",
    );
    expect((await reprocess({ run: "two", report: true })).stdout).to.equal(stdout);
  });

  it("resumes it past what has failed, which is in the report still and is not tried again", async () => {
    const before = await reprocess({ run: "two", report: true });
    started.length = 0;
    const { stdout, error } = await reprocess({ run: "two", wait: true });
    expect(error).to.equal(undefined);
    expect(stdout).to.equal(before.stdout);
    expect(started).to.deep.equal(["two-attempt-2"]);
  });

  it("makes a name of the time where none is given, and says how to see the report", async () => {
    const { stdout, stderr } = await reprocess({ prefix: "nothing/" });
    expect(stdout).to.equal("");
    expect(stderr).to.match(/--stack dev --run \d{8}t\d{4}-[0-9a-f]{4} --report/);
    await stack.idle();
  });

  const wrong: [string, Partial<ReprocessOptions>, RegExp][] = [
    ["no source", {}, /--prefix, --manifest, or --run/],
    ["two sources", { prefix: "a", manifest: "s3://b/c" }, /either --prefix or --manifest/],
    ["a manifest elsewhere", { manifest: "s3://elsewhere/list.jsonl" }, /may be an object of the raw bucket/],
    ["a run that there is not", { run: "none" }, /no run none to resume/],
    ["a run of another source", { run: "one", prefix: "bad/" }, /started with another prefix/],
    ["a name that is none", { run: "a b", prefix: "" }, /--run may be/],
    ["a name of an attempt", { run: "one-attempt-2", prefix: "" }, /--run one` resumes/],
    ["a report of an attempt", { run: "one-attempt-2", report: true }, /--run one` resumes/],
    ["a report of nothing", { report: true }, /--report needs --run/],
  ];
  for (const [what, options, message] of wrong)
    it(`refuses ${what} as wrong usage, and starts nothing`, async () => {
      const { error } = await reprocess(options);
      expect(error).to.include({ exitStatus: 2 });
      expect(error!.message).to.match(message);
      expect(started).to.deep.equal([]);
    });

  it("reports of no run that has left no record", async () => {
    const { stdout, error } = await reprocess({ run: "unknown", report: true });
    expect(error).to.include({ exitStatus: 1, message: "There is no record of run unknown yet." });
    expect(stdout).to.equal("");
  });

  for (const [answer, count] of [
    ["n", 0],
    ["y", 1],
  ] as const)
    it(`asks before it starts, and ${answer === "y" ? "does" : "does not"} where the answer is ${answer}`, async () => {
      const input = Object.assign(new PassThrough(), { isTTY: true });
      const output = collector();
      input.write(`${answer}\n`);
      const options = { stack: "dev", outputs: join(directory, "stack.json"), prefix: "nothing/" };
      const error: unknown = await runReprocess(options, {
        stdout: collector().stream,
        stderr: collector().stream,
        dialogue: { input, output: output.stream },
      }).catch((reason: unknown) => reason);
      await stack.idle();
      expect(output.text()).to.match(
        /^Reprocess every object under nothing\/ of the raw bucket of dev, as many/,
      );
      expect(started).to.have.length(count);
      if (count === 0) expect(error).to.include({ exitStatus: 1, message: "Nothing was started." });
    });

  it("takes the stack as an argument or an option, one of them, and starts nothing unasked", async () => {
    const outputs = join(directory, "stack.json");
    const error = async (...args: string[]) =>
      createProgram()
        .parseAsync(["node", "operate", "reprocess", ...args])
        .catch((reason: unknown) => (reason as Error).message);
    const unasked = /has to be confirmed/;
    expect(await error("--prefix", "")).to.match(/^which stack/);
    expect(await error("dev", "--stack", "prod", "--prefix", "")).to.match(/^one stack/);
    if (process.stdin.isTTY) return;
    for (const stackArgs of [["dev"], ["--stack", "dev"], ["dev", "--stack", "dev"], []])
      expect(await error(...stackArgs, "--prefix", "", "--outputs", outputs)).to.match(unasked);
    expect(started).to.deep.equal([]);
  });

  it("says what is wrong with a file of outputs", async () => {
    const file = join(directory, "outputs.json");
    const errorFor = async (text: string) => {
      await writeFile(file, text);
      return (await reprocess({ prefix: "", outputs: file })).error?.message;
    };
    const absent = (await reprocess({ prefix: "", outputs: join(directory, "nowhere.json") })).error;
    expect(absent).to.include({ exitStatus: 2 });
    expect(absent?.message).to.match(/nowhere\.json cannot be read \(ENOENT\): --outputs takes a file/);
    expect(await errorFor("no JSON")).to.match(/does not hold the outputs of a stack/);
    expect(await errorFor("{}")).to.match(/Nothing is deployed in dev/);
    expect(await errorFor('{"rawBucketName":"x"}')).to.match(/which region/);
    expect(await errorFor('{"deploymentSummary":{"region":"us-east-1"}}')).to.match(
      /no output reprocessingStateMachineArn/,
    );
  });
});
