/**
 * What operates a deployed stack, docs/deployment.md and docs/operations.md; each command is an npm script of its own
 * (`npm run deploy -- dev`). Exit status: 0 done, 1 it could not be done, 2 wrong usage.
 */
import { CommanderError, type Command } from "commander";
import { EXIT_WRONG_USAGE } from "../cli/exitStatus";
import { outcomeOf } from "../cli/outcome";
import { explainFailure } from "./explainFailure";
import { createProgram } from "./program";
import { REPROCESS_ACTIONS } from "./reprocess/command";
import { ROLLBACK_ACTIONS } from "./rollback/command";

// The SDK's versions are pinned; its notice about future ones helps nobody who runs a command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** What commands that deploy nothing call at AWS; the others are told of `npm run deploy-policy`. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  reprocess: REPROCESS_ACTIONS,
  rollback: ROLLBACK_ACTIONS,
};

let running: Command | undefined;

async function main(): Promise<void> {
  const program = createProgram();
  program.hook("preAction", (_program, command) => {
    running = command;
  });
  await program.parseAsync();
}

main().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_WRONG_USAGE;
    return;
  }
  const { exitCode, message } = explainedByAws(error) ?? outcomeOf(error);
  process.stderr.write(`${message}\n`);
  if (process.env.DEBUG !== undefined && error instanceof Error)
    process.stderr.write(`${error.stack ?? ""}\n`);
  process.exitCode = exitCode;
});

/** An answer of AWS, or the SDK's complaint about credentials, in the words of explainFailure. */
function explainedByAws(error: unknown): { exitCode: number; message: string } | undefined {
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
