import { expect } from "chai";
import { workflowDefinition } from "../../../src/infra/workflow/workflowDefinition";
import {
  loadStateMachineLibrary,
  type StateMachine,
  type StateMachineDefinition,
} from "../../../src/local/workflow/stateMachineLibrary";

type Json = Parameters<StateMachine["run"]>[0];

interface Call {
  readonly state: string;
  readonly input: Record<string, unknown>;
}

const INPUT = { bucketName: "raw", objectKey: "incoming/Doe^John.dcm", versionId: "v1" };

const REJECTION = {
  step: "validation",
  code: "TRUNCATED_ELEMENT",
  fault: "input",
  message: "cut",
  offset: 12,
};

const answer = (statusCode: number, body: object): Json => ({
  Payload: { statusCode, body: JSON.stringify(body) },
});

/** A failure as Step Functions names it. */
const failure = (name: string) => Object.assign(new Error("nothing to see"), { name });

/** Runs the definition with stand-ins for its tasks; those that are not given succeed. */
async function runWorkflow(tasks: Record<string, (attempt: number) => Json>) {
  const calls: Call[] = [];
  const attempts = new Map<string, number>();
  const definition = workflowDefinition(
    { ingestion: "arn:ingestion", validation: "arn:validation", deidentification: "arn:deidentification" },
    { environment: "test", functionTimeoutSeconds: 10 },
  );
  const names = Object.entries(definition.States).flatMap(([name, { Type }]) =>
    Type === "Task" ? [name] : [],
  );
  const handler = (state: string) => (input: Json) => {
    calls.push({ state, input: input as Call["input"] });
    const attempt = (attempts.get(state) ?? 0) + 1;
    attempts.set(state, attempt);
    return tasks[state]?.(attempt) ?? (state.endsWith("Step") ? answer(200, { from: state }) : {});
  };
  const createMachine = await loadStateMachineLibrary();
  const machine = createMachine(definition as unknown as StateMachineDefinition);
  const run = machine.run(INPUT, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(names.map((name) => [name, handler(name)])),
      retryIntervalOverrides: Object.fromEntries(names.map((name) => [name, 0])),
    },
    context: { Execution: { Id: "arn:execution", Name: "e1" } },
  });
  const states: string[] = [];
  const watched = (async () => {
    for await (const event of run.eventLogs) if (event.type === "StateEntered") states.push(event.state.name);
  })();
  const ended = await run.result.then(
    (output) => ({ status: "SUCCEEDED", output: output as Record<string, unknown> }),
    (error: unknown) => ({ status: "FAILED", error }),
  );
  await watched;
  const inputsOf = (state: string) => calls.filter((call) => call.state === state).map(({ input }) => input);
  return { ...ended, states, inputsOf };
}

const QUARANTINE = ["TagQuarantinedVersion", "WriteQuarantineReason", "PublishFailureMetric", "FailureState"];

