import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  StartExecutionCommand,
  type DescribeExecutionCommandOutput,
  type SFNClient,
} from "@aws-sdk/client-sfn";
import { WrongUsageError } from "../../commandLine/exitStatus";

export interface Run {
  readonly executionArn: string;
  /** Which attempt at the run it is, from 1. */
  readonly attempt: number;
  readonly state: "started" | "resumed" | "isRunning";
}

/** What is reprocessed: one of the two, or neither to resume a run with what it was started with. */
export interface Source {
  readonly prefix?: string;
  readonly manifestKey?: string;
}

/**
 * Starts the next attempt at a run: `<run>`, then `<run>-attempt-2` and so on, since Step Functions keeps a name for 90 days. The
 * input names the run, and with it the items' executions are named, so that what an earlier attempt has done is not started again.
 *
 * @throws WrongUsageError where there is nothing to start, or the run was started with another source
 */
export async function startRun(
  client: SFNClient,
  stateMachineArn: string,
  run: string,
  source: Source,
): Promise<Run> {
  const nameOf = (attempt: number) => (attempt === 1 ? run : `${run}-attempt-${attempt}`);
  const executions = stateMachineArn.replace(":stateMachine:", ":execution:");
  let last: DescribeExecutionCommandOutput | undefined;
  for (let attempt = 1; ; attempt++) {
    const executionArn = `${executions}:${nameOf(attempt)}`;
    const found = await describe(client, executionArn);
    if (found !== undefined) {
      if (found.status === "RUNNING") return { executionArn, attempt, state: "isRunning" };
      last = found;
      continue;
    }
    const input = inputOf(run, source, last?.input);
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name: nameOf(attempt), input }));
      return { executionArn, attempt, state: attempt === 1 ? "started" : "resumed" };
    } catch (error) {
      // Somebody else has just started it: the next round finds it running.
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
      attempt--;
    }
  }
}

async function describe(
  client: SFNClient,
  executionArn: string,
): Promise<DescribeExecutionCommandOutput | undefined> {
  try {
    return await client.send(new DescribeExecutionCommand({ executionArn }));
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
}

function inputOf(run: string, source: Source, earlier: string | undefined): string {
  const isGiven = Object.keys(source).length > 0;
  if (earlier === undefined) {
    if (!isGiven) throw new WrongUsageError(`There is no run ${run} to resume: say --prefix or --manifest.`);
    return JSON.stringify({ run, ...source });
  }
  const input = JSON.stringify({ run, ...source });
  if (isGiven && input !== earlier)
    throw new WrongUsageError(
      `The run ${run} was started with another prefix or manifest: leave them out, or name another run.`,
    );
  return earlier;
}
