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

export const INPUT = { bucketName: "raw", objectKey: "incoming/Doe^John.dcm", versionId: "v1" };

export const answer = (statusCode: number, body: object): Json => ({
  Payload: { statusCode, body: JSON.stringify(body) },
});

/** A failure as Step Functions names it. */
export const failure = (name: string) => Object.assign(new Error("nothing to see"), { name });

/** Runs the definition with stand-ins for its tasks; those that are not given succeed. */
export async function runWorkflow(tasks: Record<string, (attempt: number) => Json>) {
  const calls: Call[] = [];
  const attempts = new Map<string, number>();
  const definition = workflowDefinition(
    { ingestion: "arn:ingestion", validation: "arn:validation", deidentification: "arn:deidentification" },
    {
      environment: "test",
      functionTimeoutSeconds: 10,
      eventBusName: "bus",
      studies: { queueUrl: "queue", bucketName: "logs", quietMinutes: 5 },
    },
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
  const createMachine = loadStateMachineLibrary();
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
