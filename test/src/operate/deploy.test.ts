import { expect } from "chai";
import { PassThrough } from "node:stream";
import { runDeploy } from "../../../src/operate/deploy/run";
import { createPulumiCli } from "../../../src/operate/pulumiCli";
import { createFakePulumi, type FakeAnswers, type FakePulumi } from "../../support/operate/fakePulumi";
import { runOperate } from "../../support/operate/runOperate";
import { PROJECT_ROOT } from "../../support/pulumi/declared";

const OUTPUTS = {
  "stack output": { stdout: '{"rawBucketName":"raw-1","deploymentSummary":{"region":"us-east-1"}}' },
};
const NO_STACK = { stderr: "error: no stack named 'dev' found\n", exitCode: 255 };

/** What a call was, without the options that every call has. */
const named = (calls: readonly string[][]) =>
  calls.map((args) =>
    args.filter((arg) => !/^--(non-interactive|color|policy-pack)$|^(never|policy)$/.test(arg)).join(" "),
  );

describe("npm run deploy", () => {
  let fake: FakePulumi;
  const pretend = async (answers: FakeAnswers) => (fake = await createFakePulumi(answers));
  const run = (...args: string[]) => runOperate(["deploy", ...args], { PATH: fake.folder });

  /** As a person who answers questions at a terminal. */
  async function runAnswering(answer: string) {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const shown = new PassThrough();
    let text = "";
    shown.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (chunk.endsWith("[y/N] ")) input.write(`${answer}\n`);
    });
    const cli = createPulumiCli({
      projectRoot: PROJECT_ROOT,
      stack: "dev",
      env: { PATH: fake.folder },
      stdout: shown,
      stderr: shown,
    });
    const error: unknown = await runDeploy(
      "dev",
      {},
      { cli, stdout: shown, dialogue: { input, output: shown } },
    ).catch((reason: unknown) => reason);
    return { text, error };
  }

  afterEach(() => fake.remove());

  it("previews, deploys exactly once, and prints the outputs", async () => {
    await pretend({ ...OUTPUTS, preview: { stdout: "+ 70 to create\n" } });
    const { exitCode, stdout } = await run("dev", "--yes");
    expect(named(await fake.calls())).to.deep.equal([
      "stack output --stack dev --json",
      "preview --stack dev",
      "up --stack dev --yes --skip-preview",
      "stack output --stack dev --json",
    ]);
    expect(stdout).to.match(/\+ 70 to create[^]*rawBucketName.*raw-1/);
    expect(exitCode).to.equal(0);
  });

  it("changes nothing with --preview", async () => {
    await pretend(OUTPUTS);
    const { exitCode } = await run("prod", "--preview");
    expect(named(await fake.calls())).to.deep.equal([
      "stack output --stack prod --json",
      "preview --stack prod",
    ]);
    expect(exitCode).to.equal(0);
  });

  it("asks, and does what is answered", async () => {
    await pretend(OUTPUTS);
    const refused = await runAnswering("n");
    expect(refused.text).to.contain("Deploy these changes to dev? [y/N]");
    expect(refused.error).to.have.property("message", "Nothing was changed.");
    expect(named(await fake.calls())).not.to.include("up --stack dev --yes --skip-preview");

    const agreed = await runAnswering("y");
    expect(agreed.error).to.equal(undefined);
    expect(named(await fake.calls())).to.include("up --stack dev --yes --skip-preview");
  });

  it("does not deploy where nobody can be asked", async () => {
    await pretend(OUTPUTS);
    const { exitCode, stderr } = await run("dev");
    expect(stderr).to.contain("--yes confirms it");
    expect(exitCode).to.equal(2);
    expect(named(await fake.calls())).not.to.include("up --stack dev --yes --skip-preview");
  });

  it("does not deploy after a preview that failed, and says why", async () => {
    const refusal =
      "error: preview failed\nPolicies:\n  - [mandatory]  buckets-are-private  (aws:s3/bucket:Bucket: x)\n";
    await pretend({ ...OUTPUTS, preview: { stdout: refusal, exitCode: 1 } });
    const { exitCode, stdout, stderr } = await run("dev", "--yes");
    expect(stdout).to.contain("buckets-are-private");
    expect(stderr).to.contain("The policy pack refuses what the program declares");
    expect(stderr).not.to.match(/^\s+at /m);
    expect(exitCode).to.equal(1);
    expect(named(await fake.calls())).not.to.include("up --stack dev --yes --skip-preview");
  });

  it("offers to make a stack that is not there", async () => {
    await pretend({ "stack output": [NO_STACK, OUTPUTS["stack output"]] });
    const { text } = await runAnswering("y");
    expect(text).to.contain("There is no stack dev here. Make it? [y/N]");
    expect(named(await fake.calls()).slice(0, 3)).to.deep.equal([
      "stack output --stack dev --json",
      "stack init dev --no-select",
      "preview --stack dev",
    ]);
  });

  it("makes no stack unasked, and does with --init", async () => {
    await pretend({ "stack output": [NO_STACK, NO_STACK, OUTPUTS["stack output"]] });
    const { exitCode, stderr } = await run("dev", "--yes");
    expect(stderr).to.contain(
      "There is no stack dev in this state backend. Run `npm run deploy -- dev --init`",
    );
    expect(exitCode).to.equal(1);
    expect((await run("dev", "--yes", "--init")).exitCode).to.equal(0);
    expect(named(await fake.calls())).to.include("stack init dev --no-select");
  });

  it("shows the last lines of a failure that is not known", async () => {
    await pretend({ "stack output": { stderr: "error: the moon is full\n", exitCode: 255 } });
    const { exitCode, stderr } = await run("dev", "--yes");
    expect(stderr).to.equal("pulumi stack output failed:\nerror: the moon is full\n");
    expect(exitCode).to.equal(1);
  });

  it("says what is wrong where nobody is logged in", async () => {
    const text = "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions\n";
    await pretend({ "stack output": { stderr: text, exitCode: 255 } });
    expect((await run("dev", "--yes")).stderr).to.match(
      /^You are not logged in to a state backend\. Run .*\n$/,
    );
  });

  it("wants to know which stack, and answers --help", async () => {
    await pretend({});
    expect(await run()).to.include({ exitCode: 2 });
    const help = await run("--help");
    expect(help.stdout).to.contain("--preview").and.to.contain("npm run deploy -- <stack>");
    expect(help.exitCode).to.equal(0);
    expect(await fake.calls()).to.deep.equal([]);
  });
});