describe("workflow, run", () => {
  it("takes an object through the three steps and counts it", async () => {
    const { status, states, inputsOf, ...rest } = await runWorkflow({});
    expect(status).to.equal("SUCCEEDED");
    expect(states).to.deep.equal([
      ...["Ingestion", "Validation", "Deidentification"].flatMap((step) => [
        `${step}Step`,
        `Check${step}Status`,
        `Parse${step}Result`,
      ]),
      "PublishSuccessMetric",
      "SuccessState",
    ]);
    const [validation] = inputsOf("ValidationStep");
    expect(validation).to.deep.include({ FunctionName: "arn:validation" });
    expect(validation).to.have.nested.property("Payload.executionName", "e1");
    expect(validation).to.have.nested.property("Payload.object").that.deep.includes(INPUT);
    for (const [name, from] of [
      ["ingestion", "IngestionStep"],
      ["validation", "ValidationStep"],
      ["deidentification", "DeidentificationStep"],
    ])
      expect(rest).to.have.nested.property(`output.${name}.facts.from`, from);
  });

  it("quarantines an input at fault without trying again", async () => {
    const { status, states, inputsOf } = await runWorkflow({ ValidationStep: () => answer(422, REJECTION) });
    expect(status).to.equal("FAILED");
    expect(states.slice(-7)).to.deep.equal([
      "CheckValidationStatus",
      "ErrorHandler",
      "DescribeRejection",
      ...QUARANTINE,
    ]);
    expect(inputsOf("ValidationStep")).to.have.length(1);
    expect(inputsOf("DeidentificationStep")).to.deep.equal([]);
    expect(inputsOf("TagQuarantinedVersion")).to.deep.equal([
      {
        Bucket: "raw",
        Key: INPUT.objectKey,
        VersionId: "v1",
        Tagging: { TagSet: [{ Key: "quarantine", Value: "TRUNCATED_ELEMENT" }] },
      },
    ]);
    expect(inputsOf("WriteQuarantineReason")).to.deep.equal([
      {
        Bucket: "raw",
        Key: "quarantine/e1/reason.json",
        Body: { versionId: "v1", executionName: "e1", reason: REJECTION },
        ContentType: "application/json",
      },
    ]);
  });

  it("counts a failure once, by whose fault it was and by code", async () => {
    const dimensions = (...own: object[]) => [{ Name: "Environment", Value: "test" }, ...own];
    const count = (MetricName: string, ...own: object[]) => {
      return { MetricName, Value: 1, Unit: "Count", Dimensions: dimensions(...own) };
    };
    for (const [step, Fault, Reason] of [
      [() => answer(422, REJECTION), "input", "TRUNCATED_ELEMENT"],
      [
        () => {
          throw failure("Sandbox.Timedout");
        },
        "service",
        "PROCESSING_FAILED",
      ],
    ] as const) {
      const { inputsOf } = await runWorkflow({ IngestionStep: step });
      expect(inputsOf("PublishFailureMetric")).to.deep.equal([
        {
          Namespace: "MedicalImaging/Pipeline",
          MetricData: [
            count("PipelineFailure"),
            count("PipelineFailure", { Name: "Fault", Value: Fault }),
            count("Quarantined", { Name: "Reason", Value: Reason }),
          ],
        },
      ]);
      expect(inputsOf("PublishSuccessMetric")).to.deep.equal([]);
    }
  });

  it("tries a busy Lambda service again and goes on", async () => {
    const { status, inputsOf } = await runWorkflow({
      IngestionStep: (attempt) => {
        if (attempt < 4) throw failure("Lambda.TooManyRequestsException");
        return answer(200, {});
      },
    });
    expect(status).to.equal("SUCCEEDED");
    expect(inputsOf("IngestionStep")).to.have.length(4);
  });

  it("gives up after three more attempts, and says that the service failed", async () => {
    const { status, states, inputsOf } = await runWorkflow({
      DeidentificationStep: () => {
        throw failure("Lambda.ServiceException");
      },
    });
    expect(status).to.equal("FAILED");
    expect(inputsOf("DeidentificationStep")).to.have.length(4);
    expect(states.slice(-6)).to.deep.equal(["ErrorHandler", "DescribeServiceFailure", ...QUARANTINE]);
    expect(inputsOf("WriteQuarantineReason")[0]).to.have.nested.property("Body.reason").that.deep.equals({
      code: "PROCESSING_FAILED",
      fault: "service",
    });
  });

  it("does not try an error of a function's own again", async () => {
    const { inputsOf, states } = await runWorkflow({
      IngestionStep: () => {
        throw failure("InvalidStepEventError");
      },
    });
    expect(inputsOf("IngestionStep")).to.have.length(1);
    expect(states.at(-1)).to.equal("FailureState");
  });

  it("still writes the reason and counts the failure where the version cannot be tagged", async () => {
    const { states, inputsOf } = await runWorkflow({
      IngestionStep: () => answer(422, REJECTION),
      TagQuarantinedVersion: () => {
        throw failure("S3.S3Exception");
      },
    });
    expect(states.slice(-4)).to.deep.equal(QUARANTINE);
    expect(inputsOf("TagQuarantinedVersion")).to.have.length(4);
    expect(inputsOf("WriteQuarantineReason")).to.have.length(1);
  });

  it("succeeds where only the success could not be counted", async () => {
    const { status } = await runWorkflow({
      PublishSuccessMetric: () => {
        throw failure("CloudWatch.CloudWatchException");
      },
    });
    expect(status).to.equal("SUCCEEDED");
  });
});
