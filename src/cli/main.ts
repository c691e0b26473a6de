/**
 * The command line, docs/cli.md. A command says its options in `command.ts`; what it does is in `run.ts` beside it, and
 * loaded when it is called, so that no command waits for another one. Exit status: 0 done, 1 some input failed,
 * 2 wrong usage.
 */
import { runProgram } from "../commandLine/runProgram";
import { createProgram } from "./program";

process.stdout.on("error", ({ code = "UNKNOWN" }: NodeJS.ErrnoException) => {
  // `dump FILE | head` closes the pipe early; that is no failure.
  if (code === "EPIPE") process.exit();
  process.stderr.write(`the output cannot be written (${code})\n`);
  process.exit(1);
});

runProgram(() => createProgram().parseAsync());
