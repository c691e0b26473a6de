import { Command } from "commander";
import { addCost } from "./cost/command";
import { addDeploy } from "./deploy/command";
import { addDeployPolicy } from "./deployPolicy/command";
import { addDestroy } from "./destroy/command";
import { addReprocess } from "./reprocess/command";
import { addRollback } from "./rollback/command";

/** What operates a stack, with all commands; a wrong one ends in a `CommanderError`. */
export function createProgram(): Command {
  const program = new Command("operate")
    .description("Deploy a stack to AWS, operate it, and take it down.")
    .usage("<command> [options]   (as `npm run <command> -- [options]`)")
    .showHelpAfterError("(--help lists arguments and options)")
    .exitOverride();
  addDeploy(program);
  addDestroy(program);
  addDeployPolicy(program);
  addCost(program);
  addReprocess(program);
  addRollback(program);
  for (const command of program.commands) command.exitOverride();
  return program;
}
