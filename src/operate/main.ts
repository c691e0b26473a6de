/**
 * What operates a deployed stack, docs/deployment.md and docs/operations.md; each command is an npm script of its own
 * (`npm run deploy -- dev`). Exit status: 0 done, 1 it could not be done, 2 wrong usage.
 */
import type { Command } from "commander";
import type { Outcome } from "../commandLine/outcome";
import { runProgram } from "../commandLine/runProgram";
import { explainFailure } from "./explainFailure";
import { createProgram } from "./commands";
import { REPROCESS_ACTIONS } from "./reprocess/command";
import { ROLLBACK_ACTIONS } from "./rollback/command";

/** What commands that deploy nothing call at AWS; the others are told of `npm run deploy-policy`. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  reprocess: REPROCESS_ACTIONS,
  rollback: ROLLBACK_ACTIONS,
};

let running: Command | undefined;

function main(): Promise<Command> {
  const program = createProgram();
  program.hook("preAction", (_program, command) => {
    running = command;
  });
  return program.parseAsync();
}

/** An answer of AWS, or the SDK's complaint about credentials, in the words of explainFailure. */
function explainedByAws(error: unknown): Outcome | undefined {
  if (!(error instanceof Error) || !/Exception|Error|Expired|Denied|Invalid/.test(error.name))
    return undefined;
  if (!("$metadata" in error) && error.name !== "CredentialsProviderError") return undefined;
  const { stack } = running?.opts<{ stack?: string }>() ?? {};
  const explanation = explainFailure(
    `${error.name}: ${error.message}`,
    running?.args[0] ?? stack,
    ACTIONS[running?.name() ?? ""],
  );
  return explanation && { exitCode: 1, message: explanation.message };
}

runProgram(main, explainedByAws);
