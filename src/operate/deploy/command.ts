import type { Command } from "commander";
import { parseStackName } from "../stackName";

export interface DeployOptions {
  readonly yes?: true;
  readonly preview?: true;
  readonly init?: true;
}

/** `deploy <stack>`: preview, confirmation, up, outputs. */
export function addDeploy(program: Command): void {
  program
    .command("deploy")
    .description("show what a deployment would change, ask, deploy, and print the stack's outputs")
    .usage("<stack> [options]   (as `npm run deploy -- <stack> [options]`)")
    .argument("<stack>", "the Pulumi stack, such as dev or prod", parseStackName)
    .option("--yes", "deploy without asking")
    .option("--preview", "only show what would change")
    .option("--init", "make the stack in the state backend if it is not there")
    .action(async (stack: string, options: DeployOptions) => {
      const { runDeploy } = await import("./run.js");
      await runDeploy(stack, options);
    });
}
