import type { Command } from "commander";
import { parseCount, parsePort } from "../../commandLine/options";

export interface LocalOptions {
  readonly data?: string;
  readonly stack: string;
  readonly port: number;
  readonly showValues?: true;
  readonly demo?: true;
  readonly chaos?: true;
  readonly seed?: number;
  readonly objects?: number;
}

/** Where the stack keeps its state without `--data`. */
export const DATA_FOLDER = ".local/data";

/** `local [PATH…]`: the whole declared stack on this machine. */
export function addLocal(program: Command): void {
  program
    .command("local")
    .description("run the whole pipeline on this machine, over paths, or as a server until Ctrl-C")
    .argument("[path...]", "files and folders to process")
    .option("--data <folder>", `where the stack keeps its state and results (default: ${DATA_FOLDER})`)
    .option("--stack <name>", "the Pulumi stack whose configuration is used", "dev")
    .option("--port <n>", "port of the endpoint on 127.0.0.1; 0 takes a free one", parsePort, 0)
    .option("--show-values", "show values of the originals in the before/after table")
    .option("--demo", "process a small synthetic study instead of paths")
    .option(
      "--chaos",
      "let services fail, functions die and events come twice; print what became of each object",
    )
    .option("--seed <n>", "with --chaos: the faults of an earlier run", parseCount)
    .option("--objects <n>", "with --chaos and no paths: how many synthetic objects", parseCount)
    .action(async (paths: readonly string[], options: LocalOptions) => {
      const { runLocal } = await import("./run.js");
      await runLocal(paths, options);
    });
}
