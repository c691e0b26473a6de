import { type Command, InvalidArgumentError } from "commander";
import { parseCount } from "../../commandLine/options";

export interface CostOptions {
  readonly filesPerMonth: number;
  readonly meanSize: number;
  readonly month: number;
  readonly stack?: string;
  readonly freeTier?: true;
  readonly json?: true;
}

/** `cost`: the monthly bill of what the program declares. */
export function addCost(program: Command): void {
  program
    .command("cost")
    .description("estimate the monthly bill of the declared stacks for a number of files")
    .usage("--files-per-month N --mean-size MB [options]   (as `npm run -s cost -- …`)")
    .requiredOption("--files-per-month <n>", "files that arrive in a month", parseCount)
    .requiredOption("--mean-size <MB>", "their mean size in megabytes", parseSize)
    .option("--month <n>", "which month since the beginning: what is kept grows", parseCount, 12)
    .option("--stack <name>", "one stack instead of dev and prod")
    .option("--free-tier", "less what every account has free for ever")
    .option("--json", "as JSON, with every line")
    .action(async (options: CostOptions) => {
      const { runCost } = await import("./run.js");
      await runCost(options);
    });
}

function parseSize(text: string): number {
  const size = Number(text);
  if (!(size > 0) || !Number.isFinite(size)) throw new InvalidArgumentError("It must be a number above 0.");
  return size;
}
