import { expect } from "chai";
import fileSystem from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSandbox } from "sinon";
import {
  LocalStartError,
  startLocalStack,
  type LocalStack,
  type LocalStackOptions,
} from "../../../src/local/localStack";
import type { DeclaredResource } from "../../../src/local/program";
import { declaredStack, PROJECT_ROOT } from "../../support/pulumi/declared";
import { writeTinyProject } from "../../support/pulumi/tinyProject";

const { mkdir, mkdtemp, readdir, realpath, rm, writeFile } = fileSystem;

/** A resource as the evaluation of a program hands it over. */
const resource = (type: string, state: Record<string, unknown>): DeclaredResource => ({
  urn: `urn:pulumi:test::tiny::${type}::one`,
  type,
  name: "one",
  id: "one",
  inputs: {},
  state,
  parent: undefined,
  protect: false,
  dependsOn: [],
});

describe("the start of the local stack", function () {
  this.timeout(60_000);
  const sandbox = createSandbox();
  let folder: string;
  let directory: string;
  let running: LocalStack | undefined;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "local-start-")));
    directory = join(folder, "data");
  });
  afterEach(async () => {
    sandbox.restore();
    await running?.close();
    running = undefined;
    await rm(folder, { recursive: true });
  });

  const start = async (options: Partial<LocalStackOptions> = {}): Promise<LocalStack> =>
    (running = await startLocalStack({ directory, projectRoot: PROJECT_ROOT, ...options }));

  /** What a person is told when the stack does not start. */
  async function refusal(options: Partial<LocalStackOptions>): Promise<LocalStartError> {
    const error = await startLocalStack({ directory, projectRoot: PROJECT_ROOT, ...options }).then(
      () => expect.fail("the stack started"),
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(LocalStartError);
    return error as LocalStartError;
  }

  const tinyProject = (program: string, files: Record<string, string> = {}) =>
    writeTinyProject(join(folder, "project"), program, files);

  const programs: [string, string, Record<string, string>, LocalStartError["code"], RegExp][] = [
    [
      "what the program says of its configuration",
      `throw new pulumi.RunError('tiny:count is "3"; it may be 4');`,
      {},
      "WRONG_CONFIGURATION",
      /^tiny:count is "3"; it may be 4$/,
    ],
    [
      "that a value is encrypted",
      "",
      { "Pulumi.test.yaml": "config:\n  tiny:token:\n    secure: AAAB\n" },
      "WRONG_CONFIGURATION",
      /^tiny:token is encrypted/,
    ],
    [
      "that the stack's file is no YAML, without quoting it",
      "",
      { "Pulumi.test.yaml": "config: [tiny:secret" },
      "WRONG_CONFIGURATION",
      /^(?!.*secret)Pulumi\.test\.yaml /,
    ],
    [
      "which resource types nobody runs here",
      `new aws.kinesis.Stream("stream"); new aws.dynamodb.Table("table", { attributes: [], hashKey: "id" });`,
      {},
      "CANNOT_RUN_LOCALLY",
      /aws:kinesis\/stream:Stream.*\n.*aws:dynamodb\/table:Table/,
    ],
  ];
  for (const [what, program, files, code, message] of programs)
    it(`says ${what}`, async () => {
      const projectRoot = await tinyProject(program, files);
      const error = await refusal({ projectRoot, stack: "test" });
      expect(error.code).to.equal(code);
      expect(error.message).to.match(message);
    });

  it("names key, value and what is allowed where this project is configured wrongly", async () => {
    const projectRoot = await tinyProject("", {
      "Pulumi.yaml": "name: medical-imaging-pipeline\nruntime: nodejs\n",
      "Pulumi.test.yaml": "config:\n  medical-imaging-pipeline:lifecycleDays: 7\n",
      "dist/index.js": `require(${JSON.stringify(join(PROJECT_ROOT, "dist/src/infra/config/readStackConfig.js"))}).readStackConfig();`,
    });
    const { code, message } = await refusal({ projectRoot, stack: "test" });
    expect(code).to.equal("WRONG_CONFIGURATION");
    expect(message).to.include(
      'medical-imaging-pipeline:lifecycleDays is "7"; it may be a whole number of days from 30',
    );
  });

  it("says which stacks there are where there is none of that name", async () => {
    const { code, message } = await refusal({ stack: "staging" });
    expect(code).to.equal("UNKNOWN_STACK");
    expect(message).to.match(/no stack staging: Pulumi\.staging\.yaml .*stacks there: dev, prod\)$/);
  });

  it("says that the project is not built", async () => {
    const projectRoot = await tinyProject("");
    await rm(join(projectRoot, "dist"), { recursive: true });
    const { code, message } = await refusal({ projectRoot, stack: "test" });
    expect(code).to.equal("NOT_BUILT");
    expect(message).to.include("npm run build");
  });

  it("leaves a fault of the program what it is", async () => {
    const projectRoot = await tinyProject(`throw new TypeError("out of luck");`);
    const error: unknown = await startLocalStack({ directory, projectRoot, stack: "test" }).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(TypeError).and.not.instanceOf(LocalStartError);
  });

  const states = { A: { Type: "Task", Resource: "arn:aws:states:::ecs:runTask", End: true } };
  const machine = { name: "machine", arn: "arn:machine", roleArn: "arn:role" };
  const declarations: [string, DeclaredResource, RegExp][] = [
    ["that lacks a property", resource("aws:sqs/queue:Queue", { name: "q" }), /Queue one .* see arn/],
    [
      "whose policy is no policy",
      resource("aws:iam/role:Role", {
        name: "r",
        arn: "arn:r",
        assumeRolePolicy: '{"Statement":{"Effect":"Allow","Conditions":{}}}',
      }),
      /Role one .* see assumeRolePolicy\.Statement/,
    ],
    [
      "whose definition uses what the library cannot",
      resource("aws:sfn/stateMachine:StateMachine", {
        ...machine,
        definition: JSON.stringify({ StartAt: "A", States: states, QueryLanguage: "JSONata" }),
      }),
      /^the state machine: QueryLanguage cannot run locally$/,
    ],
    [
      "whose task nobody runs here",
      resource("aws:sfn/stateMachine:StateMachine", {
        ...machine,
        definition: JSON.stringify({ StartAt: "A", States: states }),
      }),
      /^state A: arn:aws:states:::ecs:runTask cannot run locally$/,
    ],
    [
      "of a type that answers at once",
      resource("aws:sfn/stateMachine:StateMachine", { ...machine, type: "EXPRESS", definition: "{}" }),
      /type EXPRESS cannot run locally$/,
    ],
  ];
  for (const [what, declaration, message] of declarations)
    it(`refuses a declaration ${what}`, async () => {
      const error = await refusal({ declaredStack: { outputs: {}, resources: [declaration] } });
      expect(error.code).to.equal("CANNOT_RUN_LOCALLY");
      expect(error.message).to.match(message);
    });

  const nothing = { outputs: {}, resources: [] };

  it("keeps a second stack from the same data directory, and lets it in afterwards", async () => {
    const first = await start({ declaredStack: nothing });
    expect((await refusal({ declaredStack: nothing })).code).to.equal("DATA_IN_USE");
    await first.close();
    await start({ declaredStack: nothing });
  });

  it("says that the port is in use, and leaves the data directory to the next", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    try {
      const { port } = server.address() as AddressInfo;
      const { code, message } = await refusal({ port, declaredStack: await declaredStack("dev") });
      expect(code).to.equal("PORT_UNAVAILABLE");
      expect(message).to.include(`port ${port} on 127.0.0.1 is in use`);
    } finally {
      await new Promise((done) => server.close(done));
    }
    await start({ declaredStack: nothing });
  });

  it("says that the data directory is a file, or below one", async () => {
    await writeFile(directory, "");
    for (const path of [directory, join(directory, "below")]) {
      const { code, message } = await refusal({ directory: path, declaredStack: nothing });
      expect(code).to.equal("DATA_UNUSABLE");
      expect(message).to.match(/ it is a file| a file stands where a folder is needed/);
    }
  });

  it("says that the data directory may not be written", async () => {
    // Stubbed, since whoever runs the tests as root may write everywhere.
    const denied = Object.assign(new Error("denied"), { code: "EACCES", syscall: "mkdir", path: folder });
    sandbox.stub(fileSystem, "mkdir").rejects(denied);
    const { code, message } = await refusal({ declaredStack: nothing });
    expect(code).to.equal("DATA_UNUSABLE");
    expect(message).to.include(directory).and.include("may not be written (EACCES)");
  });

  it("says which file of the data directory is damaged", async () => {
    await mkdir(directory);
    await writeFile(join(directory, "secrets.json"), '{"user":"planted"');
    const { code, message } = await refusal({ declaredStack: nothing });
    expect(code).to.equal("DATA_UNUSABLE");
    expect(message).to.include("secrets.json is damaged").and.not.include("planted");
    expect(await readdir(directory)).not.to.include("lock");
  });
});
