import { asset } from "@pulumi/pulumi";
import { expect } from "chai";
import { mkdir, mkdtemp, readFile, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluateProgram, unpackFunctionArchive, type DeclaredResource } from "../../../src/local/program";
import { PROJECT_ROOT, theOne } from "../../support/pulumi/declared";
import { writeTinyProject } from "../../support/pulumi/tinyProject";

let directory: string;
beforeEach(async () => (directory = await realpath(await mkdtemp(join(tmpdir(), "program-")))));
afterEach(() => rm(directory, { recursive: true }));

const projectOf = (program: string, files?: Record<string, string>) =>
  writeTinyProject(directory, program, files);

/** The message of the error that an evaluation ends with. */
const failureOf = (projectRoot: string): Promise<string> =>
  evaluateProgram({ stack: "test", projectRoot }).then(
    () => "no failure",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

describe("evaluateProgram", () => {
  it("evaluates the stacks of this project, as often as asked and in one process", async () => {
    const evaluate = (stack: string) => evaluateProgram({ stack, projectRoot: PROJECT_ROOT });
    const [dev, prod, again] = await Promise.all([evaluate("dev"), evaluate("prod"), evaluate("dev")]);
    expect(dev.outputs.rawBucketName).to.equal("medical-imaging-pipeline-dev-raw-dicom");
    expect(prod.outputs.rawBucketName).to.equal("medical-imaging-pipeline-prod-raw-dicom");
    expect(again.outputs).to.deep.equal(dev.outputs);
    const urns = (stack: typeof dev) => stack.resources.map(({ urn }) => urn);
    expect(urns(again)).to.have.members(urns(dev));
    expect(new Set(urns(dev)).size).to.equal(dev.resources.length);
  });

  it("has every output of the contract", async () => {
    const { outputs } = await evaluateProgram({ stack: "dev", projectRoot: PROJECT_ROOT });
    expect(outputs).to.have.all.keys(
      "rawBucketName",
      "processedBucketName",
      "logsBucketName",
      "dispatchFunctionName",
      "ingestionFunctionName",
      "validationFunctionName",
      "deidentificationFunctionName",
      "stateMachineName",
      "stateMachineArn",
      "lambdaExecutionRoleArns",
      "stepFunctionsExecutionRoleArn",
      "queueUrl",
      "deadLetterQueueUrl",
      "deadLetterQueueArn",
      "studyDeadLetterQueueUrl",
      "studyDeadLetterQueueArn",
      "hmacKeyArn",
      "hmacKeyAliases",
      "accessLogsBucketName",
      "functionAlias",
      "dashboardUrl",
      "eventBusName",
      "reprocessingStateMachineArn",
      "alarmTopicArn",
      "studyFunctionName",
      "githubRoleArns",
      "trailArn",
      "deploymentSummary",
    );
    const { githubRoleArns, trailArn, ...always } = outputs;
    expect([githubRoleArns, trailArn]).to.deep.equal([undefined, undefined]);
    expect(Object.values(always)).to.not.include(undefined);
  });

  it("puts configuration over that of the stack's file", async () => {
    const stack = await evaluateProgram({
      stack: "dev",
      projectRoot: PROJECT_ROOT,
      region: "eu-central-1",
      accountId: "210987654321",
      config: {
        "medical-imaging-pipeline:rawBucketName": "my-raw",
        "medical-imaging-pipeline:enableS3Encryption": "false",
      },
    });
    expect(stack.outputs.rawBucketName).to.equal("my-raw");
    expect(stack.outputs.stateMachineArn).to.equal(
      "arn:aws:states:eu-central-1:210987654321:stateMachine:dicom-processing-workflow-dev",
    );
    expect(stack.resources.filter(({ type }) => type.includes("ServerSideEncryption"))).to.deep.equal([]);
  });

  it("fails with every mistake of the configuration", async () => {
    const evaluation = evaluateProgram({
      stack: "dev",
      projectRoot: PROJECT_ROOT,
      config: { "medical-imaging-pipeline:lifecycleDays": "7", "medical-imaging-pipeline:bukket": "x" },
    });
    const message = await evaluation.then(
      () => "",
      (error: unknown) => (error as Error).message,
    );
    expect(message).to.include("The configuration of stack dev is wrong:");
    expect(message).to.include(
      'medical-imaging-pipeline:lifecycleDays is "7"; it may be a whole number of days',
    );
    expect(message).to.include("medical-imaging-pipeline:bukket is not a key");
  });

  it("says that the functions are not built where they are not", async () => {
    const root = await projectOf("", {
      "dist/index.js": `require(${JSON.stringify(join(PROJECT_ROOT, "dist/index.js"))});`,
    });
    Reflect.deleteProperty(require.cache, join(PROJECT_ROOT, "dist/index.js"));
    expect(await failureOf(root)).to.match(/dispatch.*not in dist\/lambda: run "npm run build" first/);
  });

  it("gives the program its configuration as text, its stack and its folder", async () => {
    const root = await projectOf(`
      const config = new pulumi.Config();
      module.exports = {
        count: config.require("count"), list: config.requireObject("list"), folder: process.cwd(),
        stack: pulumi.getStack(), region: new pulumi.Config("aws").require("region"),
      };`);
    const before = process.cwd();
    const { outputs } = await evaluateProgram({ stack: "test", projectRoot: root });
    expect(outputs).to.deep.equal({
      count: "3",
      list: [1, 2],
      folder: root,
      stack: "test",
      region: "eu-west-1",
    });
    expect(process.cwd()).to.equal(before);
  });

  it("says of each resource what is declared, what it belongs to and what comes first", async () => {
    const root = await projectOf(`
      class Pair extends pulumi.ComponentResource {
        constructor(name) {
          super("tiny:index:Pair", name);
          const first = new aws.sqs.Queue("first", {}, { parent: this, protect: true });
          new aws.sqs.Queue("second", { delaySeconds: 5 }, { parent: this, dependsOn: [first] });
        }
      }
      new Pair("pair");`);
    const { resources } = await evaluateProgram({
      stack: "test",
      projectRoot: root,
      accountId: "111111111111",
    });
    const [pair, first, second] = resources;
    expect(resources).to.have.length(3);
    expect(pair).to.deep.include({ type: "tiny:index:Pair", name: "pair", parent: undefined });
    expect(first).to.deep.include({ name: "first", parent: pair!.urn, protect: true, dependsOn: [] });
    expect(second).to.deep.include({ name: "second", protect: false, dependsOn: [first!.urn] });
    expect(second!.inputs).to.deep.equal({ delaySeconds: 5 });
    expect(second!.state).to.deep.include({
      delaySeconds: 5,
      arn: "arn:aws:sqs:eu-west-1:111111111111:second",
      url: "https://sqs.eu-west-1.amazonaws.com/111111111111/second",
    });
    expect(second!.id).to.equal(second!.state.url);
  });

  it("names every resource type that local mode does not know", async () => {
    const root = await projectOf(`
      new aws.dynamodb.Table("table", { attributes: [], hashKey: "id" });
      new aws.kinesis.Stream("stream");`);
    const message = await failureOf(root);
    expect(message).to.include("aws:dynamodb/table:Table");
    expect(message).to.include("aws:kinesis/stream:Stream");
  });

  it("names a provider call that local mode does not know", async () => {
    const root = await projectOf(`module.exports = { partition: aws.getPartitionOutput().partition };`);
    expect(await failureOf(root)).to.include("aws:index/getPartition:getPartition");
  });

  it("fails with what the program throws, and is ready for the next one", async () => {
    expect(await failureOf(await projectOf(`throw new Error("out of luck");`))).to.equal("out of luck");
    const { outputs } = await evaluateProgram({
      stack: "test",
      projectRoot: await projectOf("module.exports = { fine: true };"),
    });
    expect(outputs).to.deep.equal({ fine: true });
  });

  it("refuses a stack without a file, and a value that is encrypted", async () => {
    const root = await projectOf("", { "Pulumi.test.yaml": "config:\n  tiny:token:\n    secure: AAAB\n" });
    expect(await failureOf(root)).to.match(/^tiny:token is encrypted/);
    await rm(join(root, "Pulumi.test.yaml"));
    expect(await failureOf(root)).to.match(/^there is no stack test: Pulumi\.test\.yaml is not in/);
  });
});

describe("unpackFunctionArchive", () => {
  const resource = (code: unknown): DeclaredResource => ({
    urn: "urn:pulumi:test::tiny::aws:lambda/function:Function::fn",
    type: "aws:lambda/function:Function",
    name: "fn",
    id: "fn",
    inputs: { code },
    state: {},
    parent: undefined,
    protect: false,
    dependsOn: [],
  });

  it("writes the archive of a function as it was built", async () => {
    const stack = await evaluateProgram({ stack: "dev", projectRoot: PROJECT_ROOT });
    const written = await unpackFunctionArchive(
      theOne(stack, "aws:lambda/function:Function", "-dispatch"),
      join(directory, "fn"),
    );
    expect(written).to.have.members(["__index.js", join("dist", "lambda", "dispatch.js")]);
    const bundle = "dist/lambda/dispatch.js";
    expect(await readFile(join(directory, "fn", bundle))).to.deep.equal(
      await readFile(join(PROJECT_ROOT, bundle)),
    );
  });

  it("writes texts, files, folders and archives in archives", async () => {
    await mkdir(join(directory, "source/deep"), { recursive: true });
    await writeFile(join(directory, "source/a.txt"), "a");
    await writeFile(join(directory, "source/deep/b.txt"), "b");
    const code = new asset.AssetArchive({
      "text.js": new asset.StringAsset("1"),
      "lib/file.txt": new asset.FileAsset(join(directory, "source/a.txt")),
      folder: new asset.FileArchive(join(directory, "source")),
      inner: new asset.AssetArchive({ "x.js": new asset.StringAsset("2") }),
    });
    const target = join(directory, "target");
    await unpackFunctionArchive(resource(code), target);
    const files = await readdir(target, { recursive: true, withFileTypes: true });
    expect(files.filter((file) => file.isFile()).map(({ name }) => name)).to.have.members([
      "text.js",
      "file.txt",
      "a.txt",
      "b.txt",
      "x.js",
    ]);
    expect(await readFile(join(target, "inner/x.js"), "utf8")).to.equal("2");
    expect(await readFile(join(target, "folder/deep/b.txt"), "utf8")).to.equal("b");
  });

  it("writes nothing outside the directory", async () => {
    const code = new asset.AssetArchive({ "../escape.js": new asset.StringAsset("1") });
    const message = await unpackFunctionArchive(resource(code), join(directory, "target")).then(
      () => "",
      (error: unknown) => (error as Error).message,
    );
    expect(message).to.equal("../escape.js would be written outside the directory");
    expect(await readdir(directory)).to.not.include("escape.js");
  });

  it("refuses a resource without code on this machine", async () => {
    for (const code of [undefined, new asset.RemoteArchive("https://example.org/code.zip")])
      expect(
        await unpackFunctionArchive(resource(code), directory).then(
          () => "",
          (error: unknown) => (error as Error).message,
        ),
      ).to.match(/has no code archive on this machine$/);
  });
});
