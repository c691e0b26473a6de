import {
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  StartExecutionCommand,
  type SFNClient,
} from "@aws-sdk/client-sfn";
import { expect } from "chai";
import { startRun } from "../../../src/operate/reprocess/startRun";

const MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:dicom-reprocessing-dev";

interface Execution {
  readonly status: string;
  readonly input: string;
}

/** Step Functions with these executions, by name. */
function withExecutions(executions: Readonly<Record<string, Execution>>) {
  const started: StartExecutionCommand["input"][] = [];
  const answerTo = (command: unknown) => {
    if (command instanceof StartExecutionCommand) {
      started.push(command.input);
      return {};
    }
    if (!(command instanceof DescribeExecutionCommand)) throw new Error("an unknown call");
    const name = command.input.executionArn!.split(":").at(-1)!;
    const found = executions[name];
    if (found === undefined) throw new ExecutionDoesNotExist({ message: "none", $metadata: {} });
    return { name, ...found };
  };
  const send = (command: unknown) => Promise.resolve(command).then(answerTo);
  return { client: { send: send as SFNClient["send"] }, started };
}

const running = (input: object): Execution => ({ status: "RUNNING", input: JSON.stringify(input) });
const failed = (input: object): Execution => ({ status: "FAILED", input: JSON.stringify(input) });

describe("starting a run of reprocessing", () => {
  const one = { run: "one", prefix: "in/" };
  const listed = { run: "one", manifestKey: "manifests/a.jsonl" };

  for (const source of [{}, { prefix: "in/" }])
    it(`tells of a run that is running, where ${JSON.stringify(source)} is asked for`, async () => {
      const { client, started } = withExecutions({ one: running(one) });
      expect(await startRun(client, MACHINE, "one", source)).to.deep.include({
        attempt: 1,
        state: "isRunning",
      });
      expect(started).to.deep.equal([]);
    });

  for (const [what, input, source] of [
    ["another prefix", one, { prefix: "in/2027/" }],
    ["every object instead of a prefix", one, { prefix: "" }],
    ["a manifest instead of a prefix", one, { manifestKey: "in/" }],
    ["another manifest", listed, { manifestKey: "manifests/b.jsonl" }],
    ["a prefix instead of a manifest", listed, { prefix: "manifests/a.jsonl" }],
  ] as const)
    for (const [when, executions] of [
      ["it is running", { one: running(input) }],
      ["its second attempt is running", { one: failed(input), "one-attempt-2": running(input) }],
      ["it has ended", { one: failed(input) }],
    ] as const)
      it(`refuses ${what} for a run while ${when}`, async () => {
        const { client, started } = withExecutions(executions);
        const error: unknown = await startRun(client, MACHINE, "one", source).catch(
          (reason: unknown) => reason,
        );
        expect(error).to.include({ exitStatus: 2 });
        expect((error as Error).message).to.match(/The run one was started with another prefix or manifest/);
        expect(started).to.deep.equal([]);
      });

  it("resumes a run by what it was started with, however that was written", async () => {
    const input = '{ "prefix": "in/",\n "run": "one" }';
    for (const source of [{}, { prefix: "in/" }]) {
      const { client, started } = withExecutions({ one: { status: "ABORTED", input } });
      expect(await startRun(client, MACHINE, "one", source)).to.include({ attempt: 2, state: "resumed" });
      expect(started).to.deep.equal([{ stateMachineArn: MACHINE, name: "one-attempt-2", input }]);
    }
  });

  for (const input of ['{"run":"two","prefix":"in/"}', '{"prefix":"in/"}', "in/"])
    it(`refuses an execution of the run's name that is not of the run: ${input}`, async () => {
      const { client, started } = withExecutions({ one: { status: "FAILED", input } });
      const error: unknown = await startRun(client, MACHINE, "one", {}).catch((reason: unknown) => reason);
      expect(error).to.include({
        exitStatus: 2,
        message: "The execution one is not of the run one: name another run.",
      });
      expect(started).to.deep.equal([]);
    });
});
