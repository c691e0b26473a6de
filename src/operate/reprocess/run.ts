import { S3Client } from "@aws-sdk/client-s3";
import { DescribeExecutionCommand, SFNClient } from "@aws-sdk/client-sfn";
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { RunEndedError, WrongUsageError } from "../../commandLine/exitStatus";
import { confirm, TERMINAL, type Dialogue } from "../confirm";
import { readStackOutputs, type StackOutputs } from "../stackOutputs";
import type { ReprocessOptions } from "./command";
import { formatRunReport, readRunReport } from "./runReport";
import { runOfAttempt, startRun, type Run, type Source } from "./startRun";

/** Leaves room for what comes after it in names of attempts, which have 80 characters at most. */
const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;

const STATES: Readonly<Record<Run["state"], string>> = {
  started: "has been started",
  resumed: "has been started again; what is done is not done again",
  isRunning: "is running, with the concurrency and tolerance that the stack had at its start",
};

const POLL_SECONDS = 5;

interface Terminal {
  readonly stdout?: NodeJS.WritableStream;
  readonly stderr?: NodeJS.WritableStream;
  readonly pollSeconds?: number;
  readonly dialogue?: Dialogue;
}

/** @throws RunEndedError where a run that is waited for has failed */
export async function runReprocess(options: ReprocessOptions, terminal: Terminal = {}): Promise<void> {
  const { stdout = process.stdout, stderr = process.stderr, dialogue = TERMINAL } = terminal;
  const run = checkRunId(options.run ?? newRunId());
  if (options.report && options.run === undefined) throw new WrongUsageError("--report needs --run");
  const outputs = await readStackOutputs({ stack: options.stack, outputsFile: options.outputs });
  const s3 = new S3Client(outputs.client);
  const sfn = new SFNClient(outputs.client);
  try {
    const read = () => readRunReport(s3, outputs.text("logsBucketName"), run);
    if (options.report) {
      const report = await read();
      if (report.total === 0) throw new RunEndedError(`There is no record of run ${run} yet.`);
      stdout.write(formatRunReport(run, report));
      return;
    }

    const stateMachineArn = outputs.text("reprocessingStateMachineArn");
    const source = sourceOf(options, outputs);
    if (!options.yes && !(await confirm(question(options.stack, run, source), dialogue)))
      throw new RunEndedError("Nothing was started.");
    const { executionArn, state } = await startRun(sfn, stateMachineArn, run, source);
    stderr.write(`The run ${run} ${STATES[state]}: ${executionArn}\n`);
    if (!options.wait) {
      stderr.write(`Its report: npm run reprocess -- --stack ${options.stack} --run ${run} --report\n`);
      return;
    }
    const failure = await endOf(sfn, executionArn, terminal.pollSeconds ?? POLL_SECONDS);
    stdout.write(formatRunReport(run, await read()));
    if (failure !== undefined)
      throw new RunEndedError(`The run has ended as ${failure}. \`--run ${run}\` resumes it.`);
  } finally {
    s3.destroy();
    sfn.destroy();
  }
}

function checkRunId(run: string): string {
  if (!RUN_ID.test(run)) throw new WrongUsageError("--run may be 1 to 40 letters, digits and hyphens");
  const attempted = runOfAttempt(run);
  if (attempted !== undefined)
    throw new WrongUsageError(
      `--run may not end as the attempts at a run do: \`--run ${attempted}\` resumes or reports that run`,
    );
  return run;
}

function sourceOf({ prefix, manifest, run }: ReprocessOptions, outputs: StackOutputs): Source {
  if (prefix !== undefined && manifest !== undefined)
    throw new WrongUsageError("either --prefix or --manifest: a run has one source");
  if (prefix !== undefined) return { prefix };
  if (manifest !== undefined) {
    const start = `s3://${outputs.text("rawBucketName")}/`;
    if (!manifest.startsWith(start) || manifest === start)
      throw new WrongUsageError(
        `--manifest may be an object of the raw bucket, since it lists keys: ${start}manifests/…`,
      );
    return { manifestKey: manifest.slice(start.length) };
  }
  if (run === undefined)
    throw new WrongUsageError("what to reprocess: --prefix, --manifest, or --run to resume");
  return {};
}

/** How many objects it is about, nobody knows before they are listed. */
function question(stack: string, run: string, { prefix, manifestKey }: Source): string {
  const pace = "as many at once as reprocessingConcurrency allows";
  if (manifestKey !== undefined) return `Reprocess what the manifest lists in ${stack}, ${pace}?`;
  if (prefix === undefined) return `Resume the run ${run} in ${stack}?`;
  const which = prefix === "" ? "every object" : `every object under ${prefix}`;
  return `Reprocess ${which} of the raw bucket of ${stack}, ${pace}?`;
}

/** Resolves at the execution's end; undefined where it succeeded, else how it ended. */
async function endOf(sfn: SFNClient, executionArn: string, pollSeconds: number): Promise<string | undefined> {
  for (;;) {
    const { status, error } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status === "SUCCEEDED") return undefined;
    if (status !== "RUNNING") return [status, error].filter((part) => part !== undefined).join(", ");
    await setTimeout(pollSeconds * 1000);
  }
}

const newRunId = (): string =>
  `${new Date().toISOString().slice(0, 16).replace(/[-:]/g, "").toLowerCase()}-${randomBytes(2).toString("hex")}`;
