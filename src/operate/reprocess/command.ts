import type { Command } from "commander";
import { WrongUsageError } from "../../commandLine/exitStatus";
import { parseStackName } from "../stackName";

export interface ReprocessOptions {
  readonly stack: string;
  readonly outputs?: string;
  readonly prefix?: string;
  readonly manifest?: string;
  readonly run?: string;
  readonly wait?: true;
  readonly report?: true;
  readonly yes?: true;
}

/** What it calls at AWS. */
export const REPROCESS_ACTIONS = ["states:StartExecution", "states:DescribeExecution", "s3:ListBucket"];

/** `reprocess --stack <name>`: starts or resumes a run of the reprocessing state machine, or reports of one. */
export function addReprocess(program: Command): void {
  program
    .command("reprocess")
    .description("send objects of the raw bucket through the workflow again, or resume or report a run of it")
    .usage("--stack <name> [options]   (as `npm run reprocess -- --stack dev --prefix incoming/`)")
    .argument("[stack]", "the same as --stack", parseStackName)
    .option("--stack <name>", "the Pulumi stack, such as dev", parseStackName)
    .option("--outputs <file>", "outputs of the stack as JSON, instead of asking Pulumi")
    .option("--prefix <prefix>", 'objects whose keys begin so; "" for all')
    .option("--manifest <s3-uri>", 'a list in the raw bucket, a line {"Key": "…"} for each object')
    .option("--run <id>", "name of the run; that of an earlier one resumes it (default: made of the time)")
    .option("--wait", "wait for the end and print the report; exit status 1 where the run has failed")
    .option("--report", "only print the report of --run, as far as it has come")
    .option("--yes", "start or resume without asking")
    .action(async (stack: string | undefined, options: Partial<ReprocessOptions>) => {
      const { runReprocess } = await import("./run.js");
      await runReprocess({ ...options, stack: chosenStack(stack, options) });
    });
}

/** A file of outputs is of whichever stack it is of: "dev" only stands in messages then. */
function chosenStack(
  argument: string | undefined,
  { stack = argument, outputs }: Partial<ReprocessOptions>,
): string {
  if (argument !== undefined && stack !== argument)
    throw new WrongUsageError(`one stack: ${argument} or --stack ${stack ?? ""}`);
  if (stack === undefined && outputs === undefined)
    throw new WrongUsageError("which stack: `npm run reprocess -- --stack dev …`, or --outputs");
  return stack ?? "dev";
}
