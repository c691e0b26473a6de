/**
 * The command line, docs/cli.md. A command says its options in `command.ts`; what it does is in `run.ts` beside it, and
 * loaded when it is called, so that no command waits for another one. Exit status: 0 done, 1 some input failed,
 * 2 wrong usage.
 */
import { CommanderError } from "commander";
import { EXIT_WRONG_USAGE } from "./exitStatus";
import { outcomeOf } from "./outcome";
import { createProgram } from "./program";

// The SDK's versions are pinned; its notice about future ones helps nobody who runs a command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

async function main(): Promise<void> {
  await createProgram().parseAsync();
}

// `dump FILE | head` closes the pipe early; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

main().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_WRONG_USAGE;
    return;
  }
  const { exitCode, message } = outcomeOf(error);
  process.stderr.write(`${message}\n`);
  if (process.env.DEBUG !== undefined && error instanceof Error)
    process.stderr.write(`${error.stack ?? ""}\n`);
  process.exitCode = exitCode;
});
