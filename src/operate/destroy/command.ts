import type { Command } from "commander";
import { parseStackName } from "../stackName";

export interface DestroyOptions {
  readonly yes?: true;
}

/** `destroy <stack>`: what will be lost, confirmation, empty buckets, destroy. */
export function addDestroy(program: Command): void {
  program
    .command("destroy")
    .description("show what a stack holds, ask, empty its buckets with all versions, and take it down")
    .usage("<stack> [options]   (as `npm run destroy -- <stack> [options]`)")
    .argument("<stack>", "the Pulumi stack, such as dev", parseStackName)
    .option("--yes", "destroy without asking")
    .action(async (stack: string, options: DestroyOptions) => {
      const { runDestroy } = await import("./run.js");
      await runDestroy(stack, options);
    });
}
