import { EXIT_WRONG_USAGE } from "../src/commandLine/exitStatus";
import { LocalStartError } from "../src/local/localStartError";

/**
 * The options of `npm run <name>`, or the exit status where there is nothing to run: they were asked for, or are wrong, and
 * that has been printed.
 */
export function optionsOrStatus<T extends object>(
  name: string,
  help: string,
  parse: (args: string[]) => T | "help",
): T | number {
  try {
    const options = parse(process.argv.slice(2));
    if (options !== "help") return options;
    console.log(help);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`npm run ${name} -- --help says what there is`);
    return 2;
  }
}

/** Ends the process, once nothing is left to do, with the status that the work comes to. */
export function endWith(work: Promise<number>): void {
  work.then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      // What a person can mend, such as the name of a stack, says how in its message; anything else is a fault of the
      // tool, whose place is wanted.
      const isMendable = error instanceof LocalStartError;
      console.error(isMendable ? error.message : error);
      process.exitCode = isMendable ? EXIT_WRONG_USAGE : 1;
    },
  );
}
