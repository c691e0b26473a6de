import { expect } from "chai";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { functionEnvironment } from "../../../../src/local/functions/functionEnvironment";
import {
  createFunctionRunner,
  type FunctionRunner,
  type FunctionRunnerOptions,
} from "../../../../src/local/functions/functionRunner";

const HANDLER = `
  let calls = 0;
  const held = [];
  const actions = {
    echo: (event) => ({ echoed: event.value }),
    calls: () => ({ calls: ++calls, pid: process.pid }),
    environment: () => process.env,
    argv: () => process.execArgv,
    context: (event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis() > 0 }),
    log: (event) => { console.log(event.value); console.error("to stderr"); return null; },
    fail: () => { class OwnError extends Error { name = "OwnError"; } throw new OwnError("no data here"); },
    hang: () => new Promise(() => setInterval(() => 0, 1000)),
    spin: () => { for (;;); },
    exit: () => process.exit(7),
    crash: () => new Promise(() => setImmediate(() => { throw new Error("late"); })),
    nothing: () => undefined,
    wait: (event) => new Promise((done) => setTimeout(() => done({ pid: process.pid }), event.value)),
    buffers: (event) => { held.push(Buffer.alloc(event.value * 1024 * 1024, 1)); return null; },
    outside: () => require("outside"),
  };
  exports.handler = async (event, context) => actions[event.action](event, context);
  exports.byCallback = (event, context, done) => { setImmediate(() => done(null, { by: "callback" })); };
`;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("the function runner", () => {
  let root: string;
  let directory: string;
  const runners: FunctionRunner[] = [];

  before(async () => {
    root = await mkdtemp(join(tmpdir(), "function-runner-"));
    directory = join(root, "code");
    await mkdir(join(root, "node_modules", "outside"), { recursive: true });
    await writeFile(join(root, "node_modules", "outside", "index.js"), "module.exports = 1;");
    await mkdir(directory);
    await writeFile(join(directory, "__index.js"), HANDLER);
  });
  afterEach(() => Promise.all(runners.splice(0).map((runner) => runner.close())));
  after(() => rm(root, { recursive: true }));

  function run(overrides: Partial<FunctionRunnerOptions> & { handler?: string } = {}): FunctionRunner {
    const { handler = "__index.handler", ...options } = overrides;
    const identity = {
      name: "ingestion",
      arn: "arn:aws:lambda:us-east-1:123456789012:function:ingestion",
      handler,
      runtime: "nodejs22.x",
      memoryMb: 128,
      logGroupName: "/aws/lambda/ingestion",
      codeDirectory: directory,
      declared: { DECLARED: "yes" },
    };
    const endpoint = {
      url: "http://127.0.0.1:1",
      region: "eu-west-1",
      accessKeyId: "AKID",
      secretAccessKey: "secret",
    };
    const runner = createFunctionRunner({
      codeDirectory: directory,
      environment: functionEnvironment(identity, endpoint),
      memoryMb: 128,
      timeoutSeconds: 10,
      logFile: join(root, "logs", "ingestion.log"),
      ...options,
    });
    runners.push(runner);
    return runner;
  }

  it("answers with what the handler returns", async () => {
    const outcome = await run().invoke({ action: "echo", value: { a: [1, "é"] } });
    expect(outcome.payload).to.deep.equal({ echoed: { a: [1, "é"] } });
    expect(outcome.error).to.equal(undefined);
  });

  it("answers null where the handler returns nothing", async () => {
    expect((await run().invoke({ action: "nothing" })).payload).to.equal(null);
  });

  it("takes a handler's answer by callback", async () => {
    expect((await run({ handler: "__index.byCallback" }).invoke({})).payload).to.deep.equal({
      by: "callback",
    });
  });

  it("gives an error's own name and message", async () => {
    const { error } = await run().invoke({ action: "fail" });
    expect(error).to.include({ errorType: "OwnError", errorMessage: "no data here" });
  });

  it("names a handler that is not in the archive", async () => {
    const { error } = await run({ handler: "__index.absent" }).invoke({});
    expect(error?.errorType).to.equal("Runtime.HandlerNotFound");
  });

  it("finds no module outside its archive", async () => {
    const { error } = await run().invoke({ action: "outside" });
    expect(error?.errorMessage).to.contain("Cannot find module 'outside'");
  });

  it("reuses a warm process, whose module state lives on", async () => {
    const runner = run();
    const first = await runner.invoke({ action: "calls" });
    const second = await runner.invoke({ action: "calls" });
    expect([first.payload, second.payload]).to.have.nested.property("[1].calls", 2);
    expect(first.payload).to.have.property("pid", (second.payload as { pid: number }).pid);
  });

  it("keeps no more processes than its bound, and gets all events done", async () => {
    const runner = run({ concurrency: 2 });
    const outcomes = await Promise.all(
      [1, 2, 3, 4, 5].map(() => runner.invoke({ action: "wait", value: 20 })),
    );
    const pids = outcomes.map(({ payload }) => (payload as { pid: number }).pid);
    expect(pids.every((pid) => pid > 0)).to.equal(true);
    expect(new Set(pids).size).to.be.within(1, 2);
  });

  for (const action of ["hang", "spin"])
    it(`ends a handler that outlives the declared timeout (${action}), and its process`, async () => {
      const runner = run({ timeoutSeconds: 0.4 });
      const { error } = await runner.invoke({ action });
      expect(error?.errorType).to.equal("Sandbox.Timedout");
      expect(error?.errorMessage).to.match(/Task timed out after 0\.40 seconds$/);
      expect((await run().invoke({ action: "calls" })).payload).to.have.property("calls", 1);
    });

  for (const action of ["exit", "crash"])
    it(`reports a process that dies under its event (${action}), and goes on with a new one`, async () => {
      const runner = run();
      expect((await runner.invoke({ action })).error?.errorType).to.equal("Runtime.ExitError");
      expect((await runner.invoke({ action: "calls" })).payload).to.have.property("calls", 1);
    });

  it("bounds the heap by the declared memory", async () => {
    expect((await run({ memoryMb: 200 }).invoke({ action: "argv" })).payload).to.deep.equal([
      "--max-old-space-size=200",
    ]);
  });

  it("ends a function that takes more than the declared memory, also outside of the heap", async () => {
    const runner = run({ memoryMb: 200 });
    expect((await runner.invoke({ action: "buffers", value: 20 })).error).to.equal(undefined);
    const { error } = await runner.invoke({ action: "buffers", value: 250 });
    expect(error?.errorType).to.equal("Runtime.ExitError");
    expect(error?.errorMessage).to.contain("SIGKILL");
    expect((await runner.invoke({ action: "calls" })).payload).to.have.property("calls", 1);
  });

  it("gives a function its declared environment and nothing of this process but PATH", async () => {
    process.env.SECRET_OF_THE_PARENT = "leak";
    try {
      const environment = (await run().invoke({ action: "environment" })).payload as Record<string, string>;
      expect(environment).to.include({ DECLARED: "yes", AWS_REGION: "eu-west-1", PATH: process.env.PATH });
      expect(
        Object.keys(environment).filter((name) => /NODE_OPTIONS|SECRET_OF|HOME/.test(name)),
      ).to.deep.equal([]);
    } finally {
      delete process.env.SECRET_OF_THE_PARENT;
    }
  });

  it("tells the handler who it is and how long it has", async () => {
    const { payload } = await run().invoke({ action: "context" });
    expect(payload).to.include({ functionName: "ingestion", memoryLimitInMB: "128", remaining: true });
  });

  it("runs a function whose role may not write its log, and keeps none", async () => {
    const asked: string[] = [];
    const logFile = join(root, "logs", "refused.log");
    const mayLog = (action: string) => asked.push(action) < 0;
    const { error } = await run({ logFile, mayLog }).invoke({ action: "log", value: "a line" });
    expect(error).to.equal(undefined);
    expect(await readFile(logFile, "utf8")).to.equal("");
    expect(asked).to.deep.equal(["logs:CreateLogStream", "logs:PutLogEvents"]);
  });

  it("appends both output streams to the function's log as they are, and a report of each invocation", async () => {
    await run().invoke({ action: "log", value: "a line" });
    const log = await readFile(join(root, "logs", "ingestion.log"), "utf8");
    expect(log)
      .to.contain("a line\n")
      .and.to.contain("to stderr\n")
      .and.to.match(/REPORT RequestId: .*Memory Size: 128 MB/);
  });

  it("lets an event finish when Ctrl-C reaches the whole process group", async () => {
    const runner = run();
    const { pid } = (await runner.invoke({ action: "calls" })).payload as { pid: number };
    const outcome = runner.invoke({ action: "wait", value: 100 });
    process.kill(pid, "SIGINT");
    expect((await outcome).payload).to.deep.equal({ pid });
  });

  it("leaves no process behind when this process is killed", async () => {
    const script = `
      const { createFunctionRunner } = require(${JSON.stringify(require.resolve("../../../../src/local/functions/functionRunner"))});
      const runner = createFunctionRunner(${JSON.stringify({
        codeDirectory: directory,
        environment: { LAMBDA_TASK_ROOT: directory, _HANDLER: "__index.handler" },
        memoryMb: 128,
        timeoutSeconds: 10,
        logFile: join(root, "logs", "orphan.log"),
      })});
      runner.invoke({ action: "calls" }).then(({ payload }) => console.log(payload.pid));
      setInterval(() => 0, 1000);
    `;
    const parent = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    parent.kill("SIGKILL");
    const pid = Number(line.toString());
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it("ends its processes when it closes", async () => {
    const runner = run();
    const { payload } = await runner.invoke({ action: "calls" });
    await runner.close();
    expect(() => process.kill((payload as { pid: number }).pid, 0)).to.throw("ESRCH");
  });
});
