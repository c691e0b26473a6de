import { expect } from "chai";
import { prepareDefinition } from "../../../../src/local/workflow/definition";
import type { ExecutionEvent, ExecutionResult } from "../../../../src/local/workflow/execution";
import type { InvocableFunction } from "../../../../src/local/workflow/lambdaInvoke";
import type { SdkIntegration } from "../../../../src/local/workflow/sdkIntegration";
import { loadStateMachineLibrary } from "../../../../src/local/workflow/stateMachineLibrary";
import {
  ExecutionAlreadyExistsError,
  StateMachineRunner,
} from "../../../../src/local/workflow/stateMachineRunner";
import { createTaskRunners } from "../../../../src/local/workflow/taskRunner";

const MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:m";
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:step";
type Answer = Awaited<ReturnType<InvocableFunction["invoke"]>>;

const invokeStep = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: FUNCTION, Payload: { "value.$": "$.value", "name.$": "$$.Execution.Name" } },
  ResultSelector: { "statusCode.$": "$.Payload.statusCode", "body.$": "$.Payload.body" },
  ResultPath: "$.result",
  Retry: [
    { ErrorEquals: ["Lambda.AWSLambdaException", "Lambda.TooManyRequestsException"], IntervalSeconds: 60 },
  ],
  Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Record" }],
  Next: "Check",
};

/** Calls the function, and records what became of it by a service call. */
const DEFINITION = {
  StartAt: "Step",
  States: {
    Step: invokeStep,
    Check: {
      Type: "Choice",
      Choices: [{ Variable: "$.result.statusCode", NumericEquals: 200, Next: "Parse" }],
      Default: "Rejected",
    },
    Parse: {
      Type: "Pass",
      Parameters: { "facts.$": "States.StringToJson($.result.body)" },
      ResultPath: "$.parsed",
      Next: "Record",
    },
    Record: {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:s3:putObject",
      Parameters: { Bucket: "b", "Key.$": "States.Format('out/{}.json', $$.Execution.Name)", "Body.$": "$" },
      ResultPath: null,
      Next: "Done",
    },
    Done: { Type: "Succeed" },
    Rejected: { Type: "Fail", Error: "INPUT_REJECTED", Cause: "the input is at fault" },
  },
};

