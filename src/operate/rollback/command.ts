import type { Command } from "commander";
import { WrongUsageError } from "../../commandLine/exitStatus";
import { parseStackName } from "../stackName";

export interface RollbackOptions {
  readonly outputs?: string;
  /** Versions by function. */
  readonly to: Readonly<Record<string, string>>;
  readonly list?: true;
  readonly yes?: true;
}

/** What it calls at AWS. */
export const ROLLBACK_ACTIONS = ["lambda:GetAlias", "lambda:ListVersionsByFunction", "lambda:UpdateAlias"];

/** `rollback <stack>`: moves the alias of every function that the last deployment changed back to the version before. */
export function addRollback(program: Command): void {
  program
    .command("rollback")
    .description(
      "show which versions of the functions are live, ask, and go back to those before the last deployment",
    )
    .usage("<stack> [options]   (as `npm run rollback -- dev`)")
    .argument("<stack>", "the Pulumi stack, such as dev", parseStackName)
    .option(
      "--to <function=version>",
      "a version to go to, for each function that is to move",
      parseTarget,
      {},
    )
    .option("--list", "only show the versions that there are")
    .option("--outputs <file>", "outputs of the stack as JSON, instead of asking Pulumi")
    .option("--yes", "move without asking")
    .action(async (stack: string, options: RollbackOptions) => {
      const { runRollback } = await import("./run.js");
      await runRollback(stack, options);
    });
}

function parseTarget(text: string, earlier: RollbackOptions["to"]): RollbackOptions["to"] {
  const [, name, version] = /^([a-z]+)=(\d+)$/.exec(text) ?? [];
  if (name === undefined || version === undefined)
    throw new WrongUsageError("--to takes a function and a version, such as ingestion=3");
  return { ...earlier, [name]: version };
}
