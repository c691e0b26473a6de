import { CommanderError } from "commander";
import { EXIT_WRONG_USAGE } from "./exitStatus";
import { outcomeOf, type Outcome } from "./outcome";

/**
 * Runs the command that the process was called with. Its exit status is that of the command, and says of one that threw why: in a
 * line on stderr, with DEBUG set also where.
 *
 * @param explain what is known better of an error than `outcomeOf` knows it
 */
export function runProgram(
  run: () => Promise<unknown>,
  explain: (error: unknown) => Outcome | undefined = () => undefined,
): void {
  // The SDK's versions are pinned; its notice about future ones helps nobody who runs a command.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  run().catch((error: unknown) => {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_WRONG_USAGE;
      return;
    }
    const { exitCode, message } = explain(error) ?? outcomeOf(error);
    process.stderr.write(`${message}\n`);
    if (process.env.DEBUG !== undefined && error instanceof Error)
      process.stderr.write(`${error.stack ?? ""}\n`);
    process.exitCode = exitCode;
  });
}