describe("the state machine runner", () => {
  const runners: StateMachineRunner[] = [];
  let makeLibraryMachine: ReturnType<typeof loadStateMachineLibrary>;
  before(() => {
    makeLibraryMachine = loadStateMachineLibrary();
  });
  afterEach(() => Promise.all(runners.splice(0).map((runner) => runner.close())));

  function setUp(
    answer: (event: unknown, call: number) => Answer | Promise<Answer>,
    options: { definition?: object; concurrency?: number; mayInvoke?: boolean } = {},
  ) {
    const events: ExecutionEvent[] = [];
    const calls: unknown[] = [];
    const recorded: { service: string; action: string; parameters: Record<string, unknown> }[] = [];
    const prepared = prepareDefinition(JSON.stringify(options.definition ?? DEFINITION));
    const sdk: SdkIntegration = {
      supports: (service) => service === "s3",
      call: (service, action, parameters) => {
        recorded.push({ service, action, parameters });
        return Promise.resolve({});
      },
      close: () => undefined,
    };
    const invoke = async (event: unknown) => answer(event, calls.push(event));
    const lambda = {
      functions: [{ name: "step", arn: FUNCTION, versions: new Map([["live", "4"]]), invoke }],
      mayInvoke: () => options.mayInvoke ?? true,
      roleArn: "arn:aws:iam::123456789012:role/m",
    };
    const unused = () => Promise.reject(new Error("the definition has no such task"));
    const ends = new Map<string, (result: ExecutionResult) => void>();
    const runner = new StateMachineRunner({
      arn: MACHINE,
      name: "m",
      roleArn: lambda.roleArn,
      prepared,
      library: makeLibraryMachine(prepared.definition),
      tasks: createTaskRunners(prepared, { lambda, sdk, nested: unused, distributedMap: () => unused }),
      retryDelayMs: 1,
      ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
      onEvent: (event) => {
        events.push(event);
        if (event.kind === "end") ends.get(event.executionName)?.(event);
      },
    });
    runners.push(runner);
    const run = (name: string, input: object) =>
      new Promise<ExecutionResult>((resolve) => {
        ends.set(name, resolve);
        runner.start(name, JSON.stringify(input));
      });
    const bodies = () => recorded.map(({ parameters }) => parameters.Body as Record<string, unknown>);
    return { runner, run, events, calls, recorded, bodies };
  }

  const ok: Answer = { payload: { statusCode: 200, body: '{"size":1}' } };

  it("runs the definition: payload, selector, choice, intrinsic functions and context", async () => {
    const { run, calls, recorded, bodies } = setUp(() => ok);
    const result = await run("one", { value: 7 });
    expect(result).to.include({ status: "SUCCEEDED", executionName: "one" });
    expect(result.states).to.deep.equal(["Step", "Check", "Parse", "Record", "Done"]);
    expect(calls).to.deep.equal([{ value: 7, name: "one" }]);
    expect(recorded[0]).to.deep.include({ service: "s3", action: "putObject" });
    expect(recorded[0]?.parameters.Key).to.equal("out/one.json");
    expect(bodies()[0]?.parsed).to.deep.equal({ facts: { size: 1 } });
  });

  it("ends failed with the error that the Fail state names", async () => {
    const { run } = setUp(() => ({ payload: { statusCode: 422, body: "{}" } }));
    expect(await run("one", { value: 1 })).to.include({ status: "FAILED", code: "INPUT_REJECTED" });
  });

  it("gives a function's error to the Catch as AWS does: its type, and a Cause that is JSON", async () => {
    const error = { errorType: "StorageError", errorMessage: "no data", trace: ["StorageError: no data"] };
    const { run, bodies } = setUp(() => ({ error }));
    const result = await run("one", { value: 1 });
    const caught = bodies()[0]?.error as { Error: string; Cause: string };
    expect(caught.Error).to.equal("StorageError");
    expect(JSON.parse(caught.Cause)).to.deep.equal(error);
    expect(result.failures).to.deep.equal([{ state: "Step", code: "StorageError" }]);
  });

  it("retries the declared errors with a shortened wait, and tells of each", async () => {
    const { run, calls, events } = setUp((_event, call) =>
      call < 3 ? { error: { errorType: "Lambda.TooManyRequestsException", errorMessage: "" } } : ok,
    );
    expect(await run("one", { value: 1 })).to.include({ status: "SUCCEEDED" });
    expect(calls).to.have.lengthOf(3);
    expect(events.filter((event) => event.kind === "failure").map(({ then }) => then)).to.deep.equal([
      "retry",
      "retry",
    ]);
  });

  it("does not retry other errors", async () => {
    const { run, calls } = setUp(() => ({ error: { errorType: "Sandbox.Timedout", errorMessage: "" } }));
    await run("one", { value: 1 });
    expect(calls).to.have.lengthOf(1);
  });

  it("refuses a function that the machine's role may not invoke", async () => {
    const { run, calls, bodies } = setUp(() => ok, { mayInvoke: false });
    await run("one", { value: 1 });
    const caught = bodies()[0]?.error as { Error: string; Cause: string };
    expect(caught.Error).to.equal("Lambda.AWSLambdaException");
    expect(caught.Cause).to.contain("is not authorized to perform: lambda:InvokeFunction");
    expect(calls).to.have.lengthOf(0);
  });

  it("reports what is no JSON as a failed intrinsic function", async () => {
    const { run } = setUp(() => ({ payload: { statusCode: 200, body: "<html>" } }));
    expect(await run("one", { value: 1 })).to.include({ status: "FAILED", code: "States.IntrinsicFailure" });
  });

  it("tells of an execution by names, times and codes only", async () => {
    const { run, events } = setUp(() => ok);
    await run("one", { value: "Doe^Jane" });
    expect(JSON.stringify(events)).not.to.contain("Doe");
    expect(events.map(({ kind }) => kind)).to.deep.equal([
      "start",
      "step",
      "step",
      "step",
      "step",
      "step",
      "end",
    ]);
  });

  it("withholds an error name that does not look like one", async () => {
    const { run } = setUp(() => ({ error: { errorType: "Patient Doe^Jane", errorMessage: "" } }));
    expect((await run("one", { value: 1 })).failures[0]?.code).to.equal("UnprintableErrorName");
  });

  it("starts nothing twice: the same name and input while running are one execution", async () => {
    let release: (answer: Answer) => void = () => undefined;
    const { runner, run, calls } = setUp(() => new Promise((resolve) => (release = resolve)));
    const first = run("one", { value: 1 });
    const again = runner.start("one", JSON.stringify({ value: 1 }));
    expect(again.executionArn).to.equal("arn:aws:states:us-east-1:123456789012:execution:m:one");
    expect(() => runner.start("one", JSON.stringify({ value: 2 }))).to.throw(ExecutionAlreadyExistsError);
    while (calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    release(ok);
    await first;
    expect(() => runner.start("one", JSON.stringify({ value: 1 }))).to.throw(ExecutionAlreadyExistsError);
    expect(calls).to.have.lengthOf(1);
  });

  it("runs no more executions at a time than its bound, and all in the end", async () => {
    let running = 0;
    let most = 0;
    const { run } = setUp(
      async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running--;
        return ok;
      },
      { concurrency: 2 },
    );
    const results = await Promise.all(["a", "b", "c", "d", "e"].map((name) => run(name, { value: 1 })));
    expect(results.every(({ status }) => status === "SUCCEEDED")).to.equal(true);
    expect(most).to.equal(2);
  });

  it("aborts what runs when it closes", async () => {
    const { runner, run } = setUp(() => new Promise(() => undefined));
    const result = run("one", { value: 1 });
    await runner.close();
    expect(await result).to.include({ status: "ABORTED" });
    expect(runner.pendingCount).to.equal(0);
  });

  it("ends an execution that outlives the machine's declared timeout", async () => {
    const { run } = setUp(() => new Promise(() => undefined), {
      definition: { ...DEFINITION, TimeoutSeconds: 0.01 },
    });
    expect(await run("one", { value: 1 })).to.include({ status: "TIMED_OUT", code: "States.Timeout" });
  });

  it("lets a machine and its tasks run for longer than a timer of Node's takes", async () => {
    const Step = { ...DEFINITION.States.Step, TimeoutSeconds: 3_000_000 };
    const definition = {
      ...DEFINITION,
      TimeoutSeconds: 3_000_000,
      States: { ...DEFINITION.States, Step },
    };
    const { run } = setUp(() => ok, { definition });
    expect(await run("one", { value: 1 })).to.include({ status: "SUCCEEDED" });
  });

  it("chooses by the whole of a text, line ends too, where StringMatches asks", async () => {
    const matches = { Variable: "$.key", StringMatches: "*.dcm" };
    const definition = {
      StartAt: "Choose",
      States: {
        Choose: { Type: "Choice", Choices: [{ ...matches, Next: "Taken" }], Default: "Left" },
        Taken: { Type: "Succeed" },
        Left: { Type: "Fail", Error: "LEFT" },
      },
    };
    const { run } = setUp(() => ok, { definition });
    expect(await run("one", { key: "in/\n\ta.dcm" })).to.include({ status: "SUCCEEDED" });
    expect(await run("two", { key: "in/a.dcm\n" })).to.include({ status: "FAILED", code: "LEFT" });
  });

  it("replaces the whole state where ResultPath is $", async () => {
    const definition = {
      StartAt: "Step",
      States: {
        Step: { ...invokeStep, ResultPath: "$", Catch: [], Next: "Record" },
        Record: { ...DEFINITION.States.Record, Next: "Done" },
        Done: { Type: "Succeed" },
      },
    };
    const { run, bodies } = setUp(() => ok, { definition });
    await run("one", { value: 1 });
    expect(bodies()[0]).to.deep.equal({ statusCode: 200, body: '{"size":1}' });
  });
});
