import type { Command } from "commander";

export interface ReprocessOptions {
  readonly stack: string;
  readonly outputs?: string;
  readonly prefix?: string;
  readonly manifest?: string;
  readonly run?: string;
  readonly wait?: true;
  readonly report?: true;
}

/** `reprocess`: starts or resumes a run of the reprocessing state machine, or reports of one. */
export function addReprocess(program: Command): void {
  program
    .command("reprocess")
    .description("send objects of the raw bucket through the workflow again, or resume or report a run of it")
    .usage("[options]   (as `npm run reprocess -- --stack dev --prefix incoming/`)")
    .option("--stack <name>", "the Pulumi stack", "dev")
    .option("--outputs <file>", "outputs of the stack as JSON, instead of asking Pulumi")
    .option("--prefix <prefix>", 'objects whose keys begin so; "" for all')
    .option("--manifest <s3-uri>", 'a list in the raw bucket, a line {"Key": "…"} for each object')
    .option("--run <id>", "name of the run; that of an earlier one resumes it (default: made of the time)")
    .option("--wait", "wait for the end and print the report; exit status 1 where the run has failed")
    .option("--report", "only print the report of --run, as far as it has come")
    .action(async (options: ReprocessOptions) => {
      const { runReprocess } = await import("./run.js");
      await runReprocess(options);
    });
}
