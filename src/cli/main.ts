/**
 * The command line, docs/cli.md. A command says its options in `command.ts`; what it does is in `run.ts` beside it, and
 * loaded when it is called, so that no command waits for another one. Exit status: 0 done, 1 some input failed,
 * 2 wrong usage.
 */
import { CommanderError } from "commander";
import { EXIT_INPUT_FAILED, EXIT_WRONG_USAGE, isExplainedEnd } from "./exitStatus";
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

function outcomeOf(error: unknown): { exitCode: number; message: string } {
  if (isExplainedEnd(error)) return { exitCode: error.exitStatus, message: error.message };
  if (isLocalStartError(error)) return { exitCode: EXIT_WRONG_USAGE, message: error.message };
  if (isSystemError(error)) return { exitCode: EXIT_INPUT_FAILED, message: error.message };
  // A fault of this program: its name helps to report it; its message could hold anything.
  const name = error instanceof Error ? error.name : "unknown";
  return { exitCode: EXIT_INPUT_FAILED, message: `unexpected failure: ${name} (DEBUG=1 shows where)` };
}

/** By name: the class would load all of the local mode for every command. */
function isLocalStartError(error: unknown): error is Error {
  return error instanceof Error && error.name === "LocalStartError";
}

/** Of the file system or network: names a path or address that the user gave, and what is wrong with it. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === "string";
}
