import { asset } from "@pulumi/pulumi";
import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { evaluateProgram, unpackFunctionArchive } from "../../../../src/local/program";
import {
  declaredStack,
  FUNCTIONS,
  ofType,
  PROJECT_ROOT,
  STACKS,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";
import { writeTinyProject } from "../../../support/pulumi/tinyProject";

const run = promisify(execFile);

/** Calls the handler of the archive beside it and prints what it answered or threw as the last line. */
const CALLER = `
const [event] = process.argv.slice(2);
require("./__index.js").handler(JSON.parse(event)).then(
  (answer) => console.log(JSON.stringify({ answer })),
  (error) => console.log(JSON.stringify({ isError: error instanceof Error, name: error.name, message: error.message })),
);
`;

for (const name of STACKS)
  describe(`closures of ${name}`, () => {
    let stack: DeclaredStack;
    before(async () => (stack = await declaredStack(name)));

    const assetsOf = (fn: string) => {
      const { code } = theOne(stack, "aws:lambda/function:Function", `-${fn}`).inputs;
      if (!(code instanceof asset.AssetArchive)) throw new Error(`${fn} has no asset archive`);
      return code.assets;
    };

    const textOfIndex = async (fn: string) => {
      const index = (await assetsOf(fn))["__index.js"];
      if (!(index instanceof asset.StringAsset)) throw new Error(`${fn} has no serialised text`);
      return index.text;
    };

    for (const fn of FUNCTIONS)
      describe(fn, () => {
        it("travels as its closure and its bundle, and nothing else", async () =>
          expect(Object.keys(await assetsOf(fn))).to.have.members(["__index.js", `dist/lambda/${fn}.js`]));

        it("has a closure of less than 4 kB that loads the bundle beside it", async () => {
          const text = await textOfIndex(fn);
          expect(Buffer.byteLength(text)).to.be.below(4096);
          expect(text.match(/require\([^)]*\)/g)).to.deep.equal([`require("./dist/lambda/${fn}.js")`]);
        });

        it("captures names and numbers, no resource, no helper of the build", async () => {
          const text = await textOfIndex(fn);
          expect(text).to.include("MedicalImaging/Pipeline");
          expect(text).to.not.match(/__name|__toESM|__esm|import_|pulumi/i);
        });

        it("knows the one ARN that it needs", async () => {
          const text = await textOfIndex(fn);
          const { stateMachineArn, hmacKeyArn } = stack.outputs as Record<string, string>;
          expect(text.includes(stateMachineArn!)).to.equal(fn === "dispatch");
          expect(text.includes(hmacKeyArn!)).to.equal(fn === "deidentification");
        });
      });
  });

describe("function archives in a plain Node process", () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "function-archives-"));
    const stack = await declaredStack("dev");
    for (const fn of FUNCTIONS) {
      const target = join(directory, fn);
      await unpackFunctionArchive(theOne(stack, "aws:lambda/function:Function", `-${fn}`), target);
      await writeFile(join(target, "call.js"), CALLER);
    }
  });
  after(() => rm(directory, { recursive: true }));

  const call = async (fn: string, event: unknown): Promise<Record<string, unknown>> => {
    const { stdout } = await run(process.execPath, ["call.js", JSON.stringify(event)], {
      cwd: join(directory, fn),
      // Nothing listens there: what the function tries to send goes nowhere.
      env: {
        AWS_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: "none",
        AWS_SECRET_ACCESS_KEY: "none",
        AWS_ENDPOINT_URL: "http://127.0.0.1:1",
        AWS_MAX_ATTEMPTS: "1",
      },
    });
    return JSON.parse(stdout.trim().split("\n").at(-1)!) as Record<string, unknown>;
  };

  for (const fn of ["dispatch", "study"])
    it(`answers an empty batch in ${fn}`, async () =>
      expect(await call(fn, { Records: [] })).to.deep.equal({ answer: { batchItemFailures: [] } }));

  for (const fn of FUNCTIONS)
    it(`names the error of a malformed event in ${fn}`, async () => {
      const { isError, name, message } = await call(fn, { object: { objectKey: "Doe^John.dcm" } });
      expect({ isError, name }).to.deep.equal({ isError: true, name: "InvalidStepEventError" });
      expect(message).to.not.include("Doe");
    });

  it("holds the bundle as it was built", async () => {
    for (const fn of FUNCTIONS) {
      const bundle = join("dist/lambda", `${fn}.js`);
      const [packed, built] = await Promise.all(
        [PROJECT_ROOT, join(directory, fn)].map((root) => readFile(join(root, bundle))),
      );
      expect(packed!.equals(built!), bundle).to.equal(true);
    }
  });
});

describe("secrets of a deployment", () => {
  const PLANTED = "planted-a1b2c3d4e5f6";
  const VARIABLES = ["AWS_SECRET_ACCESS_KEY", "PULUMI_CONFIG_PASSPHRASE"];
  let directory: string;
  let environment: NodeJS.ProcessEnv;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "secrets-"));
    environment = { ...process.env };
    for (const name of VARIABLES) process.env[name] = PLANTED;
  });
  afterEach(async () => {
    for (const name of VARIABLES) {
      if (environment[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = environment[name];
    }
    await rm(directory, { recursive: true });
  });

  /** The files of all functions' archives that hold the planted secret. */
  async function leaksOf(stack: DeclaredStack): Promise<string[]> {
    const leaks: string[] = [];
    for (const fn of ofType(stack, "aws:lambda/function:Function")) {
      const target = join(directory, "functions", fn.name);
      const files = await unpackFunctionArchive(fn, target);
      expect(files).to.include("__index.js");
      for (const file of files)
        if ((await readFile(join(target, file))).includes(PLANTED)) leaks.push(`${fn.name}/${file}`);
    }
    return leaks;
  }

  it("are in no archive, though the program can read them", async () => {
    const stack = await evaluateProgram({
      stack: "dev",
      projectRoot: PROJECT_ROOT,
      config: { "aws:secretKey": PLANTED, "aws:token": PLANTED },
    });
    expect(ofType(stack, "aws:lambda/function:Function")).to.have.length(FUNCTIONS.length);
    expect(await leaksOf(stack)).to.deep.equal([]);
  });

  it("would be found in the archive of a closure that captures one", async () => {
    const projectRoot = await writeTinyProject(
      join(directory, "project"),
      `const captured = { key: new pulumi.Config("aws").require("secretKey") };
      new aws.lambda.CallbackFunction("leaky", {
        callbackFactory: () => () => captured.key, role: "arn:role", runtime: "nodejs24.x",
      });`,
      { "package.json": '{ "name": "tiny", "version": "1.0.0" }' },
    );
    const stack = await evaluateProgram({
      stack: "test",
      projectRoot,
      config: { "aws:secretKey": PLANTED },
    });
    expect(await leaksOf(stack)).to.deep.equal(["leaky/__index.js"]);
  });
});
