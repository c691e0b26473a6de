import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  StartExecutionCommand,
  type DescribeExecutionCommandOutput,
  type SFNClient,
} from "@aws-sdk/client-sfn";
import * as v from "valibot";
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

/** What an execution of the reprocessing state machine is given. */
const inputSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ run: v.string(), prefix: v.optional(v.string()), manifestKey: v.optional(v.string()) }),
);

/** Attempts after the first: no run may be called so, since its executions would be those of another. */
const ATTEMPT_NAME = /^(.+)-attempt-\d+$/;

const nameOf = (run: string, attempt: number): string => (attempt === 1 ? run : `${run}-attempt-${attempt}`);

/** The run that an execution of this name would be an attempt at; undefined for a name that a run may have. */
export const runOfAttempt = (name: string): string | undefined => ATTEMPT_NAME.exec(name)?.[1];

/**
 * Starts the next attempt at a run: `<run>`, then `<run>-attempt-2` and so on, since Step Functions keeps a name for 90 days. The
 * input names the run, and with it the items' executions are named, so that what an earlier attempt has done is not started again.
 *
 * @throws WrongUsageError where there is nothing to start, or the run was started with another source
 */
export async function startRun(
  client: Pick<SFNClient, "send">,
  stateMachineArn: string,
  run: string,
  source: Source,
): Promise<Run> {
  const executions = stateMachineArn.replace(":stateMachine:", ":execution:");
  let earlier: string | undefined;
  for (let attempt = 1; ; attempt++) {
    const name = nameOf(run, attempt);
    const executionArn = `${executions}:${name}`;
    const found = await describe(client, executionArn);
    if (found !== undefined) {
      checkInput(run, source, found);
      if (found.status === "RUNNING") return { executionArn, attempt, state: "isRunning" };
      earlier = found.input;
      continue;
    }
    if (earlier === undefined && !isGiven(source))
      throw new WrongUsageError(`There is no run ${run} to resume: say --prefix or --manifest.`);
    const input = earlier ?? JSON.stringify({ run, ...source });
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
      return { executionArn, attempt, state: attempt === 1 ? "started" : "resumed" };
    } catch (error) {
      // Somebody else has just started it: the next round finds it running.
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
      attempt--;
    }
  }
}

const isGiven = ({ prefix, manifestKey }: Source): boolean =>
  prefix !== undefined || manifestKey !== undefined;

async function describe(
  client: Pick<SFNClient, "send">,
  executionArn: string,
): Promise<DescribeExecutionCommandOutput | undefined> {
  try {
    return await client.send(new DescribeExecutionCommand({ executionArn }));
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
}

/** @throws WrongUsageError where an execution is of another run, or takes other objects than are asked for */
function checkInput(run: string, source: Source, found: DescribeExecutionCommandOutput): void {
  const input = v.safeParse(inputSchema, found.input);
  if (!input.success || input.output.run !== run)
    throw new WrongUsageError(
      `The execution ${found.name ?? run} is not of the run ${run}: name another run.`,
    );
  const { prefix, manifestKey } = input.output;
  if (isGiven(source) && (source.prefix !== prefix || source.manifestKey !== manifestKey))
    throw new WrongUsageError(
      `The run ${run} was started with another prefix or manifest: leave them out, or name another run.`,
    );
}
